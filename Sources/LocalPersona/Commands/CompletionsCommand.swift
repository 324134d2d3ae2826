// CompletionsCommand.swift: `persona completions`: the script with which a shell completes our words.

/// `persona completions SHELL`.
let completionsCommand: Command = Command(
  name: "completions",
  summary: "print the completion script of a shell",
  discussion: """
    The script completes commands, options, their choices and file names. It never asks for the \
    passphrase and reads nothing of yours.
    """,
  positionals: [
    Positional(name: "shell", help: "the shell", kind: .choice(["bash", "zsh", "fish"]))
  ],
  examples: [
    Example(
      command: "persona completions bash > ~/.local/share/bash-completion/completions/persona",
      explanation: "installs it for bash, where the package bash-completion is there"),
    Example(
      command: "persona completions zsh > ~/.zfunc/_persona",
      explanation: "installs it for zsh, where ~/.zfunc is in $fpath"),
    Example(
      command: "persona completions fish > ~/.config/fish/completions/persona.fish",
      explanation: "installs it for fish"),
  ],
  run: { invocation in
    let script =
      switch invocation.positional("shell") {
      case "zsh": ZshCompletion.script(for: commandTree)
      case "fish": FishCompletion.script(for: commandTree)
      default: BashCompletion.script(for: commandTree)
      }
    try invocation.console.write(script)
  }
)
