// ReceivedMessage.swift: what the writer of a received message says in it: without the header, without what
// it quotes, and without a signature.
//
// A small model answers the longest text that it is shown. In most mails that is what they quote: the user's
// own words, given back. The rules are those of plain text mail; a message that has nothing else is left
// whole.

/// Cuts a message down to what is new in it.
enum ReceivedMessage {
  /// What heads a quoted message in programs that mark no lines, in lower case.
  private static let dividers = ["original message", "forwarded message", "ursprüngliche nachricht"]

  /// Header fields that are left in a message: whom it is from, and what it is about.
  private static let keptFields = ["from", "subject"]

  /// The most lines in which a quotation is announced, as in "On Monday, Ann <…>\nwrote:".
  private static let announcementLineCount = 2

  /// `message` without header, quotations and signature; all of it where nothing would be left.
  static func own(of message: String) -> String {
    let lines = message.split(omittingEmptySubsequences: false) { $0.isNewline }
    var kept = withoutHeader(lines)
    if let end = kept.firstIndex(where: endsMessage) { kept = kept[..<end] }
    let own = withoutQuotations(Array(kept)).joined(separator: "\n")
    return own.contains { !$0.isWhitespace } ? own : message
  }

  /// The fields that say something, an empty line, and the body; everything where there is no header.
  private static func withoutHeader(_ lines: [Substring]) -> ArraySlice<Substring> {
    guard let end = lines.firstIndex(where: \.isEmpty), end > 0 else { return lines[...] }
    let fields = lines[..<end]
    let names = fields.compactMap(fieldName)
    guard fieldName(fields[0]) != nil, names.contains("from"),
      fields.allSatisfy({ fieldName($0) != nil || $0.first == " " || $0.first == "\t" })
    else { return lines[...] }
    let told = fields.filter { fieldName($0).map(keptFields.contains) ?? false }
    return (told + lines[end...])[...]
  }

  /// The name of a header field in lower case, or nil where `line` begins none.
  private static func fieldName(_ line: Substring) -> String? {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
    let name = line[..<colon]
    guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    return name.lowercased()
  }

  /// Whether from `line` on nothing is new: a signature, or a quoted message without marks.
  private static func endsMessage(_ line: Substring) -> Bool {
    if line == "-- " || line == "--" { return true }
    guard line.hasPrefix("--") else { return false }
    let title = line.drop(while: isFrame)
    guard let last = title.lastIndex(where: { !isFrame($0) }) else { return false }
    return dividers.contains(title[...last].lowercased())
  }

  /// Whether `character` can stand around a divider's words.
  private static func isFrame(_ character: Character) -> Bool { character == "-" || character.isWhitespace }

  private static func withoutQuotations(_ lines: [Substring]) -> [Substring] {
    var kept: [Substring] = []
    var isQuoting = false
    for line in lines {
      let isQuoted = line.drop(while: \.isWhitespace).first == ">"
      if isQuoted, !isQuoting { removeAnnouncement(from: &kept) }
      if !isQuoted { kept.append(line) }
      isQuoting = isQuoted
    }
    return kept
  }

  /// Takes the line that says whose words follow from the end of `lines`, and what it began in.
  private static func removeAnnouncement(from lines: inout [Substring]) {
    guard let last = lines.lastIndex(where: { !$0.allSatisfy(\.isWhitespace) }), lines[last].last == ":"
    else {
      return
    }
    var first = last
    // An announcement that is broken in two begins with a date or a name, behind an empty line.
    while first > 0, last - first + 1 < announcementLineCount, !lines[first - 1].allSatisfy(\.isWhitespace) {
      first -= 1
    }
    let isParted = first == 0 || lines[first - 1].allSatisfy(\.isWhitespace)
    lines.removeSubrange((isParted ? first : last)...)
  }
}
