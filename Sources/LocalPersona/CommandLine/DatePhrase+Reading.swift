// DatePhrase+Reading.swift: reads the phrases that name days. English, in any case; words are parted by
// spaces, commas, hyphens or low lines, so that `last-week` needs no quotes.

extension DatePhrase {
  /// Reads a phrase; nil where it names no days.
  init?(_ text: String) {
    if let moment = Timestamp(iso8601: text) {
      // Ten characters are a date; with a time there are more.
      self =
        text.utf8.count == 10
        ? .day(CalendarDate(dayNumber: moment.secondsSince1970 / 86_400)) : .moment(moment)
      return
    }
    if let phrase = DatePhrase.numbers(text) {
      self = phrase
      return
    }
    let words = text.lowercased().split { " \t,-_".contains($0) }.map(String.init)
    guard let phrase = DatePhrase.fixed(words) ?? DatePhrase.relative(words) ?? DatePhrase.dated(words) else {
      return nil
    }
    self = phrase
  }

  /// `2024` and `2024-05`.
  private static func numbers(_ text: String) -> DatePhrase? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let year = readYear(String(parts[0])) else { return nil }
    guard parts.count == 2 else { return .year(year) }
    guard parts[1].utf8.count == 2, let month = readNumber(String(parts[1])), 1...12 ~= month else {
      return nil
    }
    return .month(year * 12 + Int64(month) - 1)
  }

  /// `today`, `yesterday`, `monday`, `may`.
  private static func fixed(_ words: [String]) -> DatePhrase? {
    guard words.count == 1 else { return nil }
    switch words[0] {
    case "today": return .this(.day)
    case "yesterday": return .last(.day)
    default:
      return readWeekday(words[0]).map(DatePhrase.weekday) ?? readMonth(words[0]).map(DatePhrase.monthOfYear)
    }
  }

  /// `last week`, `this year`, `last monday`, `3 days ago`, `last 2 weeks`.
  private static func relative(_ words: [String]) -> DatePhrase? {
    if words.count == 2 {
      switch (words[0], readUnit(words[1])) {
      case ("this", let unit?): return .this(unit)
      case ("last", let unit?): return .last(unit)
      case ("last", nil): return readWeekday(words[1]).map(DatePhrase.lastWeekday)
      default: return nil
      }
    }
    guard words.count == 3 else { return nil }
    if words[2] == "ago", let count = readCount(words[0]), let unit = readUnit(words[1]) {
      return .ago(count, unit)
    }
    if words[0] == "last", let count = readCount(words[1]), let unit = readUnit(words[2]) {
      return .lastSeveral(count, unit)
    }
    return nil
  }

  /// `may 2023`, `3 may`, `may 3`, `3 may 2023`, `may 3 2023`.
  private static func dated(_ words: [String]) -> DatePhrase? {
    guard (2...3).contains(words.count),
      let place = words.prefix(2).firstIndex(where: { readMonth($0) != nil }),
      let month = readMonth(words[place])
    else { return nil }
    if words.count == 2, place == 0, let year = readYear(words[1]) {
      return .month(year * 12 + Int64(month) - 1)
    }
    guard words[1 - place].utf8.count <= 2, let day = readNumber(words[1 - place]) else { return nil }
    if words.count == 3 {
      return readYear(words[2]).flatMap { CalendarDate(year: $0, month: month, day: day) }.map(DatePhrase.day)
    }
    // 2000 was a leap year: some year has every day that it had.
    return CalendarDate(year: 2000, month: month, day: day) == nil ? nil : .dayOfYear(month: month, day: day)
  }

  // MARK: Words

  private static func readYear(_ word: String) -> Int64? {
    guard word.utf8.count == 4, let year = readNumber(word), year >= 1 else { return nil }
    return Int64(year)
  }

  private static func readCount(_ word: String) -> Int? {
    if word == "a" || word == "an" { return 1 }
    guard let count = readNumber(word), 1...largestCount ~= count else { return nil }
    return count
  }

  /// A number in ASCII digits, without a sign.
  private static func readNumber(_ word: String) -> Int? {
    word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(word) : nil
  }

  private static func readUnit(_ word: String) -> Unit? {
    switch word {
    case "day", "days": .day
    case "week", "weeks": .week
    case "month", "months": .month
    case "year", "years": .year
    default: nil
    }
  }

  /// 0 for Monday; three letters or more of the name.
  private static func readWeekday(_ word: String) -> Int? {
    index(of: word, in: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
  }

  /// 1 for January; three letters or more of the name.
  private static func readMonth(_ word: String) -> Int? {
    index(
      of: word,
      in: [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
      ]
    ).map { $0 + 1 }
  }

  private static func index(of word: String, in names: [String]) -> Int? {
    word.utf8.count < 3 ? nil : names.firstIndex { $0.hasPrefix(word) }
  }
}
