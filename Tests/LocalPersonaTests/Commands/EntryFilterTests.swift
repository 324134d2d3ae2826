import Testing

@testable import LocalPersona

@Suite("choosing among entries")
struct EntryFilterTests {
  private let entries: [Entry]

  init() throws {
    func entry(
      _ written: String, _ kind: EntryKind, _ recipient: String? = nil, _ tags: [String] = []
    ) throws -> Entry {
      try Entry(
        written: try #require(Timestamp(iso8601: written)), kind: kind, recipient: recipient, tags: tags,
        text: written)
    }
    entries = [
      try entry("2023-05-10", .mail, "Ann Smith", ["work"]),
      try entry("2024-04-30", .note, nil, ["home", "work"]),
      try entry("2024-05-14", .mail, "Joanna", ["home"]),
      try entry("2024-05-15", .post, "ann"),
      try entry("2024-05-20", .diary, "José"),
    ]
  }

  /// The filter of these options, on Wednesday the 15th of May 2024.
  private func makeFilter(_ words: [String]) throws -> EntryFilter {
    let line = try CommandLineParser.parse(["list"] + words, root: commandTree)
    let invocation = Invocation(
      line: line, console: Console(terminalPath: "/nonexistent"),
      paths: StandardPaths(environment: [:], home: "/nonexistent"), files: POSIXFileStore(), environment: [:],
      drafts: DraftShelf())
    // Noon in Greenwich is the same day for all but the Pacific, and dates without a time are in no zone.
    let now = try #require(Timestamp(iso8601: "2024-05-15T12:00:00Z"))
    return try EntryFilter(invocation, now: now)
  }

  /// Which of the entries pass.
  private func chosen(_ words: String...) throws -> [Int] {
    let filter = try makeFilter(words)
    #expect(filter.isOpen == words.isEmpty)
    return entries.indices.filter { filter.admits(entries[$0]) }
  }

  @Test func takesAllWithoutAnOption() throws {
    #expect(try chosen() == [0, 1, 2, 3, 4])
  }

  @Test func takesAnyKindThatIsNamedAndNoneThatIsRefused() throws {
    #expect(try chosen("--kind", "mail", "--kind", "note") == [0, 1, 2])
    #expect(try chosen("--not-kind", "mail", "--not-kind", "note") == [3, 4])
    #expect(try chosen("--kind", "mail", "--not-kind", "mail") == [])
  }

  @Test func takesAllTagsThatAreNamedAndNoneThatIsRefused() throws {
    #expect(try chosen("--tag", "work") == [0, 1])
    #expect(try chosen("--tag", "work", "--tag", "home") == [1])
    #expect(try chosen("--not-tag", "work") == [2, 3, 4])
    #expect(try chosen("--tag", "home", "--not-tag", "work") == [2])
  }

  @Test func findsRecipientsByWholeWordsWithoutCaseAndAccents() throws {
    #expect(try chosen("--to", "Ann") == [0, 3])
    #expect(try chosen("--to", "ann smith") == [0])
    #expect(try chosen("--to", "smith ann") == [])
    #expect(try chosen("--to", "jose", "--to", "joanna") == [2, 4])
    #expect(try chosen("--not-to", "ann") == [1, 2, 4])
  }

  @Test func takesDaysFromTheFirstToTheLast() throws {
    #expect(try chosen("--from", "2024") == [1, 2, 3, 4])
    #expect(try chosen("--until", "2024-04") == [0, 1])
    #expect(try chosen("--from", "yesterday", "--until", "today") == [2, 3])
    #expect(try chosen("--from", "2024-05-14T00:00:01Z") == [3, 4])
    #expect(try chosen("--until", "2024-05-14T00:00:00Z") == [0, 1, 2])
  }

  @Test func takesDaysThatAreNamed() throws {
    #expect(try chosen("--on", "may 2023") == [0])
    #expect(try chosen("--on", "this week") == [2, 3])
    #expect(try chosen("--on", "last year", "--on", "today") == [0, 3])
    #expect(try chosen("--on", "2024-05-14T09:00:00Z") == [2])
    #expect(try chosen("--on", "2 weeks ago") == [])
  }

  @Test func joinsWhatIsAsked() throws {
    #expect(try chosen("--to", "ann", "--from", "2024", "--not-kind", "mail") == [3])
  }

  /// What a shell makes of a variable that is not set would keep nothing out.
  @Test(arguments: ["--tag", "--not-tag", "--to", "--not-to"])
  func refusesEmptyNames(option: String) {
    #expect(throws: EntryFilterError.empty(option: option)) { try chosen(option, "") }
  }

  @Test func refusesAnEndBeforeTheBeginning() throws {
    #expect(throws: EntryFilterError.nothingBetween(from: "today", until: "yesterday")) {
      try chosen("--from", "today", "--until", "yesterday")
    }
    #expect(try chosen("--from", "2024-05-15", "--until", "may 2024") == [3, 4])
  }

  @Test func tellsNamesThatNoEntryHas() throws {
    func slips(_ words: String...) throws -> [String] {
      try makeFilter(words).unknownNames(among: entries).map { "\($0.name) \($0.suggestion ?? "-")" }
    }
    #expect(try slips("--tag", "Work", "--not-tag", "hmoe", "--tag", "home") == ["Work work", "hmoe home"])
    #expect(try slips("--to", "ann", "--not-to", "Jonna", "--to", "zoe") == ["zoe -", "Jonna Joanna"])
    #expect(try slips("--not-kind", "dairy", "--kind", "mail") == ["dairy diary"])
    #expect(try slips() == [])
    #expect(try makeFilter(["--tag", "home"]).unknownNames(among: []) == [])
  }

  /// Standard error may go into a file, where no word of the vault belongs.
  @Test func suggestsWordsOfTheVaultAtATerminalOnly() throws {
    let filter = try makeFilter(["--tag", "Work"])
    let terminal = try #require(PseudoTerminal())
    terminal.resize(columns: 80)
    filter.noteUnknownNames(
      among: entries, on: Console(output: terminal.descriptor, errors: terminal.descriptor))
    #expect(terminal.wait(for: "?").contains("did you mean 'work'?"))
    let capture = Capture()
    filter.noteUnknownNames(
      among: entries, on: Console(output: capture.descriptor, errors: capture.descriptor))
    #expect(capture.text() == "no entry has the tag 'Work'; 'persona tag' lists the tags\n")
  }

  @Test func refusesPhrasesThatNameNoDays() {
    #expect(throws: UsageError.invalidValue("soon", of: "--from", problem: .notDays, command: "persona list"))
    {
      try chosen("--from", "soon")
    }
  }
}
