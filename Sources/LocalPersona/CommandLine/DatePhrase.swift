// DatePhrase.swift: the days that a person means by '2024', 'may 2023', 'monday' or '3 days ago': a function
// of the phrase and of today. Reading the words is DatePhrase+Reading.swift's.
//
// Weeks begin on Monday. What names no year or week means the latest that has begun; 'last' means the one
// before.

/// A phrase that names days.
enum DatePhrase: Equatable, Sendable {
  /// A stretch of the calendar.
  enum Unit: Sendable, CaseIterable {
    case day, week, month, year
  }

  /// A moment, with its time and zone.
  case moment(Timestamp)

  /// A day of a year.
  case day(CalendarDate)

  /// A month of a year, by ``CalendarDate/monthNumber``.
  case month(Int64)

  /// A year.
  case year(Int64)

  /// A day of the week, 0 for Monday: the latest, today included.
  case weekday(Int)

  /// The same, today left out.
  case lastWeekday(Int)

  /// A month without a year, 1 to 12: the latest that has begun.
  case monthOfYear(Int)

  /// A day without a year: the latest that is not to come.
  case dayOfYear(month: Int, day: Int)

  /// The stretch that today lies in.
  case this(Unit)

  /// The stretch before that.
  case last(Unit)

  /// So many stretches, up to today.
  case lastSeveral(Int, Unit)

  /// The day so many stretches before today.
  case ago(Int, Unit)

  /// Whether it names a single day, or a moment of one.
  var isOneDay: Bool {
    switch self {
    case .moment, .day, .weekday, .lastWeekday, .dayOfYear, .ago, .this(.day), .last(.day): true
    default: false
    }
  }

  /// The largest number of stretches.
  static let largestCount = 10_000

  /// The days that are meant, in days since 1970-01-01; of a moment, its day in `calendar`.
  func days(today: Int64, calendar: LocalCalendar) -> ClosedRange<Int64> {
    switch self {
    case .moment(let moment): DatePhrase.only(calendar.today(at: moment))
    case .day(let date): DatePhrase.only(date.dayNumber)
    case .month(let number): CalendarDate.days(ofMonth: number)
    case .year(let year): CalendarDate.days(ofYear: year)
    case .weekday(let weekday): DatePhrase.only(DatePhrase.latest(weekday, notAfter: today))
    case .lastWeekday(let weekday): DatePhrase.only(DatePhrase.latest(weekday, notAfter: today - 1))
    case .monthOfYear(let month): DatePhrase.latestMonth(month, today: today)
    case .dayOfYear(let month, let day): DatePhrase.latestDay(month: month, day: day, today: today)
    case .this(let unit): unit.stretch(0, today: today)
    case .last(let unit): unit.stretch(1, today: today)
    case .lastSeveral(let count, let unit): min(unit.day(Int64(count), before: today) + 1, today)...today
    case .ago(let count, let unit): DatePhrase.only(unit.day(Int64(count), before: today))
    }
  }

  private static func only(_ day: Int64) -> ClosedRange<Int64> { day...day }

  private static func latest(_ weekday: Int, notAfter day: Int64) -> Int64 {
    let back = (CalendarDate.weekday(of: day) - weekday + 7) % 7
    return day - Int64(back)
  }

  private static func latestMonth(_ month: Int, today: Int64) -> ClosedRange<Int64> {
    let date = CalendarDate(dayNumber: today)
    let year = month <= date.month ? date.year : date.year - 1
    return CalendarDate.days(ofMonth: year * 12 + Int64(month) - 1)
  }

  /// Goes back over years that lack the day, which only the 29th of February does: eight at most.
  private static func latestDay(month: Int, day: Int, today: Int64) -> ClosedRange<Int64> {
    let thisYear = CalendarDate(dayNumber: today).year
    for year in stride(from: thisYear, through: thisYear - 8, by: -1) {
      guard let date = CalendarDate(year: year, month: month, day: day), date.dayNumber <= today else {
        continue
      }
      return only(date.dayNumber)
    }
    return only(today)
  }
}

extension DatePhrase.Unit {
  /// The stretch of this sort that lies `back` stretches before the one that today lies in.
  fileprivate func stretch(_ back: Int64, today: Int64) -> ClosedRange<Int64> {
    let date = CalendarDate(dayNumber: today)
    switch self {
    case .day: return (today - back)...(today - back)
    case .week:
      let monday = CalendarDate.monday(before: today) - 7 * back
      return monday...(monday + 6)
    case .month: return CalendarDate.days(ofMonth: date.monthNumber - back)
    case .year: return CalendarDate.days(ofYear: date.year - back)
    }
  }

  /// The day `count` stretches before `today`; of months and years the same day of the month, or the last
  /// one.
  fileprivate func day(_ count: Int64, before today: Int64) -> Int64 {
    switch self {
    case .day: today - count
    case .week: today - 7 * count
    case .month: CalendarDate(dayNumber: today).dayNumber(monthsAgo: count)
    case .year: CalendarDate(dayNumber: today).dayNumber(monthsAgo: 12 * count)
    }
  }
}
