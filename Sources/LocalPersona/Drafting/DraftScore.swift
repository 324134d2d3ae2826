// DraftScore.swift: which of several drafts is the best: the one most like the person that follows the brief.
//
// Both are needed: what is most like somebody may be about anything, and what says every word of a brief may
// sound like nobody. A draft follows the brief if it has at least half of its telling words; where none does,
// the one that has most of them is the best.

/// What is known about one draft of several.
struct DraftScore: Equatable, Sendable {
  /// The share of the telling words of the brief that the draft has, 0 to 1; 1 for a brief without any.
  var coverage: Double

  /// How like the person it is; nil where that cannot be told.
  var likeness: Likeness?

  /// From this share of the brief's telling words on a draft follows it.
  static let leastCoverage = 0.5

  /// Whether it says what was asked for.
  var followsBrief: Bool { coverage >= Self.leastCoverage }

  /// The position of the best of `scores`, the first of equally good ones.
  ///
  /// - Precondition: There is one.
  static func best(of scores: [DraftScore]) -> Int {
    precondition(!scores.isEmpty, "the best of no drafts")
    return scores.indices.dropFirst().reduce(0) { scores[$1].isBetter(than: scores[$0]) ? $1 : $0 }
  }

  private func isBetter(than other: DraftScore) -> Bool {
    // Too short to be judged is worse than anything that can be.
    let (own, others) = (likeness?.margin ?? -.infinity, other.likeness?.margin ?? -.infinity)
    return followsBrief && other.followsBrief
      ? (own, coverage) > (others, other.coverage) : (coverage, own) > (other.coverage, others)
  }
}

/// Judges drafts of one brief.
struct DraftJudge {
  /// Words of a brief that are looked for in a draft.
  static let tellingWordCount = 12

  /// The person and others; nil where there is nobody to compare with.
  let scale: LikenessScale?

  private let wanted: Set<UInt64>

  /// Judges by the telling words of `brief`, by their rarity in `index`, and by `scale`.
  ///
  /// Of a text to rewrite its own words count: they name its facts. One to continue or answer has said its
  /// own.
  init(_ brief: Brief, index: TextIndex, scale: LikenessScale?) {
    let given = brief.given.map { $0.use == .rewritten ? $0.text : "" } ?? ""
    let asked = [brief.text, given].filter { !$0.isEmpty }.joined(separator: "\n")
    let words = index.tellingWords(of: asked, count: Self.tellingWordCount)
    wanted = Set(words.flatMap { WordScanner.words(of: $0).map(\.stem) })
    self.scale = scale
  }

  /// The score of a draft.
  func score(_ text: String) -> DraftScore {
    let stems = Set(WordScanner.words(of: text).map(\.stem))
    let coverage = wanted.isEmpty ? 1 : Double(wanted.intersection(stems).count) / Double(wanted.count)
    return DraftScore(coverage: coverage, likeness: scale?.likeness(of: text))
  }
}
