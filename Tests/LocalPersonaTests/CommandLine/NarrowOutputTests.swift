import Foundation
import Testing

@testable import LocalPersona

@Suite("output for narrow terminals, and for reading aloud")
struct NarrowOutputTests {
  private static let columnCount = 40

  /// A console on a terminal of 40 columns.
  private func console(_ flags: Set<String> = [], on terminal: PseudoTerminal) -> Console {
    terminal.resize(columns: NarrowOutputTests.columnCount)
    return Console(
      settings: Console.Settings(flags: flags, environment: [:]), output: terminal.descriptor,
      errors: terminal.descriptor, terminalPath: terminal.path)
  }

  /// Lines that are wider than the terminal, but for those that are a single word.
  private func tooWide(_ lines: [String]) -> [String] {
    lines.flatMap { $0.split(separator: "\n").map(String.init) }.filter { line in
      WrappedText.width(of: line) > NarrowOutputTests.columnCount && line.split(separator: " ").count > 1
    }
  }

  private func entries() throws -> [Entry] {
    try [
      Entry(
        kind: EntryKind("quite-a-long-kind-of-writing") ?? .note,
        title: String(repeating: "a long title ", count: 9),
        recipient: "Somebody With A Very Long Name Indeed",
        tags: ["a-tag-that-is-longer-than-most-tags-are"], text: "text"),
      Entry(recipient: "東京の友だち", text: String(repeating: "言葉 ", count: 60)), Entry(text: "short"),
    ]
  }

  @Test func keepsTheTableOfEntriesWithinTheWidth() throws {
    let entries = try entries()
    for format in DayFormat.allCases {
      var calendar = LocalCalendar.current
      calendar.format = format
      let table = EntryTable(
        entries, style: Style(isColoured: true), columnCount: NarrowOutputTests.columnCount,
        calendar: calendar)
      let lines = entries.map(table.line(of:))
      #expect(tooWide(lines) == [])
      #expect(lines.allSatisfy { $0.split(separator: "\n").count == 2 })
    }
  }

  @Test func keepsTheStatisticsWithinTheWidth() throws {
    let terminal = try #require(PseudoTerminal())
    let statistics = WritingStatistics(
      try StatisticsSample.entries() + entries(), calendar: StatisticsSample.utc,
      today: StatisticsSample.today)
    let map = HeatMap(statistics.days, today: StatisticsSample.today)
    let page = StatisticsPage(statistics, map: map, console: console(on: terminal), format: .words)
    #expect(tooWide(page.lines) == [])
    #expect(page.lines.joined().contains("█"))
  }

  @Test func breaksFactsAndMessagesBetweenWords() throws {
    let terminal = try #require(PseudoTerminal())
    let console = console(on: terminal)
    let fact = console.factLine(
      "opens by", String(repeating: "passphrase (Argon2id, 256 MiB); ", count: 4), nameWidth: 8)
    #expect(tooWide([fact]) == [])
    #expect(fact.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("          ") })
    console.say(
      "persona: " + String(repeating: "something went wrong ", count: 5)
        + "\n  and this is what to do about it now")
    let shown = terminal.wait(for: "it now").replacingOccurrences(of: "\r\n", with: "\n")
    #expect(tooWide([shown]) == [])
    #expect(shown.contains("\n  and this is what to do about it now"))
  }

