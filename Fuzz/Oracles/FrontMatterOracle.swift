// FrontMatterOracle.swift: a Markdown file with front matter, as an importer takes it; whatever entry that
// gives comes through both forms of export as it was.

@testable import LocalPersona

enum FrontMatterOracle {
  private static let facts = MarkdownReader.FileFacts(name: "2024-05-01-a-walk.md", modified: Timestamp(0))

  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    // An importer refuses a file that is not UTF-8 before it gets this far.
    guard UTF8Check.firstInvalidIndex(in: bytes[...]) == nil else { return .refused }
    let text = String(decoding: bytes, as: UTF8.self)
    if let (frontMatter, body) = FrontMatter.split(text) {
      try require(text.utf8.reversed().starts(with: body.utf8.reversed()), "the body is the end of the file")
      try require(
        frontMatter.fields.allSatisfy { (2...FrontMatter.maximumLineCount).contains($0.line) },
        "a field is on a line of the front matter")
    }
    guard let item = try? MarkdownReader(hasHeadings: true).item(from: text, facts: facts),
      let entry = try? Entry(
        id: item.id ?? id, written: item.written ?? Timestamp(0), added: item.added ?? Timestamp(0),
        kind: item.kind ?? .note, title: item.title, recipient: item.recipient, tags: item.tags,
        text: item.text)
    else { return .refused }
    try EntryExports.check(entry)
    return .accepted
  }

  private static let id = EntryID(value: 77) ?? .random()
}
