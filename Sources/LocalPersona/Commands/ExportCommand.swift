// ExportCommand.swift: `persona export`: takes the history out of the vault, in clear.

/// `persona export`.
let exportCommand: Command = Command(
  name: "export",
  summary: "write your history to files that are not encrypted",
  discussion: """
    'persona import' takes back what export writes, ids and dates included. JSON Lines go to standard \
    output or to a new file; Markdown goes to a new or empty folder, one file for each entry. Nothing is \
    ever overwritten, and files are readable by you only.

    An export is not encrypted, so it needs the word --plaintext.
    """,
  options: [
    Option(
      name: "format", value: .choice(ExportFormat.allCases.map(\.rawValue)),
      help: "jsonl or markdown; jsonl otherwise"),
    Option(name: "output", short: "o", value: .path("PATH"), help: "write to PATH; '-' is standard output"),
    Option(name: "plaintext", help: "yes, anybody who gets the export may read it"),
  ] + EntryFilter.options,
  examples: [
    Example(
      command: "persona export --plaintext -o history.jsonl", explanation: "writes everything to a new file"),
    Example(
      command: "persona export --plaintext | age -p > history.age",
      explanation: "hands it to a program that encrypts it"),
    Example(
      command: "persona export --plaintext --format markdown -o letters --kind letter",
      explanation: "writes the letters to a folder"),
  ],
  run: { invocation in
    guard invocation.flag("plaintext") else { throw ExportError.notAllowed }
    let format = invocation.text("format").flatMap(ExportFormat.init(rawValue:)) ?? .jsonl
    let output = invocation.text("output").flatMap { $0 == "-" ? nil : $0 }
    if format == .markdown, output == nil { throw ExportError.noFolder }
    let filter = try EntryFilter(invocation)
    let console = invocation.console
    let entries = try invocation.openVault(.read).entries.filter(filter.admits)
    guard let output else {
      for entry in entries {
        try console.checkInterrupt()
        try console.print(EntrySchema.object(of: entry).text)
      }
      return
    }
    let progress = console.progress("exporting", total: entries.count)
    let exporter = Exporter(files: invocation.files) { count in
      try console.checkInterrupt()
      progress.advance(to: count)
    }
    switch format {
    case .jsonl: try exporter.writeLines(entries, to: output)
    case .markdown: try exporter.writeFolder(entries, to: output)
    }
    progress.finish()
    console.note(HistoryMessages.exported(entries.count, to: output))
  }
)
