// SearchPhrases.swift: what stands in double quotes in a query: words that must stand in an entry as they
// stand there.

/// The phrases of a query.
struct SearchPhrases {
  /// The hashes of the words of each.
  private let phrases: [[UInt64]]

  /// Takes the phrases out of a query: what stands between two double quotes, straight or typographic ones.
  ///
  /// A quote without a second one begins none.
  init(in query: String) {
    // By turns outside and inside; what follows the last quote is outside.
    let pieces = query.split(omittingEmptySubsequences: false) { "\"“”„«»".contains($0) }
    phrases = pieces.indices.filter { $0 % 2 == 1 && $0 + 1 < pieces.count }
      .map { WordScanner.words(of: String(pieces[$0])).map(\.exact) }
      .filter { !$0.isEmpty }
  }

  /// Whether the query has none.
  var isEmpty: Bool { phrases.isEmpty }

  /// Whether every phrase is in the text or the title; case, accents and marks make no difference.
  func admits(_ entry: Entry) -> Bool {
    guard !phrases.isEmpty else { return true }
    let texts = [entry.text, entry.title].compactMap(\.self).map { text in
      WordScanner.words(of: text).map(\.exact)
    }
    return phrases.allSatisfy { phrase in texts.contains { $0.hasRun(phrase) } }
  }
}

extension [UInt64] {
  /// Whether the hashes of words in `run` stand in these, one after the other.
  func hasRun(_ run: [UInt64]) -> Bool {
    guard count >= run.count else { return false }
    return (0...(count - run.count)).contains { start in
      self[start..<(start + run.count)].elementsEqual(run)
    }
  }
}
