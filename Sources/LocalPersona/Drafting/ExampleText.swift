// ExampleText.swift: cuts an entry down to an example that leaves room for the brief.
//
// A voice is strongest where a text begins and where it ends: greeting and first sentences stay, and so
// does a short last paragraph, which is how this person signs off.

/// Shortening of entries.
enum ExampleText {
  /// The longest example, in words.
  static let wordLimit = 70

  /// The longest last paragraph that counts as signing off, in words.
  static let signOffWordLimit = 10

  /// `text` where it is short; else its first sentences, and its sign-off.
  static func shortened(_ text: String, wordLimit: Int = wordLimit) -> String {
    let text = text.trimmingSpaces()
    let words = WordScanner.words(of: text)
    guard words.count > wordLimit else { return text }
    let signOff = signOff(of: text)
    let room = wordLimit - (signOff.map { WordScanner.words(of: $0).count } ?? 0)
    let head = head(of: text, words: words.prefix(max(1, room)))
    return signOff.map { head + "\n\n" + $0 } ?? head
  }

  /// The text up to the last end of a sentence among `words`; up to their end where none ends there.
  private static func head(of text: String, words: ArraySlice<Word>) -> String {
    let bytes = Array(text.utf8)
    guard let last = words.last else { return "" }
    // The mark that closes the last sentence stands behind its last word.
    let limit = min(bytes.count, last.range.upperBound + 1)
    for end in stride(from: limit, to: words.first?.range.upperBound ?? 0, by: -1) {
      if endsSentence(bytes, at: end) { return String(decoding: bytes[..<end], as: UTF8.self) }
    }
    return String(decoding: bytes[..<last.range.upperBound], as: UTF8.self)
  }

  private static func endsSentence(_ bytes: [UInt8], at end: Int) -> Bool {
    let isFollowedBySpace = end == bytes.count || bytes[end] <= 0x20
    return isFollowedBySpace && ".!?".utf8.contains(bytes[end - 1])
  }

  private static func signOff(of text: String) -> String? {
    guard let gap = text.range(ofLast: "\n\n") else { return nil }
    let paragraph = String(text[gap...]).trimmingSpaces()
    let count = WordScanner.words(of: paragraph).count
    return (1...signOffWordLimit).contains(count) ? paragraph : nil
  }
}

extension String {
  /// Where the last occurrence of `other` starts, or nil.
  fileprivate func range(ofLast other: String) -> Index? {
    var index = endIndex
    while index > startIndex {
      index = self.index(before: index)
      if self[index...].hasPrefix(other) { return index }
    }
    return nil
  }
}
