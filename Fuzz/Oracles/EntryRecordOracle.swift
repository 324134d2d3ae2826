// EntryRecordOracle.swift: the record of an entry; and whatever entry a record can hold comes through both
// forms of export as it was.

@testable import LocalPersona

enum EntryRecordOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    guard let entry = try? EntryRecord.decode(bytes, 0..<bytes.count) else { return .refused }
    let written = EntryRecord.encode(entry)
    try require(written.count <= bytes.count, "nothing is added to an entry")
    let again = try require(
      try? EntryRecord.decode(written, 0..<written.count), "an entry that was written can be read")
    // Bytes are compared, because strings are equal where Unicode says so.
    try require(EntryRecord.encode(again) == written, "an entry comes back as it was")
    if EntryExports.canExport(entry) { try EntryExports.check(entry) }
    return .accepted
  }
}

/// Entries through export and import.
enum EntryExports {
  /// The years 0001 to 9999, which ISO 8601 writes with four digits.
  private static let exportedSeconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// Whether its dates have a form in an export; dates beyond come from no program of ours.
  static func canExport(_ entry: Entry) -> Bool {
    [entry.written, entry.added].allSatisfy { exportedSeconds.contains($0.secondsSince1970) }
  }

  /// Checks that an entry is the same after JSON Lines and after Markdown.
  static func check(_ entry: Entry) throws(OracleFailure) {
    let line = Array(Exporter.line(of: entry).utf8)
    let value = try require(try? JSONValue.parse(line), "an exported line is JSON")
    try checkItem(try? EntrySchema.item(from: value), of: entry, "JSON Lines")
    let text = String(decoding: MarkdownWriter.content(of: entry), as: UTF8.self)
    let facts = MarkdownReader.FileFacts(name: "entry.md", modified: Timestamp(0))
    try checkItem(
      try? MarkdownReader(hasHeadings: true).item(from: text, facts: facts), of: entry, "Markdown")
  }

  private static func checkItem(
    _ item: ImportedItem?, of entry: Entry, _ form: String
  ) throws(OracleFailure) {
    let item = try require(item, "an entry that was exported as \(form) can be read")
    let again = try require(
      try? Entry(
        id: item.id ?? .random(), written: item.written ?? Timestamp(0), added: item.added ?? Timestamp(0),
        kind: item.kind ?? .note, title: item.title, recipient: item.recipient, tags: item.tags,
        text: item.text), "an entry that was exported as \(form) is an entry")
    try require(
      EntryRecord.encode(again) == EntryRecord.encode(entry), "an entry comes back from \(form) as it was")
  }
}
