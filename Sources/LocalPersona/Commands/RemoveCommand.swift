// RemoveCommand.swift: `persona rm`: takes entries out of the vault, and out of its files.

/// `persona rm ID…`.
let removeCommand: Command = Command(
  name: "rm",
  summary: "remove entries for good",
  discussion: """
    Removes all of the entries named, or none. The files of the vault are written anew without them, so \
    their text is gone from the vault; copies in backups and exports are not.

    What 'persona learn' learned goes with them, as it has words of every entry: learn again afterwards.
    """,
  positionals: [
    Positional(
      name: "id", help: "ids, or the first characters of them (at least 4)", arity: .many, kind: .text("ID"),
      candidates: .ids)
  ],
  options: [.yes, .dryRun, .json],
  examples: [
    Example(command: "persona rm 7k2m 9d3f", explanation: "removes two entries, after asking"),
    Example(command: "persona rm --dry-run 7k2m", explanation: "shows which entry that would be"),
  ],
  run: { invocation in
    let prefixes = invocation.positionals("id")
    guard !prefixes.isEmpty else { throw HistoryCommandError.nothingToRemove }
    let console = invocation.console
    let isDryRun = invocation.flag("dry-run")
    let vault = try invocation.openVault(isDryRun ? .read : .write)
    defer { vault.close() }
    var entries: [Entry] = []
    for prefix in prefixes {
      let entry = try vault.entry(matching: prefix)
      if !entries.contains(where: { $0.id == entry.id }) { entries.append(entry) }
    }
    let isJSON = invocation.flag("json")
    if !isJSON {
      let table = EntryTable(entries, for: invocation)
      for entry in entries { try console.print(table.line(of: entry)) }
      try console.flush()
    }
    if !isDryRun {
      guard try console.confirm(HistoryMessages.removeQuestion(entries.count)) else {
        throw ConsoleError.declined
      }
      if try vault.removeAndUnlearn(Set(entries.map(\.id))) { console.note(LearningMessages.unlearned) }
      if DraftLog.hasWords(in: vault) { console.note(DraftLogMessages.stay) }
    }
    if isJSON {
      let ids = entries.map { JSONValue.string($0.id.description) }
      return try console.printJSON(.object([("dryRun", .bool(isDryRun)), ("removed", .array(ids))]))
    }
    console.note(
      isDryRun ? HistoryMessages.wouldRemove(entries.count) : HistoryMessages.removed(entries.count))
  }
)
