// WritingStatistics.swift: how much was written, when, of what kind and to whom. Counts of entries that are
// in memory already; nothing of it is kept.

/// How much was written.
struct WritingTally: Equatable, Sendable {
  var entryCount = 0
  var wordCount = 0

  static func + (left: WritingTally, right: WritingTally) -> WritingTally {
    WritingTally(entryCount: left.entryCount + right.entryCount, wordCount: left.wordCount + right.wordCount)
  }
}

/// A kind, a tag, a recipient, a month or a year, and how much was written in it.
struct NamedTally: Equatable, Sendable {
  let name: String
  let tally: WritingTally
}

/// Days in a row on which something was written, in days since 1970-01-01.
struct WritingStreak: Equatable, Sendable {
  var first: Int64
  var last: Int64

  var dayCount: Int { Int(last - first) + 1 }
}

/// What a history says about how much its writer wrote.
struct WritingStatistics: Equatable, Sendable {
  /// All of it.
  let total: WritingTally

  /// By the day of writing, in days since 1970-01-01; days without anything are missing.
  let days: [Int64: WritingTally]

  /// The one with the most entries first, those with as many by name.
  let kinds: [NamedTally]
  let tags: [NamedTally]
  let recipients: [NamedTally]

  /// In order of time; `2025` and `2025-03`.
  let years: [NamedTally]
  let months: [NamedTally]

  /// The first and the last day.
  let span: ClosedRange<Int64>?

  /// The longest; of several the latest.
  let longestStreak: WritingStreak?

  /// The one that ends today or, as today is not over, yesterday.
  let currentStreak: WritingStreak?

  /// Counts `entries`.
  ///
  /// - Parameters:
  ///   - entries: What was written.
  ///   - calendar: Says on which day.
  ///   - today: The day that it is, in days since 1970-01-01.
  init(_ entries: [Entry], calendar: LocalCalendar, today: Int64) {
    var days: [Int64: WritingTally] = [:]
    var (kinds, tags, recipients) = (TallyTable(), TallyTable(), TallyTable())
    for entry in entries {
      let tally = WritingTally(entryCount: 1, wordCount: WordScanner.words(of: entry.text).count)
      let day = calendar.day(of: entry.written)
      days[day] = (days[day] ?? WritingTally()) + tally
      kinds.add(tally, to: entry.kind.description)
      for tag in entry.tags { tags.add(tally, to: tag) }
      if let recipient = entry.recipient { recipients.add(tally, to: recipient) }
    }
    var (years, months) = (TallyTable(), TallyTable())
    for (day, tally) in days {
      let name = DayFormat.iso.text(of: day)
      // From the end: a year may have more than four digits.
      years.add(tally, to: String(name.dropLast("-03-08".count)))
      months.add(tally, to: String(name.dropLast("-08".count)))
    }
    let order = days.keys.sorted()
    let streaks = WritingStatistics.streaks(order)
    total = days.values.reduce(WritingTally(), +)
    self.days = days
    self.kinds = kinds.byCount
    self.tags = tags.byCount
    self.recipients = recipients.byCount
    self.years = years.byName
    self.months = months.byName
    span = order.first.flatMap { first in order.last.map { first...$0 } }
    longestStreak = streaks.max {
      $0.dayCount < $1.dayCount || ($0.dayCount == $1.dayCount && $0.last < $1.last)
    }
    currentStreak = streaks.last { (today - 1...today).contains($0.last) }
  }

  /// The streaks among days in order.
  private static func streaks(_ days: [Int64]) -> [WritingStreak] {
    days.reduce(into: []) { streaks, day in
      if let last = streaks.last, last.last == day - 1 {
        streaks[streaks.count - 1].last = day
      } else {
        streaks.append(WritingStreak(first: day, last: day))
      }
    }
  }
}

/// Sums by name.
private struct TallyTable {
  private var tallies: [String: WritingTally] = [:]

  mutating func add(_ tally: WritingTally, to name: String) {
    tallies[name] = (tallies[name] ?? WritingTally()) + tally
  }

  var byName: [NamedTally] {
    tallies.map { NamedTally(name: $0.key, tally: $0.value) }.sorted { $0.name < $1.name }
  }

  var byCount: [NamedTally] {
    byName.sorted {
      $0.tally.entryCount != $1.tally.entryCount
        ? $0.tally.entryCount > $1.tally.entryCount : $0.name < $1.name
    }
  }
}
