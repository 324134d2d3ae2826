// TermSmoothing.swift: how much the counts of a person weigh against what lies under them.

/// The concentrations of a hierarchical Dirichlet model: counts that the distribution below is worth.
///
/// A small number trusts the person's own counts, a large one the level below; infinity switches a level off.
struct TermSmoothing: Equatable, Sendable {
  /// Of single tokens, over the language model.
  let tokens: Double

  /// Of pairs, over single tokens.
  let pairs: Double

  /// Of triples, over pairs.
  let triples: Double

  /// Sets the concentrations, μ₁, μ₂ and μ₃.
  ///
  /// - Precondition: All are at least 1.
  init(tokens: Double, pairs: Double, triples: Double) {
    precondition(tokens >= 1 && pairs >= 1 && triples >= 1, "a concentration is at least 1")
    self.tokens = tokens
    self.pairs = pairs
    self.triples = triples
  }

  /// Leaves the language model as it is.
  static let off = TermSmoothing(tokens: .infinity, pairs: .infinity, triples: .infinity)

  /// What was best for unseen authors in the first experiment; where the search begins.
  static let usual = TermSmoothing(tokens: 1e6, pairs: 3000, triples: 300)

  /// The share of a distribution that comes from the level below, where `count` own tokens were seen.
  static func shareBelow(_ concentration: Double, count: Int) -> Double {
    concentration == .infinity ? 1 : concentration / (Double(count) + concentration)
  }
}
