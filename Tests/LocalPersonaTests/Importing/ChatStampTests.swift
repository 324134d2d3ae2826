import Testing

@testable import LocalPersona

@Suite("stamps of chats")
struct ChatStampTests {
  /// The moment of 31 December 2024 with the hour and minute given, or with seconds too.
  private func moment(_ time: String) -> Timestamp? { Timestamp(iso8601: "2024-12-31T\(time)Z") }

  @Test(arguments: [
    ("12/31/24, 9:05 PM - Ann: hi", DateOrder.mdy, "21:05"),
    ("12/31/24, 9:05\u{202F}PM - Ann: hi", .mdy, "21:05"),
    ("12/31/2024, 12:05 AM - Ann: hi", .mdy, "00:05"), ("31/12/24, 12:05 p.m. - Ann: hi", .dmy, "12:05"),
    ("31/12/24, 9:05 p.\u{A0}m. - Ann: hi", .dmy, "21:05"), ("31.12.24, 21:05 - Ann: hi", .dmy, "21:05"),
    ("31/12/2024 21:05 - Ann: hi", .dmy, "21:05"), ("31-12-2024 21:05 - Ann: hi", .dmy, "21:05"),
    ("31/12/2024 à 21:05 - Ann: hi", .dmy, "21:05"), ("31/12/24 21.05 - Ann: hi", .dmy, "21:05"),
    ("31.12.2024 klo 21.05 - Ann: hi", .dmy, "21:05"), ("2024-12-31 21:05 - Ann: hi", .ymd, "21:05"),
    ("2024/12/31, 21:05 - Ann: hi", .ymd, "21:05"), ("2024. 12. 31. 21:05 - Ann: hi", .ymd, "21:05"),
    ("2024/12/31 下午9:05 - Ann: hi", .ymd, "21:05"), ("[31/12/24, 21:05:33] Ann: hi", .dmy, "21:05:33"),
    ("\u{200E}[31.12.24, 21:05:33] Ann: hi", .dmy, "21:05:33"),
    ("[12/31/24, 9:05:33\u{202F}PM] Ann: hi", .mdy, "21:05:33"),
    ("[31.12.2024 klo 21.05.33] Ann: hi", .dmy, "21:05:33"),
    ("[2024-12-31, 21:05:33] Ann: hi", .ymd, "21:05:33"), ("31/12/24 21:05:33: Ann: hi", .dmy, "21:05:33"),
    ("12/31/24, 9:05:33 PM: Ann: hi", .mdy, "21:05:33"),
    ("[2024/12/31 晚上9:05:33] Ann: hi", .ymd, "21:05:33"),
    ("2024/12/31 凌晨12:05 - Ann: hi", .ymd, "00:05"),
    ("31/12/24\u{60C} 9:05\u{A0}\u{645} - Ann: hi", .dmy, "21:05"),
  ])
  func readsTheFormsThatPhonesWrite(line: String, order: DateOrder, time: String) throws {
    let (stamp, rest) = try #require(ChatStamp.split(line[...]))
    #expect(stamp.moment(order) == moment(time))
    #expect(rest == "Ann: hi")
    #expect(stamp.shape.isBracketed == line.contains("["))
  }

  @Test(arguments: [
    "", "hi", "12/31/24", "12/31/24, 9:05 PM", "12/31/24, 25:05 - Ann: hi", "12/31/24, 13:05 PM - Ann: hi",
    "12/31/24, 9:60 - Ann: hi", "12/31-24, 9:05 - Ann: hi", "123/1/24, 9:05 - Ann: hi",
    "1/2/3, 9:05 - Ann: hi",
    "12/31/24 9:05", "[12/31/24, 9:05:33 Ann: hi", "12/31/2421:05 - Ann: hi", "12/31/24, 9:05-Ann: hi",
    "99999999999999999999/1/1, 9:05 - Ann: hi", "- 12/31/24, 9:05 - Ann: hi",
  ])
  func takesNothingElseForAStamp(line: String) {
    #expect(ChatStamp.split(line[...]) == nil, "\(line)")
  }

  @Test func knowsNoDayThatTheCalendarDoesNotHave() throws {
    let (stamp, _) = try #require(ChatStamp.split("30/02/24, 21:05 - Ann: hi"))
    #expect(stamp.moment(.dmy) == nil)
    #expect(stamp.moment(.mdy) == nil)
  }
}

@Suite("order of dates in chats")
struct DateOrderTests {
  private func order(_ dates: [String], asked: DateOrder? = nil) throws -> DateOrder? {
    let stamps = try dates.map { try #require(ChatStamp.split("\($0), 21:05 - Ann: hi")).stamp }
    return DateOrder.order(of: stamps, asked: asked)
  }

  @Test func isToldByANumberThatIsNoMonth() throws {
    #expect(try order(["01/02/24", "13/02/24"]) == .dmy)
    #expect(try order(["01/02/24", "02/13/24"]) == .mdy)
    #expect(try order(["2024/02/01", "2024/02/13"]) == .ymd)
    #expect(try order(["99/12/30", "99/12/31"]) == .ymd)
  }

  @Test func isToldByTimeThatDoesNotGoBack() throws {
    #expect(try order(["09/04/24", "02/05/24"]) == .dmy)
    #expect(try order(["04/09/24", "05/02/24"]) == .mdy)
  }

  @Test func isToldByPointsWhereNothingElseTells() throws {
    #expect(try order(["03.04.24", "05.06.24"]) == .dmy)
    #expect(try order(["03.04.24"], asked: .mdy) == .mdy)
  }

  @Test func isNotGuessed() throws {
    #expect(try order(["03/04/24", "05/06/24"]) == nil)
    #expect(try order(["03/04/24", "05/06/24"], asked: .mdy) == .mdy)
    #expect(try order(["03/03/24", "03/03/24"]) == .dmy, "both orders mean the same day")
  }

  @Test func isWhatWasSaidOnlyWhereTheDatesAllowIt() throws {
    #expect(try order(["01/02/24", "13/02/24"], asked: .mdy) == .dmy)
    #expect(try order(["09/04/24", "02/05/24"], asked: .mdy) == .mdy)
    #expect(try order(["12/11/10", "13/11/10"], asked: .ymd) == .ymd)
  }
}
