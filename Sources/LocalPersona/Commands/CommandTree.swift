// CommandTree.swift: all commands. Parser, help, manual and completions start here.

/// The program with all its commands, in the order in which help lists them.
public let commandTree: Command = Command(
  name: "persona",
  summary: "a private writing companion that knows how you write",
  discussion: """
    persona keeps what you have written in an encrypted vault on this machine, finds what matters for \
    something new, and drafts it in your voice with a language model that runs on your own processor.

    It has no network: before it reads anything, it gives up the right to open a socket, and so does \
    every program it starts. 'persona doctor' proves that on your machine.
    """,
  examples: [
    Example(command: "persona init", explanation: "makes a vault and asks for its passphrase"),
    Example(
      command: "persona add --kind mail \"Hi Ann, Thursday at nine suits me.\"",
      explanation: "keeps a text as part of your history"),
    Example(command: "persona import letters/", explanation: "takes in a folder of your texts"),
    Example(
      command: "persona write \"thank Ann for the books\"",
      explanation: "drafts something new in your voice"),
  ],
  subcommands: [
    initCommand, addCommand, importCommand, listCommand, showCommand, searchCommand, statsCommand,
    editCommand, tagCommand, removeCommand, undoCommand, writeCommand, draftsCommand, acceptCommand,
    rejectCommand, voiceCommand, learnCommand, whyCommand, exportCommand, backupCommand, restoreCommand,
    wipeCommand, checkCommand, statusCommand, unlockCommand, lockCommand, passwdCommand, keyCommand,
    modelCommand, plugCommand, evaluateCommand, configCommand, doctorCommand, helpCommand,
    completionsCommand, manualCommand,
  ]
)
