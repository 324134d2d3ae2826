import Testing

@testable import LocalPersona

@Suite("the time of unlock")
struct UnlockTimeTests {
  @Test(arguments: [
    ("1s", 1), ("90s", 90), ("1m", 60), ("30m", 1800), ("015m", 900), ("720m", 43_200), ("12h", 43_200),
    ("43200s", 43_200),
  ])
  func isReadWithItsUnit(_ text: String, _ seconds: Int) throws {
    #expect(try UnlockTime(text).seconds == seconds)
  }

  @Test(arguments: [
    "", "m", "30", "0s", "0h", "-5m", "+5m", "1.5h", "5 m", " 5m", "5m ", "5min", "5M", "1d", "13h", "721m",
    "43201s", "1h30m", "99999999999999999999h", "9223372036854775807h", "٣m",
  ])
  func isRefusedWhereItIsNoneOrTooLong(_ text: String) {
    #expect(throws: UnlockError.duration(text)) { try UnlockTime(text) }
    #expect(UnlockError.duration(text).explanation.exitCode == .usage)
  }

  @Test func standardIsAQuarterOfAnHour() throws {
    #expect(try UnlockTime(UnlockTime.standard).seconds == 900)
  }
}
