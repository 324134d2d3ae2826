// CalendarDate.swift: days of the proleptic Gregorian calendar, by numbers that count from 1970-01-01, and
// the months and years that they lie in. Not for time zones, which are LocalCalendar's.

/// A date of the Gregorian calendar; conversion by 400-year eras that begin on a 1st of March, so
/// that the leap day is the last day of a year.
struct CalendarDate: Hashable, Sendable {
  var year: Int64
  var month: Int
  var day: Int

  private static let daysPerEra: Int64 = 146_097  // 400 years: 400 × 365 + 97 leap days
  private static let daysBefore1970: Int64 = 719_468  // from 0000-03-01 to 1970-01-01

  init(dayNumber: Int64) {
    let shifted = dayNumber + Self.daysBefore1970
    let era = (shifted >= 0 ? shifted : shifted - (Self.daysPerEra - 1)) / Self.daysPerEra
    let dayOfEra = shifted - era * Self.daysPerEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153  // March to July and so on have 153 days
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5) + 1
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// A date of the years 1 to 9999; nil where the calendar has no such day.
  init?(year: Int64, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= Self.dayCount(ofMonth: month, year: year) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Days since 1970-01-01.
  var dayNumber: Int64 {
    let yearFromMarch = month <= 2 ? year - 1 : year  // at least 0
    let era = yearFromMarch / 400
    let yearOfEra = yearFromMarch - era * 400
    let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysPerEra + dayOfEra - Self.daysBefore1970
  }

  /// The date as `2024-05-01`.
  var iso8601: String {
    [
      Timestamp.padded(Int(year), to: 4), Timestamp.padded(month, to: 2), Timestamp.padded(day, to: 2),
    ].joined(separator: "-")
  }

  private static func dayCount(ofMonth month: Int, year: Int64) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}

// MARK: Weeks, months and years

extension CalendarDate {
  /// Months since January of the year 0, which the calendar does not have; it tells months apart and orders
  /// them.
  var monthNumber: Int64 { year * 12 + Int64(month) - 1 }

  /// The days of a month by its number; of the first or last month of the years 1 to 9999 for one beyond
  /// them.
  static func days(ofMonth number: Int64) -> ClosedRange<Int64> {
    let number = min(max(number, 12), 9999 * 12 + 11)
    let (year, month) = (number / 12, Int(number % 12) + 1)
    // The first day of a month of these years is always there.
    let first = CalendarDate(year: year, month: month, day: 1)?.dayNumber ?? 0
    return first...(first + Int64(dayCount(ofMonth: month, year: year)) - 1)
  }

  /// The days of a year.
  static func days(ofYear year: Int64) -> ClosedRange<Int64> {
    days(ofMonth: year * 12).lowerBound...days(ofMonth: year * 12 + 11).upperBound
  }

  /// The day of the week of a day number: 0 for Monday to 6 for Sunday.
  static func weekday(of dayNumber: Int64) -> Int {
    let remainder = (dayNumber + 3) % 7  // 1970-01-01 was a Thursday
    return Int(remainder < 0 ? remainder + 7 : remainder)
  }

  /// The Monday of the week that a day lies in.
  static func monday(before dayNumber: Int64) -> Int64 { dayNumber - Int64(weekday(of: dayNumber)) }

  /// The day number of the same day `count` months ago, or of the last day of that month where it is shorter.
  func dayNumber(monthsAgo count: Int64) -> Int64 {
    let days = CalendarDate.days(ofMonth: monthNumber - count)
    return min(days.lowerBound + Int64(day) - 1, days.upperBound)
  }
}
