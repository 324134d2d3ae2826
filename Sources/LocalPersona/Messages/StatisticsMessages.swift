// StatisticsMessages.swift: the words of `persona stats`.

/// What is said about how much was written.
enum StatisticsMessages {
  static let less = "less"
  static let more = "more"

  /// What the marks of the map mean.
  static var legend: String {
    "less \(HeatMap.marks.map { String($0) }.joined(separator: " ")) more words a day"
  }

  static let yearHeading = "by year"
  static let monthHeading = "by month"
  static let kindHeading = "by kind"
  static let tagHeading = "by tag"
  static let recipientHeading = "by recipient"
  static let entryColumn = "entries"
  static let wordColumn = "words"

  /// What the field of days shows; `day` is its last day, where that is not today.
  static func heatHeading(weekCount: Int, upTo day: String?) -> String {
    day.map { "the \(weekCount) weeks up to \($0)" } ?? "the last \(weekCount) weeks"
  }

  /// How many lines a table leaves out: the last, or, in order of time, the first.
  static func rest(_ count: Int, areBefore: Bool) -> String {
    "and \(count.grouped) \(areBefore ? "before" : "more"); --json lists all"
  }

  /// `12 entries, 3,456 words`.
  static func amount(_ tally: WritingTally) -> String {
    "\(entries(tally.entryCount)), \(words(tally.wordCount))"
  }

  static func written(_ tally: WritingTally, first: String, last: String) -> String {
    "\(tally.entryCount.grouped), written \(first) to \(last)"
  }

  static func wordCount(_ tally: WritingTally) -> String {
    "\(tally.wordCount.grouped), \((tally.wordCount / max(tally.entryCount, 1)).grouped) an entry"
  }

  static func dayCount(_ count: Int) -> String { "\(days(count)) with something written" }

  static func streak(_ streak: WritingStreak, first: String, last: String) -> String {
    "\(days(streak.dayCount)) in a row, \(first) to \(last)"
  }

  static func currentStreak(_ streak: WritingStreak?) -> String {
    streak.map { "\(days($0.dayCount)) in a row" } ?? "none"
  }

  /// A week, where the map would be read aloud.
  static func week(_ monday: String, _ tally: WritingTally) -> String {
    "week of \(monday): \(amount(tally))"
  }

  /// A day of the picture.
  static func day(_ day: String, _ tally: WritingTally) -> String {
    tally.entryCount == 0 ? "\(day): nothing" : "\(day): \(amount(tally))"
  }

  static func pictureTitle(_ tally: WritingTally) -> String {
    "\(amount(tally)) in the last \(HeatMap.weekCount) weeks"
  }

  static func wrotePicture(_ path: String) -> String {
    "wrote \(path), which is not encrypted: it tells on which days you wrote, and how much"
  }

  private static func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count.grouped) entries" }

  private static func words(_ count: Int) -> String { count == 1 ? "1 word" : "\(count.grouped) words" }

  private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count.grouped) days" }
}
