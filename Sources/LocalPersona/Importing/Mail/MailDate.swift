// MailDate.swift: dates as mails write them (RFC 5322 and what came before it), such as
// `Sat, 8 Mar 2025 10:25:00 +0100 (CET)` or `Sat Mar  8 10:25:00 2025`.

/// Reads dates of mails.
enum MailDate {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The zones that RFC 5322 names; letters of the army mean nothing, as it says.
  private static let zones = [
    "est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00", "met": "+01:00", "mest": "+02:00",
    "bst": "+01:00",
  ]

  /// The moment that `text` is, or nil; without a zone that is known it counts as UTC.
  ///
  /// The words are told apart by their looks, so their order does not matter.
  static func parse(_ text: [UInt8]) -> Timestamp? {
    var (day, month, year, time) = (Int?.none, Int?.none, Int?.none, String?.none)
    var zone = "Z"
    for word in MailDate.words(of: text) {
      if let number = MailDate.number(word, digitCounts: 1...2), day == nil {
        day = number
      } else if let number = MailDate.number(word, digitCounts: 2...4), year == nil {
        year = word.utf8.count == 4 ? number : number + (word.utf8.count == 2 && number < 50 ? 2000 : 1900)
      } else if month == nil, let index = MailDate.month(word) {
        month = index + 1
      } else if time == nil, let clock = MailDate.clock(word) {
        time = clock
      } else if let offset = MailDate.offset(word) {
        zone = offset
      }
    }
    guard let day, let month, let year, let time else { return nil }
    let date = [padded(year, to: 4), padded(month, to: 2), padded(day, to: 2)].joined(separator: "-")
    return Timestamp(iso8601: "\(date)T\(time)\(zone)") ?? Timestamp(iso8601: "\(date)T\(time)Z")
  }

  /// Whether `text` is a date and nothing else; a zone that is not known may stand between time and year.
  static func isDate(_ text: [UInt8]) -> Bool {
    let words = MailDate.words(of: text)
    let others = words.indices.filter { !isOfDate(words[$0]) }
    guard let index = others.first else { return parse(text) != nil }
    let isZone = words[index].utf8.count <= 5 && words[index].utf8.allSatisfy { !isDigit($0) }
    guard others.count == 1, isZone, index > 0, index + 1 < words.count else { return false }
    return clock(words[index - 1]) != nil && parse(text) != nil
  }

  private static func isOfDate(_ word: String) -> Bool {
    number(word, digitCounts: 1...4) != nil || clock(word) != nil || offset(word) != nil || month(word) != nil
      || word.utf8.count >= 3 && weekdays.contains { $0.hasPrefix(word) }
      || ["gmt", "utc", "ut", "z"].contains(word)
  }

  /// The words in lower case, without comments.
  private static func words(of text: [UInt8]) -> [String] {
    var plain: [UInt8] = []
    var depth = 0
    for byte in text.prefix(256) {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if depth == 0 { plain.append(byte == UInt8(ascii: ",") ? 0x20 : byte) }
      if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
    }
    return String(decoding: plain, as: UTF8.self).lowercased().split { $0 == " " || $0 == "\t" }
      .map(String.init)
  }

  /// The month that `word` is, or is short for, from 0.
  private static func month(_ word: String) -> Int? {
    word.utf8.count < 3 ? nil : months.firstIndex { $0.hasPrefix(word) }
  }

  private static func number(_ word: String, digitCounts: ClosedRange<Int>) -> Int? {
    guard digitCounts.contains(word.utf8.count), word.utf8.allSatisfy(isDigit) else { return nil }
    return Int(word)
  }

  /// `8:05` or `08:05:30` as `08:05` or `08:05:30`.
  private static func clock(_ word: String) -> String? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard 2...3 ~= parts.count else { return nil }
    var numbers: [String] = []
    for part in parts {
      guard let number = MailDate.number(String(part), digitCounts: 1...2) else { return nil }
      numbers.append(padded(number, to: 2))
    }
    return numbers.joined(separator: ":")
  }

  private static func offset(_ word: String) -> String? {
    let digits = word.dropFirst()
    if word.hasPrefix("+") || word.hasPrefix("-"), digits.utf8.count == 4, digits.utf8.allSatisfy(isDigit) {
      return "\(word.prefix(3)):\(word.suffix(2))"
    }
    return zones[word]
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
