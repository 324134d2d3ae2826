// RemoveCommand.swift: `persona rm`: takes entries out of the vault, and out of its files.

/// The most entries that are shown where options choose them.
private let shownCount = 20

/// `persona rm ID…`.
let removeCommand: Command = Command(
  name: "rm",
  summary: "remove entries for good",
  discussion: """
    Removes all of the entries named, or none; without an id, all that the options choose, which are those of \
    'persona list'. The files of the vault are written anew without them, so their text is gone from the vault; \
    copies in backups and exports are not.

    What 'persona learn' learned goes with them, as it has words of every entry: learn again afterwards.
    """,
  positionals: [
    Positional(
      name: "id", help: "ids, or the first characters of them (at least 4)", arity: .many, kind: .text("ID"),
      candidates: .ids)
  ],
  options: EntryFilter.options + [.yes, .dryRun, .json],
  examples: [
    Example(command: "persona rm 7k2m 9d3f", explanation: "removes two entries, after asking"),
    Example(command: "persona rm --dry-run 7k2m", explanation: "shows which entry that would be"),
    Example(
      command: "persona rm --dry-run --tag draft --until 2025-12-31",
      explanation: "shows which entries with a tag would go, of those up to the end of 2025"),
  ],
  run: { invocation in
    let selection = try EntrySelection(invocation.positionals("id"), invocation)
    guard !selection.isEmpty else { throw HistoryCommandError.nothingToRemove }
    let console = invocation.console
    let isDryRun = invocation.flag("dry-run")
    let vault = try invocation.openVault(isDryRun ? .read : .write)
    defer { vault.close() }
    let entries = try selection.entries(of: vault, console: console)
    let isJSON = invocation.flag("json")
    if !isJSON { try show(entries, all: selection.filter.isOpen, for: invocation) }
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

/// Shows what is to be removed: `all` of it, or the first entries.
private func show(_ entries: [Entry], all: Bool, for invocation: Invocation) throws {
  let shown = all ? entries[...] : entries.prefix(shownCount)
  let table = EntryTable(Array(shown), for: invocation)
  for entry in shown { try invocation.console.print(table.line(of: entry)) }
  try invocation.console.flush()
  let rest = entries.count - shown.count
  if rest > 0 { invocation.console.note(UndoMessages.andMore(rest)) }
}
