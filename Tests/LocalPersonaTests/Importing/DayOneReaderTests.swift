import Testing

@testable import LocalPersona

@Suite("Day One journals")
struct DayOneReaderTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  private func plan(_ entries: String...) throws -> ImportPlan {
    let path = try folder.write(
      "Journal.json", "{\"metadata\":{\"version\":\"1.0\"},\"entries\":[\(entries.joined(separator: ","))]}")
    return try planImport([path], format: .dayone)
  }

  @Test func becomeAnEntryEach() throws {
    let plan = try plan(
      ##"{"uuid":"A","creationDate":"2024-05-01T18:30:00Z","timeZone":"Europe\/Berlin","starred":true,"##
        + ##""tags":["the sea","work"],"photos":[{"md5":"x"}],"text":"# A walk\n\n"##
        + ##"![](dayone-moment:\/\/AB12)\n\nIt was 5\\.5 km \\(by foot\\)\\!"}"##,
      #"{"creationDate":"2024-05-02T18:30:00Z","text":"Only words."}"#)
    let entry = try #require(plan.entries.first)
    #expect(plan.entries.count == 2)
    #expect(entry.text == "# A walk\n\nIt was 5.5 km (by foot)!")
    #expect(entry.title == "A walk")
    #expect(entry.kind == .diary)
    #expect(entry.tags == ["the-sea", "work", "starred"])
    #expect(entry.written == Timestamp(iso8601: "2024-05-01T18:30:00Z"))
    #expect(plan.entries[1].title == nil)
    #expect(plan.omitted == [.media: 1])
    #expect(plan.ignoredFields.isEmpty)
  }

  @Test func leaveOutEntriesThatAreOnlyPictures() throws {
    let plan = try plan(
      #"{"creationDate":"2024-05-01T18:30:00Z"}"#,
      #"{"creationDate":"2024-05-01T18:30:00Z","text":"![](dayone-moment:\/video\/AB12)\n"}"#)
    #expect(plan.skipped.map(\.value) == [.empty, .empty])
    #expect(plan.skipped.map(\.site.item) == [1, 2])
    #expect(plan.skipped.first?.site.words.hasSuffix("Journal.json, entry 1") == true)
  }

  @Test func keepCodeAndPicturesOfOtherPlaces() throws {
    let plan = try plan(
      #"{"text":"```\na\\.b\n```\nand `c\\.d` and ![x](https:\/\/example.org\/a.png) and \\\\ ok"}"#)
    #expect(
      plan.entries.map(\.text) == [
        "```\na\\.b\n```\nand `c\\.d` and ![x](https://example.org/a.png) and \\ ok"
      ])
  }

  @Test(arguments: [
    (#"{"text":1}"#, ImportProblem.wrongType(field: "text", expected: .string)),
    (#"{"text":"a","tags":"b"}"#, .wrongType(field: "tags", expected: .strings)),
    (#"{"text":"a","tags":[1]}"#, .wrongType(field: "tags", expected: .strings)),
    (#"{"text":"a","creationDate":"yesterday"}"#, .invalidDate(field: "creationDate", line: nil)),
    ("[]", .notAnObject),
  ])
  func nameTheEntryAndTheFault(entry: String, problem: ImportProblem) throws {
    let plan = try plan(#"{"text":"good"}"#, entry)
    #expect(plan.problems.map(\.value) == [problem])
    #expect(plan.problems.map(\.site.item) == [2])
    #expect(plan.entries.map(\.text) == ["good"])
  }

  @Test func areToldFromOtherFiles() throws {
    for (content, problem) in [
      ("[]", ImportProblem.notAJournal), (#"{"entries":{}}"#, .notAJournal),
      ("{", .invalidJSON(.unexpectedEnd(offset: 1))),
    ] {
      let path = try folder.write("a.json", content)
      #expect(try planImport([path], format: .dayone).problems.map(\.value) == [problem])
    }
  }

  @Test func lieInFolders() throws {
    try folder.write("Journal.json", #"{"entries":[{"text":"one"}]}"#)
    try folder.write("Work.json", #"{"entries":[{"text":"two"}]}"#)
    try folder.write("photos/x.jpeg", "x")
    let plan = try planImport([folder.path], format: .dayone)
    #expect(plan.entries.map(\.text) == ["one", "two"])
    #expect(plan.skipped.map(\.value) == [.otherFormat])
  }
}
