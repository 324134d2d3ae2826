// RecipientName.swift: whom something was written to, as people say a name: by some of its words.

/// The name of a recipient as words: case and accents make no difference.
struct RecipientName {
  private let words: [UInt64]
  let text: String

  init(_ text: String) {
    words = WordScanner.words(of: text).map(\.exact)
    self.text = text
  }

  /// Whether the words of `other` stand in this name, one after the other.
  func contains(_ other: RecipientName) -> Bool {
    other.words.isEmpty ? text == other.text : words.hasRun(other.words)
  }
}
