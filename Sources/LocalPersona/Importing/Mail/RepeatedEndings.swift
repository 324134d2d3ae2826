// RepeatedEndings.swift: finds signatures that no line `-- ` tells: last paragraphs that several mails share.
//
// `Best wishes, Ann` is shared as well, and it is hers: only what has an address or a number in it, or is as
// long as only a lawyer would have it, counts.

/// Counts how mails end.
struct RepeatedEndings {
  /// How many mails must end alike.
  private static let leastCount = 5

  /// How many paragraphs at the end are looked at.
  private static let paragraphCount = 3

  /// The longest paragraph that counts, in bytes.
  private static let longestByteCount = 4000

  private var counts: [TextFingerprint: Int] = [:]

  /// Notes how a mail ends.
  mutating func note(_ text: String) {
    for paragraph in RepeatedEndings.endings(of: text) { counts[TextFingerprint(paragraph), default: 0] += 1 }
  }

  /// `text` without paragraphs at its end that others share; nil where it has none.
  func cut(_ text: String) -> String? {
    let endings = RepeatedEndings.endings(of: text)
    var count = 0
    while count < endings.count, isShared(endings[count]) { count += 1 }
    return count > 0 ? RepeatedEndings.without(count, of: text) : nil
  }

  /// All that ``cut(_:)`` can make of `text`, whatever other mails there are; `text` itself comes first.
  static func variants(of text: String) -> [String] {
    [text] + endings(of: text).indices.compactMap { without($0 + 1, of: text) }
  }

  /// `text` without its last `count` paragraphs; nil where nothing is left.
  private static func without(_ count: Int, of text: String) -> String? {
    let rest = paragraphs(of: text).dropLast(count)
    return rest.last.map { String(text[..<$0.endIndex]) }
  }

  private func isShared(_ paragraph: String) -> Bool {
    counts[TextFingerprint(paragraph), default: 0] >= RepeatedEndings.leastCount
  }

  /// The last paragraphs that could be a signature, the last one first; never the whole text.
  private static func endings(of text: String) -> [String] {
    let last = paragraphs(of: text).dropFirst().suffix(paragraphCount).reversed()
    return Array(last.map(String.init).prefix(while: couldBeSignature))
  }

  private static func couldBeSignature(_ paragraph: String) -> Bool {
    guard paragraph.utf8.count <= longestByteCount else { return false }
    let digits = paragraph.utf8.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    return digits.count >= 6 || paragraph.utf8.count >= 200 || paragraph.utf8.contains(UInt8(ascii: "@"))
      || paragraph.contains("www.") || paragraph.contains("http")
  }

  /// The paragraphs, which empty lines part.
  private static func paragraphs(of text: String) -> [Substring] {
    var paragraphs: [Substring] = []
    var start: String.Index?
    var end = text.startIndex
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if let first = start { paragraphs.append(text[first..<end]) }
        start = nil
      } else {
        start = start ?? line.startIndex
        end = line.endIndex
      }
    }
    if let start { paragraphs.append(text[start..<end]) }
    return paragraphs
  }
}
