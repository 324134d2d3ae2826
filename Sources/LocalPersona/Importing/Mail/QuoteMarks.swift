// QuoteMarks.swift: finds the lines that mail programs put before what they quote: `Ann wrote:`, the block of
// Outlook, `-----Original Message-----`. The words are in QuotePhrases.

/// Finds where quotes begin.
enum QuoteMarks {
  /// Over how many lines `On … wrote:` may be broken.
  private static let longestIntroduction = 3

  /// How many lines the block of Outlook may take, empty ones included.
  private static let longestBlock = 16

  /// What begins at a line and goes on to the end of the mail; nil where nothing does.
  static func end(_ lines: [MailLine], at index: Int) -> MailCut? {
    let line = lines[index]
    guard !line.isBlank, line.text.utf8.count < 1000 else { return nil }
    if let cut = separator(line) { return cut }
    if isBlock(lines, at: index) { return .quote }
    // Not every program marks what it quotes.
    guard let opening = QuoteMarks.opening(lines, at: index), isCertain(opening.text),
      !isQuoted(lines, after: index + opening.count)
    else { return nil }
    return .quote
  }

  /// How many lines from `index` on introduce the quote that follows; nil where none do.
  static func introduction(_ lines: [MailLine], at index: Int) -> Int? {
    guard !lines[index].isBlank, lines[index].text.utf8.count < 1000 else { return nil }
    if let text = joined(lines, at: index, count: 1), saysSomebodyWrote(text) {
      return isQuoted(lines, after: index + 1) ? 1 : nil
    }
    // A line that may be somebody's own must not go with the line after it.
    guard let opening = QuoteMarks.opening(lines, at: index), isCertain(opening.text),
      isQuoted(lines, after: index + opening.count)
    else { return nil }
    return opening.count
  }

  // MARK: Introductions

  /// The words `On … wrote:`, and over how many lines from `index` on they go.
  private static func opening(_ lines: [MailLine], at index: Int) -> (text: String, count: Int)? {
    for count in 1...longestIntroduction {
      guard let text = joined(lines, at: index, count: count), hasOpener(text) else { return nil }
      if saysSomebodyWrote(text) { return (text, count) }
    }
    return nil
  }

  /// The lines as one, or nil where one of them is missing, empty or quoted.
  private static func joined(_ lines: [MailLine], at index: Int, count: Int) -> String? {
    guard index + count <= lines.count else { return nil }
    let parts = lines[index..<index + count]
    guard parts.allSatisfy({ !$0.isBlank && !$0.isQuoted && $0.text.utf8.count < 500 }) else { return nil }
    return parts.map(\.words).joined(separator: " ")
  }

  private static func hasOpener(_ text: String) -> Bool {
    QuotePhrases.openers.contains { text.hasPrefix($0) }
  }

  private static func saysSomebodyWrote(_ text: String) -> Bool {
    text.hasSuffix(":") && QuotePhrases.verbs.contains { text.contains($0) }
  }

  /// Whether an introduction has what a sentence of a person hardly has: an address, or the digits of a date.
  private static func isCertain(_ text: String) -> Bool {
    let digits = text.utf8.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    return digits.count >= 4 || text.utf8.contains(UInt8(ascii: "@"))
  }

  /// Whether the next line that is not empty is quoted.
  private static func isQuoted(_ lines: [MailLine], after index: Int) -> Bool {
    lines[index...].first { !$0.isBlank }?.isQuoted ?? false
  }

  // MARK: Separators

  private static func separator(_ line: MailLine) -> MailCut? {
    let decoration: Set<Character> = ["-", "_", "=", "*", " ", ":"]
    guard let first = line.text.first, first.isLetter || decoration.contains(first) else { return nil }
    let words = line.words
    var inner = words[...]
    while let first = inner.first, decoration.contains(first) { inner.removeFirst() }
    while let last = inner.last, decoration.contains(last) { inner.removeLast() }
    let text = String(inner)
    let drawing = words.drop { $0 == "*" }
    let isDrawn = drawing.hasPrefix("--") || drawing.hasPrefix("__") || drawing.hasPrefix("==")
    if isDrawn, QuotePhrases.originals.contains(text) { return .quote }
    guard QuotePhrases.forwards.contains(text) else { return nil }
    return isDrawn || words.hasSuffix(":") ? .forward : nil
  }

  // MARK: The block of Outlook

  /// Whether `From: …` stands here, with `Sent:` or `To:`, and `Subject:`, below.
  private static func isBlock(_ lines: [MailLine], at index: Int) -> Bool {
    guard let first = label(lines[index]), QuotePhrases.fromLabels.contains(first) else { return false }
    let below = lines[index...].dropFirst().prefix(longestBlock).compactMap { label($0) }
    return below.contains { QuotePhrases.subjectLabels.contains($0) }
      && below.contains { QuotePhrases.sentLabels.contains($0) }
  }

  /// What stands before the colon of a line, without marks of bold letters.
  private static func label(_ line: MailLine) -> String? {
    let start = line.text.prefix(24)
    guard let colon = start.firstIndex(of: ":") else { return nil }
    return MailLine(start[..<colon]).words.filter { $0 != "*" }.trimmingSpaces()
  }
}
