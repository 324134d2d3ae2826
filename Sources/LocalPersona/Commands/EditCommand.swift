// EditCommand.swift: `persona edit`: changes an entry; its id and the date it was added stay.

/// `persona edit ID`.
let editCommand: Command = Command(
  name: "edit",
  summary: "change an entry",
  discussion: """
    Opens the text in the editor, or takes it from --file. With options that say what to change, such as \
    --title, only that changes and no editor opens. An empty title or recipient ('') takes it away.

    The old text is gone from the vault's files when the command ends, or a warning says which file could not \
    be removed. Where words changed, what \
    'persona learn' learned goes with it, as it has words of every entry: learn again afterwards.
    """,
  positionals: [
    Positional(
      name: "id", help: "its id, or the first characters of it (at least 4)", kind: .text("ID"),
      candidates: .ids)
  ],
  options: [
    .file,
    .entryKind,
    Option(name: "title", value: .text("TITLE"), help: "a new title or subject; '' for none"),
    Option(
      name: "to", short: "t", value: .text("NAME"), help: "another recipient; '' for none",
      candidates: .recipients),
    Option(name: "tag", value: .text("TAG"), isRepeatable: true, help: "add a tag", candidates: .tags),
    Option(
      name: "untag", value: .text("TAG"), isRepeatable: true, help: "take a tag away", candidates: .tags),
    Option(name: "date", short: "d", value: .date("DATE"), help: "another date of writing"),
    .json,
  ],
  examples: [
    Example(command: "persona edit 7k2m", explanation: "opens the text in the editor"),
    Example(
      command: "persona edit 7k2m --title \"Thursday\" --untag draft",
      explanation: "changes the title and takes a tag away"),
  ],
  run: { try EditRun($0).run() }
)

private struct EditRun {
  let invocation: Invocation
  let kind: EntryKind?

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    kind = try invocation.kinds("kind").last
  }

  func run() throws {
    // Others can write while somebody types in the editor.
    let vault = try invocation.openVault(opensEditor ? .read : .write)
    defer { vault.close() }
    let entry = try vault.entry(matching: invocation.positional("id") ?? "")
    let changed = try change(entry, text: try newText(of: entry))
    guard changed != entry else { return try report(entry, isChanged: false) }
    try vault.writing { try replace(entry, by: changed, in: vault) }
  }

  private func replace(_ entry: Entry, by changed: Entry, in vault: Vault) throws {
    guard vault.entries.first(where: { $0.id == entry.id }) == entry else {
      throw HistoryCommandError.changedMeanwhile(entry.id)
    }
    if try vault.replaceAndUnlearn(entry, by: changed) { invocation.console.note(LearningMessages.unlearned) }
    if changed.text != entry.text, DraftLog.hasWords(in: vault) {
      invocation.console.note(DraftLogMessages.stay)
    }
    invocation.drafts.eraseAll()
    try report(changed, isChanged: true)
    try invocation.console.flush()
    // A title is part of what the encoder reads, and the vault has dropped the vectors.
    try invocation.refreshVectors(of: vault, changed: [changed])
  }

  private func newText(of entry: Entry) throws -> String {
    if opensEditor { return try invocation.editedText(entry.text) }
    return invocation.text("file") != nil ? try invocation.bodyText(argument: nil) : entry.text
  }

  private var opensEditor: Bool { invocation.text("file") == nil && !changesDescription }

  private var changesDescription: Bool {
    ["kind", "title", "to", "tag", "untag", "date"].contains { !invocation.texts($0).isEmpty }
  }

  private func change(_ entry: Entry, text: String) throws(EntryError) -> Entry {
    let removed = invocation.texts("untag")
    let tags = (entry.tags + invocation.texts("tag")).filter { !removed.contains($0) }
    return try Entry(
      id: entry.id, written: invocation.date("date") ?? entry.written, added: entry.added,
      kind: kind ?? entry.kind, title: invocation.text("title") ?? entry.title,
      recipient: invocation.text("to") ?? entry.recipient, tags: tags, text: text)
  }

  private func report(_ entry: Entry, isChanged: Bool) throws {
    if !isChanged { invocation.console.note(HistoryMessages.nothingChanged(entry.id)) }
    if invocation.flag("json") {
      try invocation.console.printJSON(.object(EntrySchema.metadata(of: entry)))
    } else if isChanged {
      try invocation.console.print(HistoryMessages.changed(entry.id))
    }
  }
}
