// TellingWords.swift: the few words that tell most about a text: what a brief for it could have said.
//
// The rule: of the words with three bytes or more that the title lacks, the `count` with the greatest
// tf · idf over the history (ties: the earlier one), each in the form of its first occurrence, in the order
// of the text.

extension TextIndex {
  /// The words of `text` that tell most about it, in its own order, but for those of `title`.
  func tellingWords(of text: String, count: Int, besides title: String = "") -> [String] {
    struct Candidate {
      var first: Range<Int>
      var occurrences: Float
    }
    let known = Set(WordScanner.words(of: title).map(\.stem))
    var candidates: [UInt64: Candidate] = [:]
    for word in WordScanner.words(of: text) where word.range.count >= 3 && !known.contains(word.stem) {
      candidates[word.stem, default: Candidate(first: word.range, occurrences: 0)].occurrences += 1
    }
    let scored = candidates.map { (range: $1.first, score: $1.occurrences * rarity(ofStem: $0)) }
    let best = scored.sorted { ($1.score, $0.range.lowerBound) < ($0.score, $1.range.lowerBound) }
    let bytes = Array(text.utf8)
    return best.prefix(count).map(\.range).sorted { $0.lowerBound < $1.lowerBound }
      .map { String(decoding: bytes[$0], as: UTF8.self) }
  }
}
