// Timestamp.swift: a moment to the second, in UTC, and its ISO 8601 forms.
//
// The calendar is the proleptic Gregorian one, computed here: DateFormatter would cost more start-up
// time than a whole `persona list` (CalendarDate.swift). Not for local time, which is LocalCalendar's.

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
  public var day: String { CalendarDate(dayNumber: dayNumber).iso8601 }

  /// Orders from earlier to later.
  public static func < (first: Timestamp, second: Timestamp) -> Bool {
    first.secondsSince1970 < second.secondsSince1970
  }

  /// Days since 1970-01-01, rounded down.
  private var dayNumber: Int64 {
    let quotient = secondsSince1970 / 86_400
    return secondsSince1970 % 86_400 < 0 ? quotient - 1 : quotient
  }

  /// A number in at least `width` digits.
  static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (number < 0 ? "-" : "") + zeros + digits
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
