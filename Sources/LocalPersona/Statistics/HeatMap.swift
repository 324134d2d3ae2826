// HeatMap.swift: the last 53 weeks as a field of days, each darker the more words were written on it, in
// characters that need no colours.

/// A year of days.
struct HeatMap: Equatable, Sendable {
  /// As many weeks as any year touches.
  static let weekCount = 53

  /// What a day looks like, by its level; a day to come is a space.
  static let marks: [Character] = ["·", "░", "▒", "▓", "█"]

  /// The Monday of the first week, in days since 1970-01-01.
  let firstMonday: Int64

  /// The last day that is shown.
  let today: Int64

  /// Whether the last day that is shown is not today.
  private(set) var isPast = false

  /// How much was written on each day that is shown.
  let days: [Int64: WritingTally]

  /// From how many words on a day is of level 2, 3 and 4; of level 1 it is with any.
  private let thresholds: [Int]

  /// The map up to `today`.
  init(_ days: [Int64: WritingTally], today: Int64) {
    let firstMonday = CalendarDate.monday(before: today) - 7 * Int64(HeatMap.weekCount - 1)
    let shown = days.filter { (firstMonday...today).contains($0.key) }
    let counts = shown.values.map(\.wordCount).sorted()
    thresholds = counts.isEmpty ? [] : (1...3).map { counts[counts.count * $0 / 4] }
    self.days = shown
    self.firstMonday = firstMonday
    self.today = today
  }

  /// The map up to `today`, or, where all that was written is older than such a map, up to its newest day.
  init(of statistics: WritingStatistics, today: Int64) {
    let oldest = CalendarDate.monday(before: today) - 7 * Int64(HeatMap.weekCount - 1)
    guard let newest = statistics.span?.upperBound, newest < oldest else {
      self.init(statistics.days, today: today)
      return
    }
    self.init(statistics.days, today: newest)
    isPast = true
  }

  /// How dark a day is, 0 to 4, by quarters of the days with something on them; nil for days to come.
  func level(of day: Int64) -> Int? {
    guard day <= today else { return nil }
    guard let tally = days[day] else { return 0 }
    return 1 + thresholds.count(where: { tally.wordCount >= $0 })
  }

  /// The day of a week, 0 for the first, and of a weekday, 0 for Monday.
  func day(week: Int, weekday: Int) -> Int64 { firstMonday + Int64(7 * week + weekday) }

  /// The month that begins in a week: 1 to 12, or nil.
  func monthBeginning(inWeek week: Int) -> Int? {
    (0..<7).map { CalendarDate(dayNumber: day(week: week, weekday: $0)) }.first { $0.day == 1 }?.month
  }

  // MARK: Text

  /// The lines of the map for a terminal of `columnCount` columns: one field, or several one below the other.
  func lines(columnCount: Int) -> [String] {
    let room = max(columnCount - HeatMap.labelWidth, 1)
    let fieldCount = (HeatMap.weekCount + room - 1) / room
    let width = (HeatMap.weekCount + fieldCount - 1) / fieldCount
    let fields = stride(from: 0, to: HeatMap.weekCount, by: width).map { start in
      field(start..<min(start + width, HeatMap.weekCount))
    }
    return Array(fields.joined(separator: [""]))
  }

  private static let labelWidth = 4
  private static let labels = ["Mon ", "    ", "Wed ", "    ", "Fri ", "    ", "Sun "]

  private func field(_ weeks: Range<Int>) -> [String] {
    let rows = HeatMap.labels.enumerated().map { weekday, label -> String in
      let marks = weeks.map { week -> Character in
        level(of: day(week: week, weekday: weekday)).map { HeatMap.marks[$0] } ?? " "
      }
      return label + String(marks)
    }
    return [monthLine(weeks)] + rows
  }

  /// The names of the months above the weeks that they begin in, where there is room.
  private func monthLine(_ weeks: Range<Int>) -> String {
    var line = String(repeating: " ", count: HeatMap.labelWidth)
    for week in weeks {
      let column = HeatMap.labelWidth + week - weeks.lowerBound
      let end = HeatMap.labelWidth + weeks.count
      guard let month = monthBeginning(inWeek: week), line.count <= column, column + 3 <= end else {
        continue
      }
      line += String(repeating: " ", count: column - line.count) + DayFormat.months[month - 1]
    }
    return line
  }
}
