import Foundation
import Testing

@testable import LocalPersona

@Suite("importer")
struct ImporterTests {
  private let folder: ImportFolder

  init() throws { folder = try ImportFolder() }

  // MARK: JSON Lines

  @Test func readsEveryMember() throws {
    let path = try folder.write(
      "a.jsonl",
      #"{"id":"0123456789","written":"2025-03-08T10:25:00+02:00","added":"2025-04-01","kind":"mail","#
        + #""title":"T","recipient":"Ann","tags":["a","b"],"text":" Dear\nAnn ","extra":[1]}"# + "\n")
    let plan = try planImport([path])
    let entry = try #require(plan.entries.first)
    #expect(entry.id.description == "0123456789")
    #expect(entry.written.iso8601 == "2025-03-08T08:25:00Z")
    #expect(entry.added.iso8601 == "2025-04-01T00:00:00Z")
    #expect(entry.kind == .mail)
    #expect(entry.title == "T")
    #expect(entry.recipient == "Ann")
    #expect(entry.tags == ["a", "b"])
    #expect(entry.text == " Dear\nAnn ")
    #expect(plan.ignoredFields == ["extra": 1])
  }

  @Test func fillsInWhatIsMissing() throws {
    let path = try folder.write(
      "a.jsonl", "\u{FEFF}{\"text\":\"one\",\"title\":null}\n\n  \n{\"text\":\"two\",\"kind\":\"post\"}")
    let defaults = ImportDefaults(kind: .chat, recipient: "Bob", tags: ["t"])
    let entries = try planImport([path], defaults: defaults).entries
    #expect(entries.map(\.kind) == [.chat, .post])
    #expect(entries.map(\.recipient) == ["Bob", "Bob"])
    #expect(entries.map(\.tags) == [["t"], ["t"]])
    #expect(entries.allSatisfy { abs($0.written.secondsSince1970 - Timestamp.now.secondsSince1970) < 60 })
  }

  @Test(arguments: [
    (#"{"text":"a""#, ImportProblem.invalidJSON(.unexpectedEnd(offset: 11))),
    (#"["a"]"#, .notAnObject),
    (#"{"title":"a"}"#, .missingField("text")),
    (#"{"text":null}"#, .missingField("text")),
    (#"{"text":1}"#, .wrongType(field: "text", expected: .string)),
    (#"{"text":"a","tags":"b"}"#, .wrongType(field: "tags", expected: .strings)),
    (#"{"text":"a","tags":["b",1]}"#, .wrongType(field: "tags", expected: .strings)),
    (#"{"text":"a","written":"2025-02-30"}"#, .invalidDate(field: "written", line: nil)),
    (#"{"text":"a","kind":"Two words"}"#, .invalidKind(line: nil)),
    (#"{"text":"a","id":"short"}"#, .invalidID),
    (#"{"text":"a","tags":["b c"]}"#, .entry(.invalidTag(position: 1))),
    (#"{"text":"a","title":"b\nc"}"#, .entry(.fieldNotOneLine(.title))),
  ])
  func namesLineAndFault(line: String, problem: ImportProblem) throws {
    let path = try folder.write("a.jsonl", "{\"text\":\"good\"}\n\(line)\n")
    let plan = try planImport([path])
    #expect(plan.problems == [Located(problem, at: ImportSite(path: path, line: 2))])
    #expect(plan.entries.map(\.text) == ["good"])
    #expect(plan.rejection == .rejected(count: 1, total: 2, first: plan.problems[0]))
  }

  @Test func namesTheByteThatIsNotUTF8() throws {
    let bytes =
      Array("\u{FEFF}{\"text\":\"".utf8) + [0xC3, 0x28] + Array("\"}\n{\"text\":\"".utf8) + [0xFF]
      + Array("\"}".utf8)
    let path = try folder.write("a.jsonl", bytes)
    let plan = try planImport([path])
    #expect(plan.problems.map(\.value) == [.invalidUTF8(byteOffset: 12), .invalidUTF8(byteOffset: 26)])
    let text = try folder.write("b.txt", Array("good ".utf8) + [0xE2, 0x82])
    #expect(try planImport([text]).problems.map(\.value) == [.invalidUTF8(byteOffset: 5)])
  }

  @Test func rejectsWhatIsTooLong() throws {
    var limits = ImportLimits()
    limits.lineByteCount = 40
    limits.fileByteCount = 100
    let lines = try folder.write(
      "a.jsonl", "{\"text\":\"\(String(repeating: "a", count: 60))\"}\n{\"text\":\"b\"}\n")
    let plan = try planImport([lines], limits: limits)
    #expect(plan.problems.map(\.value) == [.lineTooLong(limit: 40)])
    #expect(plan.entries.map(\.text) == ["b"])
    let file = try folder.write("b.txt", String(repeating: "a", count: 101))
    #expect(
      try planImport([file], limits: limits).problems.map(\.value) == [
        .fileTooLong(byteCount: 101, limit: 100)
      ])
    let text = try folder.write("c.txt", String(repeating: "a", count: Entry.maximumTextByteCount + 1))
    #expect(
      try planImport([text]).problems.map(\.value) == [
        .entry(.textTooLong(byteCount: Entry.maximumTextByteCount + 1, maximum: Entry.maximumTextByteCount))
      ])
  }

  @Test func stopsAtTheTotal() throws {
    var limits = ImportLimits()
    limits.totalByteCount = 30
    let path = try folder.write("a.jsonl", String(repeating: "{\"text\":\"abc\"}\n", count: 10))
    #expect(throws: ImportError.tooMuch(limitByteCount: 30)) { try planImport([path], limits: limits) }
  }

  // MARK: Folders

  @Test func walksAFolderInOrder() throws {
    try folder.write("b.md", "bee")
    try folder.write("a/z.txt", "zed")
    try folder.write("a/a.markdown", "# Title\n\nay")
    try folder.write("c.jsonl", "{\"text\":\"see\"}")
    let plan = try planImport([folder.path])
    #expect(plan.entries.map(\.text) == ["# Title\n\nay", "zed", "bee", "see"])
    #expect(plan.entries.map(\.title) == ["Title", "z", "b", nil])
    #expect(plan.skipped.isEmpty)
  }

  @Test func leavesOutWhatIsNoText() throws {
    try folder.write(".git/x.md", "hidden")
    try folder.write("picture.png", "x")
    try folder.write("empty.md", " \n")
    try folder.write("real.md", "real")
    try folder.link("link.md", to: "\(folder.path)/real.md")
    try folder.link("loop", to: folder.path)
    #expect(mkfifo("\(folder.path)/pipe.txt", 0o600) == 0)
    let plan = try planImport([folder.path])
    #expect(plan.entries.map(\.text) == ["real"])
    let reasons = Dictionary(
      uniqueKeysWithValues: plan.skipped.map {
        (String($0.site.path.dropFirst(folder.path.count + 1)), $0.value)
      })
    #expect(
      reasons == [
        ".git": .hidden, "picture.png": .otherFormat, "empty.md": .empty, "link.md": .symbolicLink,
        "loop": .symbolicLink, "pipe.txt": .specialFile,
      ])
  }

  @Test func followsALinkThatIsNamed() throws {
    let real = try folder.write("real.md", "real")
    try folder.link("named.md", to: real)
    #expect(try planImport(["\(folder.path)/named.md"]).entries.map(\.text) == ["real"])
  }

  @Test func boundsTheWalk() throws {
    var limits = ImportLimits()
    limits.fileCount = 2
    for name in ["a", "b", "c"] { try folder.write("\(name).txt", name) }
    #expect(throws: ImportError.tooManyFiles(path: "\(folder.path)/c.txt", limit: 2)) {
      try planImport([folder.path], limits: limits)
    }
    limits.fileCount = 10
    limits.depth = 2
    try folder.write("1/2/3/d.txt", "d")
    #expect(throws: ImportError.tooDeep(path: "\(folder.path)/1/2/3", limit: 2)) {
      try planImport([folder.path], limits: limits)
    }
  }

  @Test func saysWhatItCannotRead() throws {
    #expect(throws: ImportError.notFound(path: "\(folder.path)/nothing")) {
      try planImport(["\(folder.path)/nothing"])
    }
    let odd = try folder.write("mail.eml", "x")
    #expect(throws: ImportError.unknownFormat(path: odd)) { try planImport([odd]) }
    #expect(try planImport([odd], format: .text).entries.map(\.text) == ["x"])
  }

  // MARK: Duplicates

  @Test func leavesOutTextsThatAreThere() throws {
    let old = try Entry(text: "Hello  there")
    let path = try folder.write(
      "a.jsonl", "{\"text\":\"Hello there\\n\"}\n{\"text\":\"new\"}\n{\"text\":\" new \"}\n")
    let plan = try planImport([path], existing: [old])
    #expect(plan.entries.map(\.text) == ["new"])
    #expect(
      plan.skipped.map(\.value) == [.textInVault(old.id), .textInImport(ImportSite(path: path, line: 2))])
  }

  @Test func leavesOutIdsThatAreThere() throws {
    let old = try Entry(text: "as it is now")
    let path = try folder.write(
      "a.jsonl",
      "{\"id\":\"\(old.id)\",\"text\":\"as it was\"}\n{\"id\":\"\(old.id)\",\"text\":\"as it is now\"}\n")
    let plan = try planImport([path], existing: [old])
    #expect(plan.entries.isEmpty)
    #expect(
      plan.skipped.map(\.value) == [
        .idInVault(old.id, textDiffers: true), .idInVault(old.id, textDiffers: false),
      ])
  }

  @Test func keepsTwinsThatHaveIds() throws {
    let path = try folder.write(
      "a.jsonl", #"{"id":"0000000001","text":"same"}"# + "\n" + #"{"id":"0000000002","text":"same"}"#)
    #expect(try planImport([path]).entries.count == 2)
  }

  @Test func rejectsAnIdWithTwoTexts() throws {
    let path = try folder.write(
      "a.jsonl", #"{"id":"0000000001","text":"one"}"# + "\n" + #"{"id":"0000000001","text":"two"}"#)
    let plan = try planImport([path])
    let id = try #require(EntryID(parsing: "0000000001"))
    #expect(plan.problems.map(\.value) == [.repeatedID(id, first: ImportSite(path: path, line: 1))])
  }

  // MARK: Stopping

  @Test func stopsWhenAsked() throws {
    struct Stop: Error {}
    let path = try folder.write("a.jsonl", String(repeating: "{\"text\":\"abc\"}\n", count: 10))
    var importer = Importer(
      existing: [], defaults: ImportDefaults(), files: POSIXFileStore(),
      checkpoint: { count in if count == 3 { throw Stop() } })
    #expect(throws: Stop.self) { try importer.read(path) }
  }

  /// 10,000 mails of a kilobyte take a moment, not minutes.
  @Test func isQuick() throws {
    let text = String(repeating: "All work and no play makes a dull test. ", count: 25)
    let lines = (0..<10_000).map { "{\"text\":\"\($0) \(text)\"}" }.joined(separator: "\n")
    let path = try folder.write("a.jsonl", lines)
    let start = ContinuousClock.now
    #expect(try planImport([path]).entries.count == 10_000)
    #expect(ContinuousClock.now - start < .seconds(20))  // debug build; release takes well under a second
  }
}

@Suite("example histories", .enabled(if: examples != nil, "needs the source tree"))
struct ExampleHistoriesTests {
  @Test(arguments: ["marta", "dev"])
  func importWithoutAFault(name: String) throws {
    let plan = try planImport(["\(examples ?? "")/\(name).jsonl"])
    #expect(plan.entries.count == 30)
    #expect(plan.problems.isEmpty)
    #expect(plan.skipped.isEmpty)
    #expect(plan.ignoredFields.isEmpty)
    #expect(plan.entries.allSatisfy { $0.recipient != nil || [.note, .post, .diary].contains($0.kind) })
  }

  /// The two voices share no habit that one can count.
  @Test func differ() throws {
    let marta = try planImport(["\(examples ?? "")/marta.jsonl"]).entries.map(\.text)
    let dev = try planImport(["\(examples ?? "")/dev.jsonl"]).entries.map(\.text)
    #expect(marta.allSatisfy { $0 == $0.lowercased() || $0.contains("E4") })
    #expect(marta.allSatisfy { !$0.contains(";") && $0.contains(" – ") })
    #expect(dev.allSatisfy { $0.contains(";") && !$0.contains("–") })
    let words = { (text: String) in text.split(whereSeparator: \.isWhitespace).count }
    let sentences = { (text: String) in max(1, text.count { ".?!".contains($0) }) }
    let length = { (texts: [String]) in
      Double(texts.map(words).reduce(0, +)) / Double(texts.map(sentences).reduce(0, +))
    }
    #expect(length(dev) > 2.5 * length(marta))
  }
}

/// The folder Examples of the source tree.
private let examples: String? = {
  let root = #filePath.components(separatedBy: "/Tests/").first ?? ""
  return FileManager.default.fileExists(atPath: root + "/Examples/marta.jsonl") ? root + "/Examples" : nil
}()
