// ListCommand.swift: `persona list`: what the vault has, the newest first.

/// `persona list`.
let listCommand: Command = Command(
  name: "list",
  summary: "list what is in your history, newest first",
  options: [
    Option(
      name: "limit", short: "n", value: .integer("N", 1...10_000_000),
      help: "at most N entries; all otherwise"),
    Option(name: "reverse", short: "r", help: "oldest first"),
  ] + EntryFilter.options + [.json],
  examples: [
    Example(command: "persona list -n 20", explanation: "lists the twenty newest"),
    Example(command: "persona list --kind mail --on 'this year'", explanation: "lists this year's mails"),
    Example(
      command: "persona list --to Ann --from 'last month' --not-tag work",
      explanation: "lists what you wrote to Ann since the beginning of last month, but not for work"),
  ],
  run: { invocation in
    let filter = try EntryFilter(invocation)
    let vault = try invocation.openVault(.read)
    let entries = choose(
      filter.isOpen ? vault.entries : vault.entries.filter(filter.admits), limit: invocation.integer("limit"),
      oldestFirst: invocation.flag("reverse"))
    let console = invocation.console
    if invocation.flag("json") {
      return try console.printJSON(.array(entries.map(listed)))
    }
    filter.noteUnknownNames(among: vault.entries, on: console)
    if entries.isEmpty { console.note(HistoryMessages.nothingListed(isFiltered: !filter.isOpen)) }
    let table = EntryTable(entries, for: invocation)
    try invocation.printLong(entries.lazy.map(table.line(of:)))
  }
)

/// By the date of writing; entries of one moment in the order in which they were added.
private func choose(_ entries: [Entry], limit: Int?, oldestFirst: Bool) -> [Entry] {
  let order = entries.indices.sorted { first, second in
    let (one, other) = (entries[first].written, entries[second].written)
    guard one == other else { return oldestFirst ? one < other : one > other }
    return oldestFirst ? first < second : first > second
  }
  return order.prefix(limit ?? order.count).map { entries[$0] }
}

/// All about an entry but its text, for which there are `show` and `export`.
private func listed(_ entry: Entry) -> JSONValue {
  .object(EntrySchema.metadata(of: entry) + [("textByteCount", .integer(Int64(entry.text.utf8.count)))])
}
