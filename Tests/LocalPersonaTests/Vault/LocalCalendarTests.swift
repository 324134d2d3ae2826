import Foundation
import Testing

@testable import LocalPersona

@Suite("days of the user")
struct LocalCalendarTests {
  private static func hours(_ hours: Int64) -> LocalCalendar { LocalCalendar { _ in hours * 3600 } }

  private func shown(_ moment: String, hours: Int64) throws -> String {
    LocalCalendarTests.hours(hours).text(of: try #require(Timestamp(iso8601: moment)))
  }

  @Test func countsDaysInTheZoneOfTheUser() throws {
    #expect(try shown("2024-05-03T23:30:00Z", hours: 2) == "2024-05-04")
    #expect(try shown("2024-05-03T00:30:00Z", hours: -5) == "2024-05-02")
    #expect(try shown("1969-12-31T23:00:00Z", hours: 0) == "1969-12-31")
  }

  @Test(arguments: [-12, -5, 0, 2, 14] as [Int64])
  func keepsADateWithoutATimeInEveryZone(hours: Int64) throws {
    #expect(try shown("2024-05-03", hours: hours) == "2024-05-03")
    #expect(try shown("1969-05-03", hours: hours) == "1969-05-03")
  }

  /// Today is no date without a time, also in the second after midnight in Greenwich.
  @Test func knowsTheDayAtAnyMoment() throws {
    let midnight = try #require(Timestamp(iso8601: "2024-05-03"))
    let calendar = LocalCalendarTests.hours(-5)
    #expect(calendar.today(at: midnight) == calendar.day(of: midnight) - 1)
  }

  /// The clock of this process, against Foundation, over two years of changes to summer time.
  @Test func agreesWithFoundationOnTheZoneOfThisMachine() {
    for number in stride(from: Int64(1_672_531_201), to: 1_735_689_600, by: 7 * 3600) {
      let moment = Date(timeIntervalSince1970: Double(number))
      let seconds = number + Int64(TimeZone.current.secondsFromGMT(for: moment))
      #expect(LocalCalendar.current.today(at: Timestamp(number)) == seconds / 86_400)
    }
  }

  @Test(arguments: [Int64.min, .max, -1 << 50, 1 << 50])
  func doesNotTrapOnAnyMoment(_ seconds: Int64) {
    for hours in [-12, 14] as [Int64] {
      #expect(!LocalCalendarTests.hours(hours).text(of: Timestamp(seconds)).isEmpty)
    }
    #expect(!LocalCalendar.current.text(of: Timestamp(seconds)).isEmpty)
  }

  @Test func showsDaysInWordsAsWideAsEachOther() throws {
    let days = try ["2024-05-03", "2024-11-24"].map {
      try #require(Timestamp(iso8601: $0)).secondsSince1970 / 86_400
    }
    #expect(days.map(DayFormat.words.text(of:)) == [" 3 May 2024", "24 Nov 2024"])
  }
}
