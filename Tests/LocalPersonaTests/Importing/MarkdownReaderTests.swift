import Testing

@testable import LocalPersona

@Suite("Markdown reader")
struct MarkdownReaderTests {
  private let modified = Timestamp(1_700_000_000)

  private func read(
    _ content: String, name: String = "thoughts.md", hasHeadings: Bool = true
  ) throws -> ImportedItem {
    let reader = MarkdownReader(hasHeadings: hasHeadings)
    return try reader.item(from: content, facts: .init(name: name, modified: modified))
  }

  @Test func understandsFrontMatter() throws {
    let item = try read(
      """
      ---
      title: "Thursday: moved"
      date: 2025-03-08 10:25
      to: [Ann, Bob]
      kind: Mail
      tags: [work, "#meeting", two words]
      mood: fine
      ---

      Dear both,
      """)
    #expect(item.title == "Thursday: moved")
    #expect(item.written == Timestamp(iso8601: "2025-03-08T10:25Z"))
    #expect(item.recipient == "Ann, Bob")
    #expect(item.kind == .mail)
    #expect(item.tags == ["work", "meeting", "two-words"])
    #expect(item.text == "Dear both,")
    #expect(item.ignoredFields == ["mood"])
    #expect(item.id == nil)
    #expect(item.added == nil)
  }

  @Test(arguments: [
    ("tags: a b", ["a", "b"]), ("tags: a, b", ["a", "b"]), ("tags: '#a #b'", ["a", "b"]),
    ("tags:\n  - a\n  - b", ["a", "b"]), ("tags:", []),
  ])
  func readsTagsInEveryForm(line: String, expected: [String]) throws {
    #expect(try read("---\n\(line)\n---\ntext").tags == expected)
  }

  @Test func takesTheFirstHeadingAsTitle() throws {
    #expect(try read("\n\nHello\n\n```\n# not me\n```\n## A walk ##\n# Later\n").title == "A walk")
    #expect(try read("# C#\n").title == "C#")
    #expect(try read("#hashtag\n").title == "thoughts")
    #expect(try read("# A walk", name: "notes.txt", hasHeadings: false).title == "notes")
  }

  @Test func takesTitleAndDateFromTheName() throws {
    let item = try read("text", name: "2024-05-01-first of may.md")
    #expect(item.title == "first of may")
    #expect(item.written == Timestamp(iso8601: "2024-05-01"))
    #expect(try read("text", name: "2024-05-01.md").title == "2024-05-01")
    #expect(try read("text", name: ".md").title == ".md")
  }

  @Test func fallsBackToTheDateOfTheFile() throws {
    #expect(try read("text").written == modified)
    #expect(try read("text", name: "2024-13-01 x.md").written == modified)
  }

  @Test func keepsTheTextButForItsEdges() throws {
    #expect(try read("\r\n \r\n  one\r\ntwo  \r\n\r\n").text == "  one\ntwo")
    #expect(try read("   \n\n").text == "")
  }

  @Test func takesAnExportByteForByte() throws {
    let item = try read("---\nid: 0123456789\nadded: 2024-01-02T03:04:05Z\n---\n\n\n two \r\n\n")
    #expect(item.id == EntryID(parsing: "0123456789"))
    #expect(item.added == Timestamp(iso8601: "2024-01-02T03:04:05Z"))
    #expect(item.text == "\n two \r\n")
    #expect(item.title == nil)
    #expect(item.written == nil)
  }

  @Test func ignoresIdsOfOtherPrograms() throws {
    #expect(try read("---\nid: 202405011200\n---\ntext").id == nil)
  }

  @Test func namesFieldAndLineOfAWrongValue() {
    #expect(throws: ImportProblem.invalidDate(field: "date", line: 3)) {
      try read("---\ntitle: a\ndate: yesterday\n---\ntext")
    }
    #expect(throws: ImportProblem.invalidKind(line: 2)) { try read("---\nkind: two words\n---\ntext") }
    #expect(throws: ImportProblem.unsupportedFrontMatter(field: "title", line: 2)) {
      try read("---\ntitle: >-\n  folded\n---\ntext")
    }
  }

  @Test func doesNotMindUnknownYAML() throws {
    let item = try read("---\naliases:\n  - x\ncss: {a: b}\ntitle: ok\nlong: |\n  text\n---\ntext")
    #expect(item.title == "ok")
    #expect(item.ignoredFields == ["aliases", "css", "long"])
  }
}
