import Testing

@testable import LocalPersona

@Suite("entries")
struct EntryTests {
  @Test func keepsEveryPart() throws {
    let entry = try Entry(
      written: Timestamp(5), added: Timestamp(6), kind: .mail, title: "Re: lunch", recipient: "Ann",
      tags: ["b", "a"],
      text: " as it is\n")
    #expect(entry.written == Timestamp(5) && entry.added == Timestamp(6) && entry.kind == .mail)
    #expect(entry.title == "Re: lunch" && entry.recipient == "Ann" && entry.tags == ["b", "a"])
    #expect(entry.text == " as it is\n")
  }

  @Test(arguments: ["", " ", "\n\t \u{00A0}\u{2003}"])
  func refusesBlankTexts(_ text: String) {
    #expect(throws: EntryError.emptyText) { try Entry(text: text) }
  }

  @Test func takesTextsUpToTheLimit() throws {
    let limit = Entry.maximumTextByteCount
    #expect(try Entry(text: String(repeating: "x", count: limit)).text.utf8.count == limit)
    #expect(throws: EntryError.textTooLong(byteCount: limit + 1, maximum: limit)) {
      try Entry(text: String(repeating: "x", count: limit + 1))
    }
  }

  @Test(arguments: ["a\nb", "a\r\nb", "a\u{2028}b", "ü\u{85}"])
  func refusesTitlesOfSeveralLines(_ title: String) {
    #expect(throws: EntryError.fieldNotOneLine(.title)) { try Entry(title: title, text: "x") }
    #expect(throws: EntryError.fieldNotOneLine(.recipient)) { try Entry(recipient: title, text: "x") }
  }

  @Test func takesBlankTitlesAsNone() throws {
    let entry = try Entry(title: " ", recipient: "", text: "x")
    #expect(entry.title == nil && entry.recipient == nil)
  }

  @Test func refusesLongTitles() {
    #expect(throws: EntryError.fieldTooLong(.title, byteCount: 1025, maximum: 1024)) {
      try Entry(title: String(repeating: "t", count: 1025), text: "x")
    }
  }

  @Test(arguments: ["", "a b", "a,b", "a\tb", "ä b", String(repeating: "x", count: 65), "\u{7F}"])
  func refusesTagsWithSpacesOrCommas(_ tag: String) {
    #expect(throws: EntryError.invalidTag(position: 2)) { try Entry(tags: ["fine", tag], text: "x") }
  }

  @Test(arguments: ["a", "Ärger", "été-2024", "日記", String(repeating: "é", count: 64)])
  func takesTagsOfAnyLanguage(_ tag: String) throws {
    #expect(try Entry(tags: [tag], text: "x").tags == [tag])
  }

  @Test func countsARepeatedTagOnce() throws {
    #expect(try Entry(tags: ["a", "b", "a"], text: "x").tags == ["a", "b"])
  }

  @Test func refusesTooManyTags() throws {
    let tags = (0..<65).map { "t\($0)" }
    #expect(try Entry(tags: Array(tags.dropLast()), text: "x").tags.count == 64)
    #expect(throws: EntryError.tooManyTags(count: 65, maximum: 64)) { try Entry(tags: tags, text: "x") }
  }

  @Test(arguments: ["mail", "a", "my-kind-2", String(repeating: "k", count: 32)])
  func takesKindsOfLowerCaseWords(_ kind: String) {
    #expect(EntryKind(kind)?.description == kind)
  }

  @Test(arguments: ["", "Mail", "a b", "ä", String(repeating: "k", count: 33), "a_b"])
  func refusesOtherKinds(_ kind: String) {
    #expect(EntryKind(kind) == nil)
  }
}

@Suite("entry ids")
struct EntryIDTests {
  @Test(
    arguments: [
      (0, "0000000000"), (1, "0000000001"), ((1 << 50) - 1, "zzzzzzzzzz"), (1 << 45, "1000000000"),
      (31 << 5 | 10, "00000000za"),
    ] as [(UInt64, String)])
  func isTenCharacters(value: UInt64, text: String) {
    #expect(EntryID(value: value)?.description == text)
    #expect(EntryID(parsing: text)?.value == value)
  }

  @Test func readsWhatPeopleMistype() {
    #expect(EntryID(parsing: "O1lLiIABCd") == EntryID(parsing: "011111abcd"))
  }

  @Test(arguments: ["", "000000000", "00000000000", "000000000u", "00000-0000", "００００００００００"])
  func refusesOtherTexts(_ text: String) {
    #expect(EntryID(parsing: text) == nil)
  }

  @Test func refusesMoreBitsThanFit() {
    #expect(EntryID(value: 1 << 50) == nil)
  }

  @Test func drawsDifferentIds() {
    let ids = Set((0..<1000).map { _ in EntryID.random() })
    #expect(ids.count == 1000)
    #expect(ids.allSatisfy { EntryID(parsing: $0.description) == $0 })
  }

  @Test func hasItsPrefixes() throws {
    let id = try #require(EntryID(parsing: "abcd012345"))
    for length in 0...10 { #expect(id.hasPrefix(String("ABCDO12345".prefix(length)))) }
    #expect(!id.hasPrefix("abce") && !id.hasPrefix("abcd0123450") && !id.hasPrefix("ab-"))
  }

  @Test func sortsAsItsText() {
    let ids = (0..<200).map { _ in EntryID.random() }
    #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
  }
}
