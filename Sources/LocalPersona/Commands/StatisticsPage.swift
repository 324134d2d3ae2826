// StatisticsPage.swift: what `persona stats` shows: a few facts, tables, and the field of days; and the same
// as JSON.

/// The lines of the statistics.
struct StatisticsPage {
  /// The most lines of a table; --json has all.
  private static let longestTable = 12

  /// The widest name, in columns.
  private static let widestName = 18

  private let statistics: WritingStatistics
  private let map: HeatMap
  private let console: Console
  private let format: DayFormat

  init(_ statistics: WritingStatistics, map: HeatMap, for invocation: Invocation) {
    self.init(statistics, map: map, console: invocation.console, format: invocation.dayFormat)
  }

  init(_ statistics: WritingStatistics, map: HeatMap, console: Console, format: DayFormat) {
    self.statistics = statistics
    self.map = map
    self.console = console
    self.format = format
  }

  /// The page for the terminal of the console.
  var lines: [String] { lines(columnCount: console.columnCount) }

  /// The page for lines of `columnCount` columns.
  func lines(columnCount: Int) -> [String] {
    let parts: [[String]] = [
      facts, field(columnCount: columnCount),
      table(StatisticsMessages.yearHeading, statistics.years, isByTime: true),
      table(StatisticsMessages.monthHeading, statistics.months, isByTime: true),
      table(StatisticsMessages.kindHeading, statistics.kinds),
      table(StatisticsMessages.tagHeading, statistics.tags),
      table(StatisticsMessages.recipientHeading, statistics.recipients),
    ]
    return Array(parts.joined())
  }

  private var facts: [String] {
    let days = [statistics.span?.lowerBound, statistics.span?.upperBound].compactMap(\.self).map(text(of:))
    guard days.count == 2 else { return [] }
    var facts = [
      ("entries", StatisticsMessages.written(statistics.total, first: days[0], last: days[1])),
      ("words", StatisticsMessages.wordCount(statistics.total)),
      ("days", StatisticsMessages.dayCount(statistics.days.count)),
    ]
    if let longest = statistics.longestStreak {
      let words = StatisticsMessages.streak(
        longest, first: text(of: longest.first), last: text(of: longest.last))
      facts += [("longest", words), ("now", StatisticsMessages.currentStreak(statistics.currentStreak))]
    }
    return facts.map { console.factLine($0.0, $0.1, nameWidth: 7) }
  }

  /// A day without the space that fills it in a column.
  private func text(of day: Int64) -> String { format.text(of: day).trimmingSpaces() }

  private func heading(_ words: String) -> [String] {
    ["", console.style.bold + words + console.style.reset]
  }

  private func field(columnCount: Int) -> [String] {
    let end = map.isPast ? text(of: map.today) : nil
    let heading = heading(StatisticsMessages.heatHeading(weekCount: HeatMap.weekCount, upTo: end))
    guard !console.settings.isPlain else {
      return heading
        + (0..<HeatMap.weekCount).compactMap { week -> String? in
          let tally = (0..<7).compactMap { map.days[map.day(week: week, weekday: $0)] }.reduce(
            WritingTally(), +)
          guard tally.entryCount > 0 else { return nil }
          return StatisticsMessages.week(text(of: map.day(week: week, weekday: 0)), tally)
        }
    }
    return heading + map.lines(columnCount: columnCount) + [StatisticsMessages.legend]
  }

  /// A table of the first rows, or of the last ones where they are in order of time.
  private func table(_ title: String, _ all: [NamedTally], isByTime: Bool = false) -> [String] {
    guard !all.isEmpty else { return [] }
    let limit = StatisticsPage.longestTable
    let rows = Array(isByTime ? all.suffix(limit) : all.prefix(limit))
    let more = all.count > limit ? [StatisticsMessages.rest(all.count - limit, areBefore: isByTime)] : []
    guard !console.settings.isPlain else {
      return heading(title)
        + rows.map { "\(ColumnText.oneLine($0.name)): \(StatisticsMessages.amount($0.tally))" } + more
    }
    let names = rows.map { ColumnText.oneLine($0.name) }
    let width = min(names.map(ColumnText.width(of:)).max() ?? 0, StatisticsPage.widestName)
    func line(_ name: String, _ entries: String, _ words: String) -> String {
      "  \(ColumnText.fitted(name, to: width))\(right(entries, 9))\(right(words, 11))"
    }
    let head = line("", StatisticsMessages.entryColumn, StatisticsMessages.wordColumn)
    let body = zip(names, rows).map { line($0, $1.tally.entryCount.grouped, $1.tally.wordCount.grouped) }
    return heading(title) + [console.style.dim + head + console.style.reset] + body + more
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 1)) + text
  }
}

extension WritingStatistics {
  /// Everything for programs.
  var json: JSONValue {
    let days = days.sorted { $0.key < $1.key }.map { day, tally in
      JSONValue.object([("day", .string(DayFormat.iso.text(of: day)))] + tally.members)
    }
    return .object(
      total.members + [
        ("first", WritingStatistics.day(span?.lowerBound)), ("last", WritingStatistics.day(span?.upperBound)),
        ("longestStreak", longestStreak?.json ?? .null), ("currentStreak", currentStreak?.json ?? .null),
        ("years", .array(years.map(\.json))), ("months", .array(months.map(\.json))),
        ("kinds", .array(kinds.map(\.json))), ("tags", .array(tags.map(\.json))),
        ("recipients", .array(recipients.map(\.json))), ("days", .array(days)),
      ])
  }

  fileprivate static func day(_ day: Int64?) -> JSONValue {
    day.map { .string(DayFormat.iso.text(of: $0)) } ?? .null
  }
}

extension WritingTally {
  fileprivate var members: [(String, JSONValue)] {
    [("entries", JSONValue(entryCount)), ("words", JSONValue(wordCount))]
  }
}

extension NamedTally {
  fileprivate var json: JSONValue { .object([("name", .string(name))] + tally.members) }
}

extension WritingStreak {
  fileprivate var json: JSONValue {
    .object([
      ("days", JSONValue(dayCount)), ("first", WritingStatistics.day(first)),
      ("last", WritingStatistics.day(last)),
    ])
  }
}
