// VoiceCommand.swift: `persona voice`: how somebody writes, against others; and the habits that they pin.

/// `persona voice`, and `persona voice edit`.
let voiceCommand: Command = Command(
  name: "voice",
  summary: "show how you write, and pin habits that drafts obey",
  discussion: """
    Compares your entries with authors of printed English books: words and phrases that you use far more or far \
    less, the shape of sentences and paragraphs, marks, contractions, how mails begin and end. Kinds, recipients \
    and tags with 20 entries or more that you write in another way are listed as registers; --register shows one, \
    and 'persona write' goes by them where --to or --kind names one. Names of people are left out. Nothing leaves \
    the vault but what you ask for: --svg writes a picture, which is not encrypted.

    'persona voice edit' opens your pinned habits in the editor, or takes them from --file. Each line is one of: \
    'never: WORDS, WORDS' keeps words and phrases out of every draft; 'prefer: WORDS over WORDS' keeps the second \
    out; 'always greet: Hi' and 'sign: Best, / A.' set how mails and letters begin and end, ' / ' being a line \
    break. What follows a # is a comment. They lie in the vault and stay when what was learned goes.
    """,
  positionals: [
    Positional(
      name: "action", help: "edit, to change what is pinned", arity: .optional, kind: .choice(["edit"]))
  ],
  options: [
    Option(
      name: "register", value: .text("NAME"),
      help: "only entries of a kind (mail), to somebody (to:Ann) or with a tag (tag:work)"),
    Option(name: "svg", value: .path("FILE"), help: "write a picture to the new file FILE"),
    .file,
    .json,
  ],
  examples: [
    Example(command: "persona voice", explanation: "shows how you write"),
    Example(
      command: "persona voice --register mail --svg voice.svg",
      explanation: "shows how you write mails, and draws it"),
    Example(command: "persona voice edit", explanation: "opens what is pinned in the editor"),
    Example(
      command: "echo \"never: utilize\" | persona voice edit --file -", explanation: "pins one habit instead"),
  ],
  run: { try VoiceRun(invocation: $0).run() }
)

private struct VoiceRun {
  let invocation: Invocation

  private var console: Console { invocation.console }

  func run() throws {
    guard invocation.positional("action") == nil else { return try edit() }
    if invocation.text("file") != nil { throw VoiceError.onlyForEditing(option: "--file") }
    let group = try askedGroup()
    let vault = try invocation.openVault(.read)
    let reading = try VoiceReading(vault.ownEntries, group: group, habits: habits(of: vault))
    if let path = invocation.text("svg") { try write(VoicePicture(reading).text, to: path) }
    if invocation.flag("json") { return try console.printJSON(reading.json) }
    let report = VoiceReport(
      reading, columnCount: console.columnCount, style: console.style, isPlain: console.settings.isPlain)
    try invocation.printLong(report.lines)
  }

  private func askedGroup() throws(VoiceError) -> EntryGroup? {
    guard let name = invocation.text("register") else { return nil }
    guard let group = EntryGroup(name: name) else { throw .noSuchGroup(name) }
    return group
  }

  /// What is pinned; nothing, with a warning, where it cannot be read.
  private func habits(of vault: Vault) throws -> VoiceHabits {
    do {
      return try VoiceHabits.load(from: vault)
    } catch let error as VoiceHabitsError {
      console.warn(error.explanation.what)
      return VoiceHabits()
    }
  }

  private func write(_ picture: String, to path: String) throws {
    let file = try ExportedFile(path: path, files: invocation.files)
    try file.write(Array(picture.utf8))
    try file.finish()
    console.note(VoiceMessages.written(path))
  }

  private func edit() throws {
    for option in ["register", "svg"] where invocation.text(option) != nil {
      throw VoiceError.notForEditing(option: "--\(option)")
    }
    // Others can write while somebody types in the editor.
    let vault = try invocation.openVault(invocation.text("file") == nil ? .read : .write)
    defer { vault.close() }
    let stored = try? VoiceHabits.storedText(in: vault)
    // What was typed is kept where a line is wrong: the draft goes when this has succeeded.
    let habits = try VoiceHabits(parsing: newText(insteadOf: stored ?? ""))
    try vault.writing {
      guard (try? VoiceHabits.storedText(in: vault)) == stored else { throw VoiceError.changedMeanwhile }
      try habits.store(in: vault)
    }
    invocation.drafts.eraseAll()
    if invocation.flag("json") { return try console.printJSON(habits.json) }
    console.note(VoiceMessages.stored(habits))
  }

  /// What is to be pinned: nothing where all was deleted in the editor.
  ///
  /// A file without words is rather a mistake.
  private func newText(insteadOf stored: String) throws -> String {
    let isFile = invocation.text("file") != nil
    do {
      if isFile { return try invocation.bodyText(argument: nil) }
      return try invocation.editedText(stored.isEmpty ? VoiceMessages.template : stored)
    } catch TextSourceError.empty {
      guard isFile else { return "" }
      throw VoiceError.nothingGiven
    }
  }
}
