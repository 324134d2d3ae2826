// ShowCommand.swift: `persona show`: one entry, or several.

/// `persona show ID…`.
let showCommand: Command = Command(
  name: "show",
  summary: "show entries",
  positionals: [
    Positional(
      name: "id", help: "ids, or the first characters of them (at least 4)", arity: .many, kind: .text("ID"),
      candidates: .ids)
  ],
  options: [
    Option(name: "text", help: "only the text, byte for byte; of several, one right after the other"), .json,
  ],
  examples: [
    Example(command: "persona show 7k2m", explanation: "shows the entry whose id begins so"),
    Example(command: "persona show 7k2m 9d3f", explanation: "shows two entries"),
    Example(command: "persona show --text 7k2m > mail.txt", explanation: "takes the text out, not encrypted"),
  ],
  run: { invocation in
    let prefixes = invocation.positionals("id")
    guard !prefixes.isEmpty else { throw HistoryCommandError.nothingToShow }
    let vault = try invocation.openVault(.read)
    var entries: [Entry] = []
    for prefix in prefixes {
      let entry = try vault.entry(matching: prefix)
      if !entries.contains(where: { $0.id == entry.id }) { entries.append(entry) }
    }
    let console = invocation.console
    if invocation.flag("json") {
      let objects = entries.map(EntrySchema.object(of:))
      return try console.printJSON(objects.count == 1 ? objects[0] : .array(objects))
    }
    if invocation.flag("text") {
      for entry in entries { try console.write(entry.text) }
      return
    }
    try invocation.printLong(
      entries.enumerated().flatMap { index, entry in
        (index == 0 ? [] : ["", ""]) + lines(of: entry, for: invocation)
      })
  }
)

/// What is known of an entry, a line for each fact, and its text.
private func lines(of entry: Entry, for invocation: Invocation) -> [String] {
  let facts: [(name: String, value: String?)] = [
    ("id", entry.id.description), ("written", entry.written.iso8601), ("added", entry.added.iso8601),
    ("kind", entry.kind.description), ("title", entry.title), ("to", entry.recipient),
    ("tags", entry.tags.isEmpty ? nil : entry.tags.joined(separator: ", ")),
  ]
  return facts.compactMap { name, value in
    value.map { invocation.console.factLine(name, ColumnText.oneLine($0), nameWidth: 7) }
  } + ["", entry.text]
}
