import Testing

@testable import LocalPersona

@Suite("timestamps")
struct TimestampTests {
  /// Seconds by `date -u -d … +%s`.
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", Int64(0)), ("2024-02-29T12:34:56Z", 1_709_210_096),
    ("2000-03-01T00:00:00Z", 951_868_800), ("1900-03-01T00:00:00Z", -2_203_891_200),
    ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ("1969-12-31T23:59:59Z", -1),
  ])
  func convertsBothWays(text: String, seconds: Int64) {
    #expect(Timestamp(iso8601: text)?.secondsSince1970 == seconds)
    #expect(Timestamp(seconds).iso8601 == text)
    #expect(Timestamp(seconds).day == String(text.prefix(10)))
  }

  @Test(arguments: [
    ("2024-05-01", "2024-05-01T00:00:00Z"), ("2024-05-01T18:30:00+02:00", "2024-05-01T16:30:00Z"),
    ("2024-05-01 18:30:00 +0200", "2024-05-01T16:30:00Z"), ("2024-05-01T00:30-01:00", "2024-05-01T01:30:00Z"),
    ("2024-05-01t10:00:00.999z", "2024-05-01T10:00:00Z"), ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
  ])
  func readsTheFormsThatPeopleUse(text: String, same: String) {
    #expect(Timestamp(iso8601: text)?.iso8601 == same)
  }

  @Test(arguments: [
    "", "2024", "2024-5-1", "2024-02-30", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01",
    "2024-01-00",
    "0000-01-01", "2024-05-01T10:00:00", "2024-05-01T24:00:00Z", "2024-05-01T10:60Z", "2024-05-01T10:00:61Z",
    "2024-05-01T10:00:00Zx", "2024-05-01T10:00:00.Z", "2024-05-01T10:00:00+2", " 2024-05-01", "2024-05-01 ",
    "20240501", "+024-05-01", "２０２４-05-01",
  ])
  func refusesOthers(_ text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test func agreesWithTheCalendarDayByDay() {
    var random = SeededGenerator(seed: 1)
    var date = (year: 1996, month: 12, day: 30)
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for number in Int64(9860)...9860 + 3000 {  // 1996-12-30 is day 9860.
      let second = Int64.random(in: 0..<86_400, using: &random)
      let timestamp = Timestamp(number * 86_400 + second)
      #expect(
        timestamp.day
          == "\(date.year)-\(date.month < 10 ? "0" : "")\(date.month)-\(date.day < 10 ? "0" : "")\(date.day)")
      #expect(Timestamp(iso8601: timestamp.iso8601) == timestamp)
      let isLeap = date.year % 4 == 0 && date.month == 2
      date.day += 1
      if date.day > lengths[date.month - 1] + (isLeap ? 1 : 0) {
        (date.day, date.month) = (1, date.month + 1)
      }
      if date.month > 12 { (date.month, date.year) = (1, date.year + 1) }
    }
  }

  @Test(arguments: [Int64.min, .max, -1 << 50, 1 << 50])
  func doesNotTrapOnAnyNumber(_ seconds: Int64) {
    #expect(!Timestamp(seconds).iso8601.isEmpty)
  }

  @Test func readsTheClock() {
    #expect(Timestamp.now > Timestamp(1_700_000_000))
  }
}
