// KeyCommand.swift: `persona key list | add | rm`: the passphrases and recovery words that open the vault.

/// `persona key`.
let keyCommand: Command = Command(
  name: "key",
  summary: "list, add and remove the passphrases and recovery words that open the vault",
  discussion: """
    A vault may have several ways in, called key slots: passphrases, each with a label if you like, and \
    recovery words to write on paper. Each opens everything, and can be given wherever the passphrase is \
    asked for.
    """,
  subcommands: [keyListCommand, keyAddCommand, keyRemoveCommand]
)

private let keyListCommand = Command(
  name: "list",
  summary: "list the ways to open the vault",
  discussion: """
    Needs no passphrase: anybody with the files can see how many key slots there are, of which kind, when \
    they were made and how they are labelled.
    """,
  options: [.json],
  examples: [Example(command: "persona key list", explanation: "prints one line for each key slot")],
  run: { invocation in
    let slots = try Vault.header(at: invocation.vaultPath, files: invocation.files).slots
    if invocation.flag("json") {
      return try invocation.console.printJSON(.object([("slots", .array(slots.map(\.json)))]))
    }
    let isPlain = invocation.console.settings.isPlain
    let width = isPlain ? 0 : slots.map { ColumnText.width(of: HistoryMessages.slot($0)) }.max() ?? 0
    for slot in slots {
      try invocation.console.printSentence(KeyMessages.line(of: slot, kindWidth: width))
    }
  }
)

private let keyAddCommand = Command(
  name: "add",
  summary: "add a passphrase or recovery words",
  discussion: """
    Asks for what opens the vault now, and then for another passphrase, twice.

    With --recovery it makes twelve words instead, shows them once on the terminal, and asks three of them \
    back before they open anything. Write them on paper and keep it where you keep what matters: they open \
    the vault like the passphrase does. Upper and lower case do not matter when you type them, and the first \
    four letters of each word are enough.
    """,
  options: [
    Option(name: "label", value: .text("TEXT"), help: "what to call it in lists; not secret"),
    Option(name: "recovery", help: "make recovery words"),
    Option(
      name: "output", short: "o", value: .path("FILE"),
      help: "write the recovery words to the new file FILE instead of showing them"),
    .newPassphraseFile, .newPassphraseDescriptor,
    .kdf(otherwise: "as the one that you open it with otherwise"),
    .json,
  ],
  examples: [
    Example(command: "persona key add --recovery", explanation: "makes words to write on paper"),
    Example(command: "persona key add --label laptop", explanation: "adds a second passphrase"),
  ],
  run: { try KeyAddRun(invocation: $0).run() }
)

private let keyRemoveCommand = Command(
  name: "rm",
  summary: "remove a passphrase or recovery words",
  discussion: """
    What is removed does not open the vault any more. It still opens copies that were made before, such as \
    backups; 'persona passwd --rekey' makes sure that it opens nothing that is written from now on. The last \
    passphrase cannot be removed.
    """,
  positionals: [
    Positional(
      name: "id", help: "the id in 'persona key list', at least 4 digits of it, or the label",
      kind: .text("ID"))
  ],
  options: [.yes, .json],
  examples: [Example(command: "persona key rm 3f2a", explanation: "removes a key slot, after asking")],
  run: { invocation in
    let console = invocation.console
    let vault = try invocation.openVaultChangingKeys().vault
    defer { invocation.close(vault) }
    let slot = try vault.slots.only(startingWith: invocation.positional("id") ?? "")
    let others = vault.slots.filter { $0.id != slot.id }
    // Said before it is asked about.
    guard others.contains(where: { $0.kind == .passphrase }) else { throw VaultError.lastPassphraseSlot }
    console.say(KeyMessages.line(of: slot))
    let question = KeyMessages.removeQuestion(isOneUsed: slot.id == vault.openedSlot)
    guard try console.confirm(question) else { throw ConsoleError.declined }
    try vault.removeSlot(slot.id)
    if invocation.flag("json") {
      return try console.printJSON(.object([("removed", slot.json)]))
    }
    console.note(KeyMessages.removed)
  }
)
