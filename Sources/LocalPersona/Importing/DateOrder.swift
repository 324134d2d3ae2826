// DateOrder.swift: which number of a date is the day: told by all dates of a chat together, or by the user.

/// The order of the numbers of a date.
public enum DateOrder: String, CaseIterable, Sendable {
  /// Day, month, year.
  case dmy

  /// Month, day, year.
  case mdy

  /// Year, month, day.
  case ymd

  /// The order of the dates of a chat, or nil where nothing tells it.
  ///
  /// A number above 12 is no month. Where that leaves two orders, what the user said counts; without that,
  /// the better one is that in which time goes back less often, since a chat is exported in the order of
  /// time. Where it goes back equally often, points and hyphens mean that the day comes first: no language
  /// writes a month first with those.
  ///
  /// - Parameters:
  ///   - stamps: The stamps of all messages, in their order.
  ///   - asked: What the user said.
  /// - Returns: The order, or nil where the user has to tell it.
  static func order(of stamps: [ChatStamp], asked: DateOrder?) -> DateOrder? {
    let dates = changes(of: stamps)
    let (dayFirst, monthFirst, yearFirst) = (Fit(dates, .dmy), Fit(dates, .mdy), Fit(dates, .ymd))
    let fewest = min(dayFirst.misfitCount, monthFirst.misfitCount, yearFirst.misfitCount)
    if let asked, Fit(dates, asked).misfitCount == fewest { return asked }
    // Years of two digits come last, unless that cannot be: few languages put such a year first.
    if yearFirst.misfitCount < min(dayFirst.misfitCount, monthFirst.misfitCount) { return .ymd }
    if dayFirst != monthFirst { return dayFirst < monthFirst ? .dmy : .mdy }
    if dates.allSatisfy({ $0.day(.dmy) == $0.day(.mdy) }) { return .dmy }
    return stamps.first?.shape.separator == "/" ? nil : .dmy
  }

  /// The stamps whose date is another than that of the stamp before.
  private static func changes(of stamps: [ChatStamp]) -> [ChatStamp] {
    var result: [ChatStamp] = []
    for stamp in stamps {
      if let last = result.last,
        (last.first, last.second, last.third) == (stamp.first, stamp.second, stamp.third)
      {
        continue
      }
      result.append(stamp)
    }
    return result
  }
}

/// How well dates fit an order: what fits worse is greater.
private struct Fit: Comparable {
  /// How many dates are no days.
  var misfitCount = 0

  /// How often a day comes before the one that was written above it.
  var backCount = 0

  init(_ dates: [ChatStamp], _ order: DateOrder) {
    var last: Timestamp?
    for date in dates {
      guard let day = date.day(order) else {
        misfitCount += 1
        continue
      }
      if let last, day < last { backCount += 1 }
      last = day
    }
  }

  static func < (first: Fit, second: Fit) -> Bool {
    (first.misfitCount, first.backCount) < (second.misfitCount, second.backCount)
  }
}
