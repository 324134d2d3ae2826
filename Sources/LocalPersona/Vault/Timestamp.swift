// Timestamp.swift: a moment to the second, in UTC, and its ISO 8601 forms.
//
// The calendar is the proleptic Gregorian one, computed here: DateFormatter would cost more start-up
// time than a whole `persona list`. Not for local time: no time zone database is read.

/// A moment, in whole seconds.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public var secondsSince1970: Int64

  /// A moment by its seconds since 1970.
  public init(_ secondsSince1970: Int64) {
    self.secondsSince1970 = secondsSince1970
  }

  /// This moment, by the clock of the system.
  public static var now: Timestamp { Timestamp(Syscalls.secondsSince1970()) }

  /// Reads a date (`2024-05-01`, meaning its midnight in UTC) or a date and time with its zone
  /// (`2024-05-01T18:30:00+02:00`, `2024-05-01 16:30Z`).
  ///
  /// Seconds may be left out; fractions of them are dropped. Years are 0001 to 9999. Returns nil for
  /// anything else, also for days that do not exist and for times without a zone.
  public init?(iso8601 text: String) {
    var reader = DateReader(text)
    guard let day = reader.readDay() else { return nil }
    if reader.isAtEnd {
      secondsSince1970 = day * 86_400
      return
    }
    guard let time = reader.readTime(), let offset = reader.readZone(), reader.isAtEnd else { return nil }
    secondsSince1970 = day * 86_400 + time - offset
  }

  /// The moment as `2024-05-01T16:30:00Z`.
  public var iso8601: String {
    let remainder = Int(secondsSince1970 % 86_400)
    let second = remainder < 0 ? remainder + 86_400 : remainder
    let time = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, to: 2) }
    return "\(day)T\(time.joined(separator: ":"))Z"
  }

  /// The day in UTC, as `2024-05-01`.
  public var day: String {
    let date = CalendarDate(dayNumber: dayNumber)
    return [Self.padded(Int(date.year), to: 4), Self.padded(date.month, to: 2), Self.padded(date.day, to: 2)]
      .joined(separator: "-")
  }

  /// Orders from earlier to later.
  public static func < (first: Timestamp, second: Timestamp) -> Bool {
    first.secondsSince1970 < second.secondsSince1970
  }

  /// Days since 1970-01-01, rounded down.
  private var dayNumber: Int64 {
    let quotient = secondsSince1970 / 86_400
    return secondsSince1970 % 86_400 < 0 ? quotient - 1 : quotient
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + zeros + digits
  }
}

/// A date of the Gregorian calendar; conversion by 400-year eras that begin on a 1st of March, so
/// that the leap day is the last day of a year.
private struct CalendarDate {
  var year: Int64
  var month: Int
  var day: Int

  static let daysPerEra: Int64 = 146_097  // 400 years: 400 × 365 + 97 leap days
  static let daysBefore1970: Int64 = 719_468  // from 0000-03-01 to 1970-01-01

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
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let dayCounts = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= dayCounts[month - 1] else { return nil }
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
}

/// A cursor over the characters of a date.
private struct DateReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// `yyyy-mm-dd`, in days since 1970.
  mutating func readDay() -> Int64? {
    guard let year = readNumber(digitCount: 4), skip("-"), let month = readNumber(digitCount: 2), skip("-"),
      let day = readNumber(digitCount: 2)
    else { return nil }
    return CalendarDate(year: Int64(year), month: month, day: day)?.dayNumber
  }

  /// `Thh:mm`, `Thh:mm:ss` or with a fraction, in seconds; second 60 is a leap second.
  mutating func readTime() -> Int64? {
    guard skip("T") || skip("t") || skip(" "), let hour = readNumber(digitCount: 2), hour < 24, skip(":"),
      let minute = readNumber(digitCount: 2), minute < 60
    else { return nil }
    var second = 0
    if skip(":") {
      guard let number = readNumber(digitCount: 2), number <= 60 else { return nil }
      second = number
      if skip(".") || skip(",") {
        guard readNumber(digitCount: 1) != nil else { return nil }
        while readNumber(digitCount: 1) != nil {}
      }
    }
    return Int64(hour * 3600 + minute * 60 + second)
  }

  /// `Z`, `+hh:mm` or `+hhmm` (after a space if there is one), in seconds east of Greenwich.
  mutating func readZone() -> Int64? {
    _ = skip(" ")
    if skip("Z") || skip("z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = readNumber(digitCount: 2), hours < 24 else { return nil }
    _ = skip(":")
    guard let minutes = readNumber(digitCount: 2), minutes < 60 else { return nil }
    let offset = Int64(hours * 3600 + minutes * 60)
    return isWest ? -offset : offset
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// Exactly `digitCount` digits; takes nothing where there are fewer.
  private mutating func readNumber(digitCount: Int) -> Int? {
    let digits = rest.prefix(digitCount)
    guard digits.count == digitCount else { return nil }
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    rest.removeFirst(digitCount)
    return number
  }
}
