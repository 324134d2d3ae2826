// ShowCommand.swift: `persona show`: one entry.

/// `persona show ID`.
let showCommand: Command = Command(
  name: "show",
  summary: "show one entry",
  positionals: [
    Positional(name: "id", help: "its id, or the first characters of it (at least 4)", kind: .text("ID"))
  ],
  options: [Option(name: "text", help: "only the text, byte for byte"), .json],
  examples: [
    Example(command: "persona show 7k2m", explanation: "shows the entry whose id begins so"),
    Example(command: "persona show --text 7k2m > mail.txt", explanation: "takes the text out, not encrypted"),
  ],
  run: { invocation in
    let vault = try invocation.openVault(.read)
    let entry = try vault.entry(matching: invocation.positional("id") ?? "")
    let console = invocation.console
    if invocation.flag("json") { return try console.printJSON(EntrySchema.object(of: entry)) }
    if invocation.flag("text") { return try console.write(entry.text) }
    let facts: [(name: String, value: String?)] = [
      ("id", entry.id.description), ("written", entry.written.iso8601), ("added", entry.added.iso8601),
      ("kind", entry.kind.description), ("title", entry.title), ("to", entry.recipient),
      ("tags", entry.tags.isEmpty ? nil : entry.tags.joined(separator: ", ")),
    ]
    for (name, value) in facts {
      guard let value else { continue }
      try console.print(
        "\(console.style.dim)\(ColumnText.fitted(name, to: 7))\(console.style.reset)  \(ColumnText.oneLine(value))"
      )
    }
    try console.print()
    try console.print(entry.text)
  }
)
