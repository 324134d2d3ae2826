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
    if isBracketed(line), !isQuoted(lines, after: index + 1) { return .quote }
    guard let opening = QuoteMarks.opening(lines, at: index), hasAddressOrTime(opening.text),
      opening.text.hasSuffix(":"), !isQuoted(lines, after: index + opening.count)
    else { return nil }
    return .quote
  }

  /// How many lines from `index` on introduce the quote that follows; nil where none do.
  static func introduction(_ lines: [MailLine], at index: Int) -> Int? {
    guard !lines[index].isBlank, lines[index].text.utf8.count < 1000 else { return nil }
    if let text = joined(lines, at: index, count: 1), saysSomebodyWrote(text) {
      return isQuoted(lines, after: index + 1) ? 1 : nil
    }
    guard let opening = QuoteMarks.opening(lines, at: index), isCertain(opening.text),
      isQuoted(lines, after: index + opening.count)
    else { return nil }
    return opening.count
  }

  // MARK: Introductions

  /// The words `On … wrote:`, and over how many lines from `index` on they go.
  private static func opening(_ lines: [MailLine], at index: Int) -> (text: String, count: Int)? {
    for count in 1...longestIntroduction {
      guard let text = joined(lines, at: index, count: count) else { return nil }
      // A line that may be somebody's own must not go with the lines after it.
      if count == 1, !mayOpen(text) { return nil }
      if opens(text) { return (text, count) }
    }
    return nil
  }

  /// Whether an introduction of several lines can have this one as its first.
  private static func mayOpen(_ line: String) -> Bool {
    hasOpener(line) || hasDate(line) || citesSomebody(line) || namesWriter(line) || line.hasSuffix("<")
  }

  /// Whether this is an introduction from its first word to its last: `On … wrote:`, `Ann <a@b> wrote …:`,
  /// `2015-03-08 10:25 GMT+01:00 Ann <a@b>:` or `Quoting Ann <a@b>:`.
  private static func opens(_ text: String) -> Bool {
    if hasDate(text) { return text.contains("@") && (text.hasSuffix(">:") || text.hasSuffix(">")) }
    guard text.hasSuffix(":") else { return false }
    if citesSomebody(text) { return text.contains("@") }
    return hasOpener(text) && saysSomebodyWrote(text) || namesWriter(text)
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
    let padded = " " + text
    return text.hasSuffix(":") && QuotePhrases.verbs.contains { padded.contains($0) }
  }

  /// Whether an address in brackets comes right before what its owner did, or a date and a time right after
  /// it.
  private static func namesWriter(_ text: String) -> Bool {
    if text.contains("@") { return QuotePhrases.verbs.contains { text.contains(">" + $0) } }
    return QuotePhrases.datedVerbs.contains { text.contains($0) } && hasAddressOrTime(text)
      && text.utf8.filter(isDigit).count >= 8
  }

  private static func citesSomebody(_ text: String) -> Bool {
    QuotePhrases.citations.contains { text.hasPrefix($0) }
  }

  /// Whether a text begins with a date such as `2015-03-08` or `2015/3/8`.
  private static func hasDate(_ text: String) -> Bool {
    let start = Array(text.utf8.prefix(6))
    guard start.count == 6, start[4] == UInt8(ascii: "-") || start[4] == UInt8(ascii: "/") else {
      return false
    }
    return start[..<4].allSatisfy(isDigit) && isDigit(start[5])
  }

  /// Whether a line is `>>> Ann <a@b> 08.03.2025 10:25 >>>`, which comes before what is not marked itself.
  private static func isBracketed(_ line: MailLine) -> Bool {
    let text = line.text
    return text.utf8.count > 8 && text.hasPrefix(">>>") && text.hasSuffix(">>>") && isCertain(line.words)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  /// Whether an introduction has what a sentence of a person hardly has: an address, or the digits of a date.
  private static func isCertain(_ text: String) -> Bool {
    let digits = text.utf8.filter(isDigit)
    return digits.count >= 4 || text.utf8.contains(UInt8(ascii: "@"))
  }

  /// Whether an introduction has an address or a time of day, as those have after which no line is marked:
  /// what follows a sentence such as `On 3 May 2025 I wrote:` must not all go.
  private static func hasAddressOrTime(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    if bytes.contains(UInt8(ascii: "@")) { return true }
    return bytes.indices.dropFirst().dropLast(2).contains { index in
      bytes[index] == UInt8(ascii: ":") && isDigit(bytes[index - 1]) && isDigit(bytes[index + 1])
        && isDigit(bytes[index + 2])
    }
  }

  /// Whether the next line that is not empty is quoted.
  private static func isQuoted(_ lines: [MailLine], after index: Int) -> Bool {
    lines[index...].first { !$0.isBlank }?.isQuoted ?? false
  }

  // MARK: Separators

  /// What lines are drawn with.
  private static let drawn: Set<Character> = ["-", "_", "=", "‐", "–", "—"]

  /// What may surround the words of a separator.
  private static let decoration: Set<Character> = ["-", "_", "=", "‐", "–", "—", "*", " ", ":"]

  private static func separator(_ line: MailLine) -> MailCut? {
    guard let first = line.text.first, first.isLetter || decoration.contains(first) else { return nil }
    let words = line.words
    var inner = words[...]
    while let first = inner.first, decoration.contains(first) { inner.removeFirst() }
    while let last = inner.last, decoration.contains(last) { inner.removeLast() }
    let text = String(inner)
    let drawing = words.drop { $0 == "*" }
    let isDrawn = drawing.prefix { drawn.contains($0) }.count >= 2
    if isDrawn, QuotePhrases.originals.contains(text) { return .quote }
    guard QuotePhrases.forwards.contains(text) else { return nil }
    return isDrawn || words.hasSuffix(":") ? .forward : nil
  }

  // MARK: The block of Outlook

  /// Whether `From: …` stands here, with `Sent:` or `To:`, and `Subject:`, below.
  ///
  /// Some programs have these lines in another order; then none may be missing, and all stand together.
  private static func isBlock(_ lines: [MailLine], at index: Int) -> Bool {
    guard let first = label(lines[index]) else { return false }
    if QuotePhrases.fromLabels.contains(first) {
      let below = lines[index...].dropFirst().prefix(longestBlock).compactMap { label($0) }
      return below.contains { QuotePhrases.subjectLabels.contains($0) }
        && below.contains { QuotePhrases.sentLabels.contains($0) }
    }
    let kinds = [QuotePhrases.sentLabels, QuotePhrases.subjectLabels, QuotePhrases.fromLabels]
    guard kinds[0].contains(first) || kinds[1].contains(first) else { return false }
    let labels = lines[index...].prefix(5).prefix { !$0.isBlank }.compactMap { label($0) }
    return kinds.allSatisfy { kind in labels.contains { kind.contains($0) } }
  }

  /// What stands before the colon of a line, without marks of bold letters.
  private static func label(_ line: MailLine) -> String? {
    let start = line.text.prefix(24)
    guard let colon = start.firstIndex(of: ":") else { return nil }
    return MailLine(start[..<colon]).words.filter { $0 != "*" }.trimmingSpaces()
  }
}
