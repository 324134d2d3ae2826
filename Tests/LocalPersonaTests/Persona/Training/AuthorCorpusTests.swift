import Testing

@testable import LocalPersona

@Suite("author corpus")
struct AuthorCorpusTests {
  private static func line(_ text: String, _ more: String = "") -> String {
    "{\"author\": \"A\", \"kind\": \"letter\", \"text\": \"\(text)\"\(more)}\n"
  }

  private func writeAuthors(_ names: [String], to folder: ImportFolder) throws {
    for name in names {
      let text = "one two three four five six seven eight by \(name)"
      try folder.write("authors/\(name).jsonl", Self.line(text) + Self.line(text + " again"))
    }
  }

  @Test func readsTheFieldsOfALine() throws {
    let bytes = Array(
      (Self.line("Dear Ann", ", \"title\": \"To Ann\", \"work\": \"Letters\", \"year\": 1880, \"other\": [1]")
        + "\n" + Self.line("  ") + Self.line("More", ", \"year\": null, \"title\": null")).utf8)
    let passages = try AuthorCorpus.passages(in: bytes, path: "a.jsonl")
    #expect(passages.map(\.text) == ["Dear Ann", "More"])
    #expect(
      passages[0]
        == CorpusPassage(
          text: "Dear Ann", title: "To Ann", recipient: nil, work: "Letters", kind: "letter", year: 1880))
    #expect(passages[1].year == nil && passages[1].title == nil && passages[1].work == "")
  }

  @Test(
    arguments: [
      ("9999", 9999), ("-9999", -9999), ("10000", nil), ("-10000", nil), ("9223372036854775807", nil),
      ("-9223372036854775808", nil), ("1880.5", nil),
    ] as [(String, Int?)])
  func aYearThatIsNoneIsNotKnown(year: String, expected: Int?) throws {
    let bytes = Array(Self.line("Dear Ann", ", \"year\": \(year)").utf8)
    let passages = try AuthorCorpus.passages(in: bytes, path: "a.jsonl")
    #expect(passages.map(\.year) == [expected])
    let author = CorpusAuthor(name: "a", passages: passages)
    var other = author
    other.passages[0].year = -9999
    #expect(author.isKindred(to: other) == (expected == -9999))
  }

  @Test func readsWhatAnExportWrites() throws {
    let entry = try Entry(written: Timestamp(0), kind: .mail, recipient: "Bo", text: "Hi")
    let passages = try AuthorCorpus.passages(
      in: Array(EntrySchema.object(of: entry).text.utf8), path: "a.jsonl")
    #expect(
      passages == [
        CorpusPassage(text: "Hi", title: nil, recipient: "Bo", work: "", kind: "mail", year: 1970)
      ])
  }

  @Test(arguments: [
    ("[1]\n", ImportProblem.notAnObject), ("{\"kind\": \"letter\"}", .missingField("text")),
    ("{\"text\": 3}", .wrongType(field: "text", expected: .string)),
    ("{\"text\": \"a\", \"kind\": \"A B\"}", .invalidKind(line: nil)),
    ("{\"text\": \"a\"", .invalidJSON(.unexpectedEnd(offset: 12))),
  ])
  func namesFileAndLineOfWhatIsWrong(bad: String, problem: ImportProblem) {
    #expect(throws: TrainingError.invalidLine(ImportSite(path: "x/a.jsonl", line: 3), problem)) {
      try AuthorCorpus.passages(in: Array((Self.line("fine") + "\n" + bad).utf8), path: "x/a.jsonl")
    }
  }

  @Test func splitsLieBesideTheFolder() throws {
    let folder = try ImportFolder()
    try writeAuthors(["a", "b", "c", "d"], to: folder)
    try folder.write("splits.json", #"{"splits": {"train": ["a", "c"], "dev": ["b"], "test": ["d"]}}"#)
    let path = folder.path + "/authors"
    let corpus = try TrainingCorpus(folder: path, split: nil, keptSplit: nil)
    #expect(corpus.training.map(\.name) == ["a", "c"] && corpus.kept.map(\.name) == ["b"])
    let other = try TrainingCorpus(folder: path, split: "test", keptSplit: "train")
    #expect(other.training.map(\.name) == ["d"] && other.kept.map(\.name) == ["a", "c"])
    #expect(throws: TrainingError.unknownSplit("tset", known: ["dev", "test", "train"])) {
      try TrainingCorpus(folder: path, split: "tset", keptSplit: nil)
    }
    #expect(throws: TrainingError.sameSplit("dev")) {
      try TrainingCorpus(folder: path, split: "dev", keptSplit: nil)
    }
  }

  @Test func aMissingAuthorAndAPathAsNameAreRefused() throws {
    let folder = try ImportFolder()
    try writeAuthors(["a"], to: folder)
    let path = folder.path + "/authors"
    try folder.write("authors/splits.json", #"{"splits": {"train": ["a", "z"]}}"#)
    #expect(throws: TrainingError.authorMissing("z", folder: path)) {
      try TrainingCorpus(folder: path, split: nil, keptSplit: nil)
    }
    try folder.write("authors/splits.json", #"{"splits": {"train": ["../a"]}}"#)
    #expect(throws: TrainingError.invalidSplits(path: path + "/splits.json")) {
      try TrainingCorpus(folder: path, split: nil, keptSplit: nil)
    }
  }

  @Test func withoutSplitsATenthIsKept() throws {
    let folder = try ImportFolder()
    try writeAuthors((10..<30).map { "author\($0)" }, to: folder)
    let path = folder.path + "/authors"
    let corpus = try TrainingCorpus(folder: path, split: nil, keptSplit: nil)
    #expect(corpus.training.count == 18 && corpus.kept.count == 2)
    // Whatever the seed of a training is: plugs of several seeds are judged by the same authors.
    #expect(try TrainingCorpus(folder: path, split: nil, keptSplit: nil).kept == corpus.kept)
    #expect(throws: TrainingError.noSplits(folder: path)) {
      try TrainingCorpus(folder: path, split: "train", keptSplit: nil)
    }
  }

  @Test func theFingerprintIsOfEverythingRead() {
    let passage = CorpusPassage(text: "a", title: nil, recipient: nil, work: "w", kind: "letter", year: 1)
    func fingerprint(_ change: (inout CorpusPassage) -> Void) -> [UInt8] {
      var changed = passage
      change(&changed)
      return AuthorCorpus([CorpusAuthor(name: "n", passages: [changed])]).fingerprint
    }
    let all = [
      fingerprint { _ in }, fingerprint { $0.text = "b" }, fingerprint { $0.title = "t" },
      fingerprint { $0.work = "v" }, fingerprint { $0.year = nil }, fingerprint { $0.kind = "diary" },
    ]
    #expect(Set(all).count == all.count)
  }
}
