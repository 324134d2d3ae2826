import Foundation
import Testing

@testable import LocalPersona

/// A history that tests know by heart, and the day that it is.
enum StatisticsSample {
  static let utc = LocalCalendar { _ in 0 }

  static func day(_ text: String) -> Int64 { (Timestamp(iso8601: text)?.secondsSince1970 ?? 0) / 86_400 }

  static let today = day("2024-05-15")

  static func entries() throws -> [Entry] {
    let rows: [(written: String, kind: EntryKind, recipient: String?, tags: [String], text: String)] = [
      ("2023-12-31", .diary, nil, ["a"], "one two three"), ("2024-01-01", .diary, nil, [], "four"),
      ("2024-01-02", .mail, "Ann", ["a", "b"], "five six"),
      ("2024-05-14T10:00:00Z", .mail, "Ann", [], "seven"),
      ("2024-05-14T11:00:00Z", .mail, "Bob", ["b"], "eight nine ten eleven"),
    ]
    return try rows.map { row in
      try Entry(
        written: try #require(Timestamp(iso8601: row.written)), kind: row.kind, recipient: row.recipient,
        tags: row.tags, text: row.text)
    }
  }

  static func statistics() throws -> WritingStatistics {
    WritingStatistics(try entries(), calendar: utc, today: today)
  }
}

@Suite("how much was written")
struct WritingStatisticsTests {
  private func named(_ tallies: [NamedTally]) -> [String] {
    tallies.map { "\($0.name) \($0.tally.entryCount) \($0.tally.wordCount)" }
  }

  @Test func countsEntriesAndWords() throws {
    let statistics = try StatisticsSample.statistics()
    #expect(statistics.total == WritingTally(entryCount: 5, wordCount: 11))
    #expect(named(statistics.kinds) == ["mail 3 7", "diary 2 4"])
    #expect(named(statistics.tags) == ["a 2 5", "b 2 6"])
    #expect(named(statistics.recipients) == ["Ann 2 3", "Bob 1 4"])
    #expect(named(statistics.years) == ["2023 1 3", "2024 4 8"])
    #expect(named(statistics.months) == ["2023-12 1 3", "2024-01 2 3", "2024-05 2 5"])
    #expect(statistics.span == StatisticsSample.day("2023-12-31")...StatisticsSample.day("2024-05-14"))
  }

  @Test func findsTheLongestStreakAndTheOneThatGoesOn() throws {
    let statistics = try StatisticsSample.statistics()
    let first = StatisticsSample.day("2023-12-31")
    #expect(statistics.longestStreak == WritingStreak(first: first, last: first + 2))
    #expect(statistics.longestStreak?.dayCount == 3)
    #expect(statistics.currentStreak?.last == StatisticsSample.today - 1)
    let later = WritingStatistics(
      try StatisticsSample.entries(), calendar: StatisticsSample.utc, today: StatisticsSample.today + 1)
    #expect(later.currentStreak == nil)
  }

  @Test func saysNothingOfNothing() {
    let statistics = WritingStatistics([], calendar: StatisticsSample.utc, today: 0)
    #expect(statistics.span == nil && statistics.longestStreak == nil && statistics.total == WritingTally())
    #expect(statistics.json.text.hasPrefix("{\"entries\":0,\"words\":0,\"first\":null"))
  }

  /// Whatever the days, the parts add up to the whole.
  @Test func addsUp() throws {
    var random = SeededGenerator(seed: 3)
    let entries = try (0..<300).map { _ in
      try Entry(
        written: Timestamp(Int64.random(in: 1_600_000_000..<1_715_774_400, using: &random)),
        kind: EntryKind.known.randomElement(using: &random) ?? .note,
        text: String(repeating: "word ", count: Int.random(in: 1...40, using: &random)))
    }
    let statistics = WritingStatistics(entries, calendar: StatisticsSample.utc, today: StatisticsSample.today)
    for parts in [statistics.kinds, statistics.years, statistics.months] {
      #expect(parts.map(\.tally).reduce(WritingTally(), +) == statistics.total)
    }
    #expect(statistics.days.values.reduce(WritingTally(), +) == statistics.total)
    let longest = try #require(statistics.longestStreak)
    for day in longest.first...longest.last { #expect(statistics.days[day] != nil) }
    #expect(statistics.days[longest.first - 1] == nil && statistics.days[longest.last + 1] == nil)
  }
}
