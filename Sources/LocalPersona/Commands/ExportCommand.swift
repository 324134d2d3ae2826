// ExportCommand.swift: `persona export`: takes the history out of the vault, encrypted or in clear.

private import Crypto

/// `persona export`.
let exportCommand: Command = Command(
  name: "export",
  summary: "write your history to files that other programs read",
  discussion: """
    'persona import' takes back what export writes, ids and dates included. JSON Lines and age files go to \
    standard output or to a new file; Markdown goes to a new or empty folder, one file for each entry. \
    Nothing is ever overwritten, and files are readable by you only.

    With --format age, the export is JSON Lines in an age file, encrypted with a passphrase that is asked \
    for, or to the recipients that --recipient names. Any other export is not encrypted, so it needs the \
    word --plaintext.
    """,
  options: [
    Option(
      name: "format", value: .choice(ExportFormat.allCases.map(\.rawValue)),
      help: "jsonl, markdown or age; jsonl otherwise"),
    Option(name: "output", short: "o", value: .path("PATH"), help: "write to PATH; '-' is standard output"),
    Option(name: "plaintext", help: "yes, anybody who gets the export may read it"),
  ] + Option.ageWriting + EntryFilter.options,
  examples: [
    Example(
      command: "persona export --format age -o history.age",
      explanation: "writes everything to a new file, encrypted with a passphrase"),
    Example(
      command: "persona export --plaintext -o history.jsonl", explanation: "writes everything to a new file"),
    Example(
      command: "persona export --plaintext --format markdown -o letters --kind letter",
      explanation: "writes the letters to a folder"),
  ],
  run: { try ExportRun($0).run() }
)

private struct ExportRun {
  let invocation: Invocation
  let format: ExportFormat
  let filter: EntryFilter

  /// Where it goes; nil is standard output.
  let output: String?

  /// Whom an age file is for.
  let recipients: [AgeRecipient]

  private var console: Console { invocation.console }

  /// Checks the command line before anybody is asked for anything.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    format = invocation.text("format").flatMap(ExportFormat.init(rawValue:)) ?? .jsonl
    output = invocation.text("output").flatMap { $0 == "-" ? nil : $0 }
    filter = try EntryFilter(invocation)
    if format != .age {
      if let option = invocation.ageWritingOptionGiven { throw AgeFileError.needsAgeFormat(option: option) }
      guard invocation.flag("plaintext") else { throw ExportError.notAllowed }
    }
    if format == .markdown, output == nil { throw ExportError.noFolder }
    recipients = format == .age ? try invocation.ageRecipients(to: output) : []
  }

  func run() throws {
    let all = try invocation.openVault(.read).entries
    let entries = all.filter(filter.admits)
    filter.noteUnknownNames(among: all, on: console)
    switch (format, output) {
    case (.age, _): try writeAge(entries)
    case (.markdown, let output?):
      try writing(entries) { try $0.writeFolder(entries, to: output) }
      console.note(HistoryMessages.exported(entries.count, to: output))
    case (.jsonl, let output?):
      try writing(entries) { try $0.writeLines(entries, to: output) }
      console.note(HistoryMessages.exported(entries.count, to: output))
    case (_, nil):
      if entries.isEmpty { console.note(HistoryMessages.nothingListed(isFiltered: !filter.isOpen)) }
      for entry in entries {
        try console.checkInterrupt()
        try console.print(EntrySchema.object(of: entry).text)
      }
    }
  }

  private func writeAge(_ entries: [Entry]) throws {
    let sealing = try invocation.ageSealing(recipients)
    try writing(entries) { exporter in
      guard let output else {
        return try exporter.writeAge(entries, sealing: sealing) { try console.write($0) }
      }
      try exporter.writeAge(entries, sealing: sealing, to: output)
    }
    console.note(AgeMessages.exported(entries.count, to: output, recipientCount: recipients.count))
  }

  /// Writes, and shows how far it is.
  private func writing(_ entries: [Entry], _ body: (Exporter) throws -> Void) throws {
    try invocation.writing("exporting", entries, body)
  }
}

extension Invocation {
  /// Writes `entries` with an exporter that shows how far it is, and stops for Ctrl-C.
  func writing(_ label: String, _ entries: [Entry], _ body: (Exporter) throws -> Void) throws {
    let console = console
    let progress = console.progress(label, total: entries.count)
    let exporter = Exporter(files: files) { count in
      try console.checkInterrupt()
      progress.advance(to: count)
    }
    try body(exporter)
    progress.finish()
  }
}