  /// A screen reader puts the words together itself.
  @Test(arguments: [false, true])
  func breaksADraftBetweenWordsWhileItComes(isPlain: Bool) throws {
    let terminal = try #require(PseudoTerminal())
    let screen = DraftScreen(console(isPlain ? ["plain"] : [], on: terminal))
    for _ in 0..<9 {
      for piece in ["a gar", "den of ", "words "] { try screen.write(piece) }
    }
    try screen.write("and an end")
    try screen.finish()
    let shown = terminal.wait(for: "an end").replacingOccurrences(of: "\r\n", with: "\n")
    #expect(tooWide([shown]).isEmpty != isPlain, "\(shown)")
    let words = shown.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words == String(repeating: "a garden of words ", count: 9) + "and an end")
  }

  @Test func stacksTablesThatAreTooWide() throws {
    let terminal = try #require(PseudoTerminal())
    let narrow = console(on: terminal)
    let table = ComparisonTable(
      [("none", nil), ("own", "none")], means: ["none": ["ann": 3.0], "own": ["ann": 2.5]], seed: 1)
    let lines = table.lines(for: narrow)
    #expect(tooWide(lines) == [])
    #expect(lines.joined().contains("own") && lines.joined().contains("-0.5000"))
    let plain = table.lines(for: Console(settings: Console.Settings(flags: ["plain"], environment: [:])))
    #expect(plain.count == 2 && plain[0] == "none: nats/token 3.0000, authors 1")
    #expect(plain.allSatisfy { !$0.contains("  ") })
  }

  @Test func stacksTheTableOfAnEvaluation() throws {
    let terminal = try #require(PseudoTerminal())
    let answer = { (text: String) in
      LaMPAnswer(output: text, copied: CopiedWords(wordCount: 2, copiedCount: 0))
    }
    let ways = ["none", "plug+recency"].compactMap { LaMPWay(name: $0) }
    let answered = ["ann", "bob"].map { user in
      LaMPAnswered(id: user, user: user, answers: [answer("a crane"), answer("the crane")])
    }
    let table = LaMPTable(answered, ways: ways, golds: ["a crane", "crane"], task: .headline, seed: 1)
    let lines = table.lines(for: console(on: terminal))
    #expect(tooWide(lines) == [])
    #expect(lines.joined().contains("plug+recency") && lines.joined().contains("distinct-2"))
    let plain = table.lines(for: console(["plain"], on: terminal))
    #expect(plain.contains { $0.hasPrefix("none: ROUGE-1 ") })
    #expect(plain.allSatisfy { !$0.contains("  ") })
  }

  @Test func keepsChecksWithinTheWidth() throws {
    let terminal = try #require(PseudoTerminal())
    let narrow = console(on: terminal)
    let check = HealthCheck(
      area: "confinement", name: "no sockets from a thread older than the confinement", state: .passed,
      detail: "AF_INET, AF_INET6, AF_UNIX, AF_NETLINK: all refused (EPERM)")
    #expect(tooWide([narrow.line(of: check, nameWidth: 51)]) == [])
    let plain = console(["plain"], on: terminal).line(of: check, nameWidth: 51)
    #expect(plain == "ok: \(check.name): \(check.detail)")
  }

  @Test func saysOneLineForEachFactToAScreenReader() throws {
    let terminal = try #require(PseudoTerminal())
    let plain = console(["plain"], on: terminal)
    #expect(
      plain.style == Style(isColoured: false) && !plain.settings.allowsAnimation
        && !plain.settings.allowsPager)
    #expect(plain.factLine("kind", "mail", nameWidth: 9) == "kind: mail")
    let entry = try Entry(
      written: Timestamp(86_400), kind: .mail, title: "Thursday", recipient: "Ann", text: "Dear Ann")
    let table = EntryTable([entry], style: plain.style, columnCount: 40, isPlain: true)
    #expect(table.line(of: entry) == "\(entry.id), 1970-01-02, mail, to Ann, Thursday")
    let statistics = try StatisticsSample.statistics()
    let map = HeatMap(statistics.days, today: StatisticsSample.today)
    let lines = StatisticsPage(statistics, map: map, console: plain, format: .iso).lines
    #expect(
      lines.contains("week of 2024-05-13: 2 entries, 5 words") && lines.contains("mail: 3 entries, 7 words"))
    let drawn: Set<Character> = ["·", "░", "▒", "▓", "█", "\u{1B}"]
    #expect(lines.allSatisfy { line in !line.contains("  ") && !line.contains { drawn.contains($0) } })
  }

  @Test func drawsNoProgressForAScreenReader() async throws {
    let terminal = try #require(PseudoTerminal())
    let progress = console(["plain"], on: terminal).progress("work", total: 4)
    progress.advance(to: 1)
    try await Task.sleep(for: .milliseconds(1050))
    progress.advance(to: 2)
    progress.finish()
    let shown = terminal.wait(for: " s")
    // On a machine that is busy for longer than the first line takes, there is one before.
    #expect(shown.contains("work: 4, ") && !shown.contains("\u{1B}") && !shown.contains("\r "), "\(shown)")
  }
}

@Suite("broken lines")
struct WrappedTextTests {
  @Test(arguments: [
    ("short", "short"), ("aaa bbb ccc ddd", "aaa bbb\nccc ddd"), ("  aaa bbb ccc", "  aaa\n  bbb\n  ccc"),
    ("a  b", "a  b"), ("aaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaa"), ("a bbbbbbbbbbbbbb c", "a\nbbbbbbbbbbbbbb\nc"),
    ("aaa\n\nbbb", "aaa\n\nbbb"), ("\u{1B}[1maaa\u{1B}[0m bbb", "\u{1B}[1maaa\u{1B}[0m bbb"),
    ("言葉 言葉 言葉", "言葉\n言葉\n言葉"),
  ])
  func breaksAtSpacesOnly(text: String, expected: String) {
    #expect(WrappedText.wrap(text, to: 8) == expected)
  }

  @Test func hangsWhatIsBrokenOff() {
    #expect(WrappedText.wrap("name  aaa bbb ccc", to: 12, hanging: 6) == "name  aaa\n      bbb\n      ccc")
  }

  /// Nothing is lost or added but the places of the breaks.
  @Test func keepsEveryWord() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<300 {
      let text = (0..<20).map { _ in String(repeating: "w", count: Int.random(in: 1...12, using: &random)) }
        .joined(separator: " ")
      let width = Int.random(in: 1...50, using: &random)
      let wrapped = WrappedText.wrap(text, to: width)
      #expect(wrapped.split { $0 == " " || $0 == "\n" } == text.split(separator: " "))
      #expect(wrapped.split(separator: "\n").allSatisfy { $0.count <= width || !$0.contains(" ") })
    }
  }
}
