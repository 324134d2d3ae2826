// UndoCommand.swift: `persona undo`: takes back the last step, and lists the steps.

/// `persona undo`.
let undoCommand: Command = Command(
  name: "undo",
  summary: "take back the last add, accept, import, restore or tag",
  discussion: """
    Removes the entries that the last 'add', 'accept', 'import' or 'restore' brought, as 'persona rm' does, or \
    puts back the tags that the last 'tag' changed. Once more goes one step further back; the last 50 steps are \
    remembered. Entries that you edited since stay, unless you say --force. A draft that was accepted does not wait \
    for a verdict again: its words go with the entry.

    'rm' and 'edit' cannot be taken back, because the text that they take out is in no file of the vault \
    any more. Where one of them was the last step, 'undo' says so, and --older takes back the one before.

    The vault remembers which entries came with a step, and the tags that 'tag' took away, but no text. \
    --forget empties that memory.
    """,
  options: [
    Option(name: "list", short: "l", help: "list the steps, the newest first"),
    Option(name: "older", help: "where the last step cannot be taken back, take back the one before"),
    Option(name: "force", help: "remove entries that were edited since as well"),
    Option(name: "forget", help: "forget all steps, so that none can be taken back"),
    .yes, .dryRun, .json,
  ],
  examples: [
    Example(command: "persona undo --list", explanation: "shows what can be taken back"),
    Example(command: "persona undo --dry-run", explanation: "shows what would be removed or put back"),
    Example(command: "persona undo", explanation: "takes back the last step, after asking"),
  ],
  run: { try UndoRun($0).run() }
)

private struct UndoRun {
  /// How many entries are shown before the question.
  private static let shownCount = 20

  let invocation: Invocation
  let isDryRun: Bool
  let isJSON: Bool

  private var console: Console { invocation.console }

  init(_ invocation: Invocation) {
    self.invocation = invocation
    isDryRun = invocation.flag("dry-run")
    isJSON = invocation.flag("json")
  }

  func run() throws {
    let onlyLooks = isDryRun || invocation.flag("list")
    let vault = try invocation.openVault(onlyLooks ? .read : .write)
    defer { vault.close() }
    if invocation.flag("list") { return try list(vault.undoHistory()) }
    if invocation.flag("forget") { return try forget(vault) }
    try takeBack(target(in: vault.undoHistory()), in: vault)
  }

  // MARK: Taking back

  /// The newest step that can be taken back.
  private func target(in history: [UndoRecord]) throws(UndoCommandError) -> UndoRecord {
    let last = history.first { !$0.step.action.canBeTakenBack }
    guard let position = history.firstIndex(where: \.canBeTakenBack) else { throw .nothing(last: last) }
    let record = history[position]
    let newer = history[..<position].first { !$0.step.action.canBeTakenBack }
    if let newer, !invocation.flag("older") { throw .onlyOlder(last: newer, older: record) }
    guard !record.brought.isEmpty || !record.tags.isEmpty || invocation.flag("force") else {
      throw .editedSince(record)
    }
    return record
  }

  private func takeBack(_ record: UndoRecord, in vault: Vault) throws {
    let removesEdited = invocation.flag("force")
    let removed = Set(record.brought + (removesEdited ? record.edited : []))
    let kept = removesEdited ? [] : record.edited
    if !isJSON {
      try show(vault.entries.filter { removed.contains($0.id) || record.tags[$0.id] != nil })
      if !kept.isEmpty { console.note(UndoMessages.editedStay(kept.count)) }
    }
    if !isDryRun {
      if !removed.isEmpty {
        guard try console.confirm(UndoMessages.question(record, removedCount: removed.count)) else {
          throw ConsoleError.declined
        }
      }
      let hadLearned = try vault.undoAndUnlearn(record, removesEdited: removesEdited)
      if hadLearned { console.note(LearningMessages.unlearned) }
      if !removed.isEmpty, DraftLog.hasWords(in: vault) { console.note(DraftLogMessages.stay) }
    }
    guard !isJSON else { return try printJSON(record, removed: removed, kept: kept) }
    console.note(UndoMessages.done(record, removedCount: removed.count, isDryRun: isDryRun))
  }

  private func show(_ entries: [Entry]) throws {
    let table = EntryTable(entries, for: invocation)
    for entry in entries.prefix(UndoRun.shownCount) { try console.print(table.line(of: entry)) }
    try console.flush()
    let rest = entries.count - UndoRun.shownCount
    if rest > 0 { console.note(UndoMessages.andMore(rest)) }
  }

  private func printJSON(_ record: UndoRecord, removed: Set<EntryID>, kept: [EntryID]) throws {
    try console.printJSON(
      .object([
        ("dryRun", .bool(isDryRun)), ("step", .object(description(of: record))),
        ("removed", ids(removed.sorted())), ("retagged", ids(record.tags.keys.sorted())),
        ("kept", ids(kept)),
      ]))
  }

  private func ids(_ ids: [EntryID]) -> JSONValue { JSONValue(ids.map(\.description)) }

  // MARK: Listing and forgetting

  private func list(_ history: [UndoRecord]) throws {
    guard !isJSON else {
      let steps = history.map { record in
        JSONValue.object(
          description(of: record) + [
            ("canBeTakenBack", .bool(record.canBeTakenBack)),
            ("left", JSONValue(record.brought.count + record.edited.count + record.tags.count)),
            ("edited", JSONValue(record.edited.count)),
          ])
      }
      return try console.printJSON(.array(steps))
    }
    if history.isEmpty { console.note(UndoMessages.nothingRemembered) }
    try invocation.printLong(
      history.lazy.map { record -> String in
        let line = UndoMessages.line(record, isPlain: console.settings.isPlain)
        return console.outputIsTerminal ? WrappedText.wrap(line, to: console.columnCount, hanging: 4) : line
      })
  }

  private func description(of record: UndoRecord) -> [(String, JSONValue)] {
    [
      ("action", .string(UndoMessages.code(record))),
      ("time", .string(record.step.time.iso8601)), ("entries", JSONValue(record.entryCount)),
    ]
  }

  private func forget(_ vault: Vault) throws {
    if !isDryRun {
      guard try console.confirm(UndoMessages.forgetQuestion) else { throw ConsoleError.declined }
      try vault.forgetUndoHistory()
    }
    guard !isJSON else {
      return try console.printJSON(.object([("dryRun", .bool(isDryRun)), ("forgotten", .bool(!isDryRun))]))
    }
    console.note(isDryRun ? UndoMessages.wouldForget : UndoMessages.forgotten)
  }
}
