import Foundation
import Testing

@testable import LocalPersona

@Suite("the field of days")
struct HeatMapTests {
  private let today = StatisticsSample.today  // a Wednesday

  private func map(_ words: [Int64: Int]) -> HeatMap {
    HeatMap(words.mapValues { WritingTally(entryCount: 1, wordCount: $0) }, today: today)
  }

  @Test func endsWithTheWeekOfToday() {
    let map = map([:])
    #expect(map.day(week: 52, weekday: 2) == today)
    #expect(CalendarDate.weekday(of: map.firstMonday) == 0)
    #expect(map.level(of: today) == 0 && map.level(of: today + 1) == nil)
  }

  @Test func isDarkerByQuartersOfTheDaysWithSomething() {
    let map = map([today: 10, today - 1: 20, today - 2: 30, today - 3: 40])
    #expect((0...3).map { map.level(of: today - Int64($0)) } == [1, 2, 3, 4])
    #expect(self.map([today: 7]).level(of: today) == 4)
  }

  @Test func endsWithTheNewestDayWhereAllIsOlder() throws {
    let statistics = try StatisticsSample.statistics()
    let newest = try #require(statistics.span?.upperBound)
    let past = HeatMap(of: statistics, today: newest + 400)
    #expect(past.isPast && past.today == newest && !past.days.isEmpty)
    let present = HeatMap(of: statistics, today: newest + 300)
    #expect(!present.isPast && present.today == newest + 300)
  }

  @Test func leavesOutWhatIsOlder() {
    let map = map([today - 400: 10_000, today: 1])
    #expect(map.days.count == 1 && map.level(of: today) == 4)
  }

  @Test(arguments: [40, 57, 80, 100])
  func fitsTheTerminalAndShowsEveryDayOnce(columnCount: Int) {
    let lines = map([today: 1, today - 30: 5]).lines(columnCount: columnCount)
    #expect(lines.allSatisfy { $0.count <= columnCount })
    let marks = lines.joined().filter { HeatMap.marks.contains($0) }
    #expect(marks.count == 7 * 53 - 4)  // Thursday to Sunday are to come
    #expect(marks.filter { $0 != "·" }.count == 2)
    #expect(lines.count == (columnCount < 57 ? 17 : 8))
  }

  @Test func namesEveryMonthThatHasRoom() {
    let lines = map([:]).lines(columnCount: 80)
    #expect(lines[0].hasPrefix("     "))
    #expect(lines[0].split(separator: " ").count >= 11)
    #expect(lines[0].contains("Jan") && lines[1].hasPrefix("Mon "))
  }

  @Test func drawsAPictureWithoutScripts() throws {
    let svg = map([today: 3]).svg
    let parser = XMLCounter(svg)
    #expect(parser.isWellFormed)
    #expect(parser.counts["rect"] == 1 + 7 * 53 - 4 + 5)
    #expect(parser.counts["script"] == nil && !svg.contains("http://www.w3.org/1999/xlink"))
    #expect(!svg.contains("url(") && !svg.contains("@import") && !svg.contains("href"))
    #expect(svg.contains("prefers-color-scheme: dark"))
    #expect(svg.contains("<title>2024-05-15: 1 entry, 3 words</title>"))
  }
}

/// Counts elements, as a picture is XML or it is none.
///
/// Written by hand: Foundation's parser is a module of its own.
private struct XMLCounter {
  private(set) var counts: [String: Int] = [:]
  private(set) var isWellFormed = true

  init(_ text: String) {
    var open: [Substring] = []
    for part in text.split(separator: "<").filter({ !$0.allSatisfy(\.isWhitespace) }) {
      guard let end = part.firstIndex(of: ">") else {
        isWellFormed = false
        return
      }
      let name = part[..<end].prefix { !$0.isWhitespace && $0 != "/" || $0 == "/" && part.first == "/" }
      if part.first == "/" {
        if open.popLast() != name.dropFirst() { isWellFormed = false }
        continue
      }
      counts[String(name), default: 0] += 1
      if !part[..<end].hasSuffix("/") { open.append(name) }
    }
    if !open.isEmpty { isWellFormed = false }
  }
}
