// LocalCalendar.swift: on which day something was written, as its writer counts days: in the time zone of
// this process.
//
// A moment at exactly midnight in UTC is a date without a time (`--date 2024-05-01`, a file that is named
// so): it is that date in every zone, or half of the world would find it on the day before.

private import CSystem

/// Days in a time zone.
struct LocalCalendar: Sendable {
  /// How many seconds the zone is ahead of UTC at a moment.
  private let offset: @Sendable (Timestamp) -> Int64

  /// How days are shown.
  var format = DayFormat.iso

  /// The calendar of a zone that is this many seconds ahead of UTC at a moment.
  init(offset: @escaping @Sendable (Timestamp) -> Int64) { self.offset = offset }

  /// The calendar of the user: `TZ`, or the time zone of the system.
  static let current = LocalCalendar { csys_seconds_ahead_of_utc($0.secondsSince1970) }

  /// The day on which something was written, in days since 1970-01-01.
  func day(of written: Timestamp) -> Int64 {
    written.secondsSince1970 % LocalCalendar.secondsPerDay == 0
      ? written.secondsSince1970 / LocalCalendar.secondsPerDay : today(at: written)
  }

  /// The day that it is at a moment, in days since 1970-01-01.
  func today(at moment: Timestamp) -> Int64 {
    let (sum, overflows) = moment.secondsSince1970.addingReportingOverflow(offset(moment))
    let local = overflows ? moment.secondsSince1970 : sum
    let (days, second) = local.quotientAndRemainder(dividingBy: LocalCalendar.secondsPerDay)
    return second < 0 ? days - 1 : days
  }

  /// The day on which something was written, as the user wants to read it.
  func text(of written: Timestamp) -> String { format.text(of: day(of: written)) }

  private static let secondsPerDay: Int64 = 86_400
}

/// How a day is shown; both forms can be typed again where a day is asked for.
enum DayFormat: String, CaseIterable, Sendable {
  /// `2024-05-03`
  case iso

  /// ` 3 May 2024`, as wide for every day.
  case words

  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The text of a day, which is a number of days since 1970-01-01.
  func text(of dayNumber: Int64) -> String {
    let date = CalendarDate(dayNumber: dayNumber)
    return switch self {
    case .iso: date.iso8601
    case .words: "\(date.day < 10 ? " " : "")\(date.day) \(DayFormat.months[date.month - 1]) \(date.year)"
    }
  }
}
