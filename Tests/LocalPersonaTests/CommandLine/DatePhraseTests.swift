import Foundation
import Testing

@testable import LocalPersona

/// The days that a phrase means, worked out by Foundation's calendar, which shares no code with ours.
private struct SecondRoute {
  let calendar: Calendar = {
    var calendar = Calendar(identifier: .iso8601)  // weeks begin on Monday
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
    return calendar
  }()

  let today: Int64

  private var date: Date { Date(timeIntervalSince1970: Double(today) * 86_400) }

  private func number(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 / 86_400).rounded(.down)) }

  func ago(_ count: Int, _ unit: Calendar.Component) -> Int64 {
    number(calendar.date(byAdding: unit, value: -count, to: date) ?? .distantPast)
  }

  /// The day, week, month or year that today lies in, moved back.
  func stretch(_ unit: Calendar.Component, back: Int = 0) -> ClosedRange<Int64> {
    let start = calendar.dateInterval(of: unit, for: date)?.start ?? date
    let moved = calendar.date(byAdding: unit, value: -back, to: start) ?? .distantPast
    let end = calendar.date(byAdding: unit, value: 1, to: moved) ?? .distantPast
    return number(moved)...(number(end) - 1)
  }

  /// The last day before tomorrow, or before today, that is this day of the week: 1 for Sunday.
  func latest(_ weekday: Int, from start: Int64) -> Int64 {
    (0..<7).map { start - Int64($0) }.first { day in
      calendar.component(.weekday, from: Date(timeIntervalSince1970: Double(day) * 86_400)) == weekday
    } ?? 0
  }
}

@Suite("phrases that name days")
struct DatePhraseTests {
  private static let utc = LocalCalendar { _ in 0 }

  private func days(_ text: String, today: Int64) throws -> ClosedRange<Int64> {
    try #require(DatePhrase(text), "\(text)").days(today: today, calendar: DatePhraseTests.utc)
  }

  private func day(_ text: String) -> Int64 { (Timestamp(iso8601: text)?.secondsSince1970 ?? 0) / 86_400 }

  /// Every form on every day of two years, one of them a leap year.
  @Test func meansOnEveryDayWhatFoundationsCalendarSays() throws {
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    let units: [(String, Calendar.Component)] = [
      ("day", .day), ("week", .weekOfYear), ("month", .month), ("year", .year),
    ]
    for today in day("2023-03-01")...day("2025-02-28") {
      let other = SecondRoute(today: today)
      #expect(try days("today", today: today) == today...today)
      #expect(try days("yesterday", today: today) == (today - 1)...(today - 1))
      for (name, unit) in units {
        #expect(try days("this \(name)", today: today) == other.stretch(unit), "this \(name), \(today)")
        #expect(
          try days("last \(name)", today: today) == other.stretch(unit, back: 1), "last \(name), \(today)")
        for count in [1, 3, 11, 36] {
          let ago = other.ago(count, unit)
          #expect(try days("\(count) \(name)s ago", today: today) == ago...ago, "\(count) \(name), \(today)")
          #expect(
            try days("last \(count) \(name)s", today: today) == (ago + 1)...today,
            "\(count) \(name), \(today)")
        }
      }
      for (index, name) in weekdays.enumerated() {
        let latest = other.latest((index + 1) % 7 + 1, from: today)
        let before = other.latest((index + 1) % 7 + 1, from: today - 1)
        #expect(try days(name, today: today) == latest...latest, "\(name), \(today)")
        #expect(try days("last \(name)", today: today) == before...before, "last \(name), \(today)")
      }
      let leap = latest(of: ["2020-02-29", "2024-02-29"], today: today)
      #expect(try days("29 feb", today: today) == leap...leap, "\(today)")
      let third = latest(of: ["2022-05-03", "2023-05-03", "2024-05-03"], today: today)
      #expect(try days("may 3", today: today) == third...third, "\(today)")
      let may = latest(of: ["2022-05-01", "2023-05-01", "2024-05-01"], today: today)
      #expect(try days("may", today: today) == may...(may + 30), "\(today)")
    }
  }

  private func latest(of days: [String], today: Int64) -> Int64 { days.map(day).last { $0 <= today } ?? 0 }

  @Test(arguments: [
    ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024-05-03", "2024-05-03", "2024-05-03"), ("may 2023", "2023-05-01", "2023-05-31"),
    ("May 2023", "2023-05-01", "2023-05-31"), ("3 may 2023", "2023-05-03", "2023-05-03"),
    ("May 3, 2023", "2023-05-03", "2023-05-03"), ("sept 2023", "2023-09-01", "2023-09-30"),
    ("2024-05-03T23:30-02:00", "2024-05-04", "2024-05-04"), ("last-week", "2024-05-06", "2024-05-12"),
    ("Last Year", "2023-01-01", "2023-12-31"), ("a week ago", "2024-05-08", "2024-05-08"),
    ("0001", "0001-01-01", "0001-12-31"), ("9999-12", "9999-12-01", "9999-12-31"),
    ("10000 years ago", "0001-01-15", "0001-01-15"),
  ])
  func readsTheForms(text: String, first: String, last: String) throws {
    #expect(try days(text, today: day("2024-05-15")) == day(first)...day(last))
  }

  @Test(arguments: [
    "", " ", "0000", "24", "2024-13", "2024-5", "2024-02-30", "30 feb 2024", "29 feb 2023", "0 days ago",
    "10001 days ago", "3 days", "days ago", "next week", "mo", "may 20234", "may may", "last",
    "last 0 weeks", "3 may 23", "tomorrow", "٣ days ago", "2024-05-03T10:00", "1 2 3", "monday 2024",
  ])
  func refusesWhatNamesNoDays(_ text: String) {
    #expect(DatePhrase(text) == nil)
  }

  @Test(arguments: [
    ("2024-05-03", true), ("2024-05-03T23:30-02:00", true), ("yesterday", true), ("last monday", true),
    ("3 may", true), ("8 march 2025", true), ("2 weeks ago", true), ("2024", false), ("may 2023", false),
    ("last week", false), ("this year", false), ("last 2 days", false),
  ])
  func tellsWhatIsASingleDay(text: String, isOneDay: Bool) throws {
    #expect(try #require(DatePhrase(text)).isOneDay == isOneDay)
  }

  /// What is shown in words can be typed where a day is asked for.
  @Test(arguments: DayFormat.allCases)
  func readsEveryDayAsItIsShown(format: DayFormat) throws {
    for number in stride(from: day("1900-01-01"), through: day("2100-12-31"), by: 17) {
      #expect(try days(format.text(of: number), today: 0) == number...number)
    }
  }
}
