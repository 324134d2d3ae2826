// PopulationWords.swift: how often others use a word or phrase, and how they write: authors of printed
// English books, 1560 to 1928.
//
// The numbers are in PopulationWords+Table.swift. They are counts of public-domain texts and hold no text. No
// mails and no chats are among them: what everybody writes today and nobody wrote then looks personal here.

/// What is known about how others write.
enum PopulationWords {
  /// A term of the table.
  struct Term: Sendable {
    /// Its words, in lower case, with spaces between them.
    let text: String

    /// ``TermCounts/key(of:)``.
    let key: UInt64

    let wordCount: Int

    /// Times in a million words.
    let rate: Double

    /// The share of authors who use it, 0 to 1.
    let authorShare: Double

    /// Whether a word of it is mostly written with a capital; "I" is not counted as such.
    let isName: Bool
  }

  /// A contraction and what it stands for, by their keys.
  struct Contraction: Sendable {
    let short: UInt64
    let full: UInt64
  }

  /// The terms, words first; read on first use.
  static let terms: [Term] = (items(of: words) + items(of: phrases)).compactMap { Term($0) }

  /// The same by their keys.
  static let termsByKey: [UInt64: Term] = Dictionary(terms.map { ($0.key, $0) }) { first, _ in first }

  /// Contractions that have a long form.
  static let contractionKeys: [Contraction] = items(of: contractions).compactMap {
    item -> Contraction? in
    let parts = item.split(separator: "=")
    guard parts.count == 2 else { return nil }
    return Contraction(
      short: TermCounts.key(of: String(parts[0])), full: TermCounts.key(of: String(parts[1])))
  }

  /// How often others use a term, in a million words.
  ///
  /// What the table does not have counts as the rarest that it has. But for terms of a few authors that is at
  /// least as often as it is, so a difference from others is not made larger by it.
  static func rate(of key: UInt64, wordCount: Int) -> Double {
    if let term = termsByKey[key] { return term.rate }
    return wordCount == 1 ? rarestWord : rarestPhrase
  }

  private static func items(of text: String) -> [Substring] {
    text.split { $0 == " " || $0 == "\n" }
  }
}

extension PopulationWords.Term {
  /// Reads `words:rate:authors`; nil for anything else.
  fileprivate init?(_ item: Substring) {
    let isName = item.first == "^"
    let parts = (isName ? item.dropFirst() : item).split(separator: ":")
    guard parts.count == 3, let rate = Int(parts[1]), let authors = Int(parts[2]) else { return nil }
    let words = parts[0].split(separator: "_")
    let text = words.joined(separator: " ")
    self.init(
      text: text, key: TermCounts.key(of: text), wordCount: words.count, rate: Double(rate),
      authorShare: Double(authors) / 100, isName: isName)
  }
}
