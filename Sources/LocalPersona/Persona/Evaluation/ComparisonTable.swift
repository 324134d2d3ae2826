// ComparisonTable.swift: strategies side by side: how well each predicts, and how it differs from another.
//
// A mean is that of the authors' means, and a difference that of authors who have both strategies, so an
// author with more text does not count more, and the difference of two means is the mean of differences.

/// Mean losses of strategies, with paired differences.
struct ComparisonTable: Equatable, Sendable {
  /// One strategy, compared with a reference.
  struct Row: Equatable, Sendable {
    /// What is compared.
    var strategy: String

    /// Nats a token, the mean over the authors who have it.
    var mean: Double

    /// How many authors have it.
    var authorCount: Int

    /// What it is compared with; nil for the reference itself.
    var reference: String?

    /// Strategy minus reference, so that a negative number is a gain; nil without a reference.
    var difference: DifferenceInterval?

    /// Authors for whom the strategy is better, worse and as good; all 0 without a reference.
    var wins = 0
    var losses = 0
    var ties = 0
  }

  /// In the order asked for.
  var rows: [Row]

  /// What is compared over.
  let unit: EvaluationUnit

  /// Losses of the strategies by name, then by author (or entry), in nats a token.
  typealias Means = [String: [String: Double]]

  /// Compares each strategy with its reference.
  ///
  /// - Parameters:
  ///   - pairs: Strategy and reference; a pair whose strategy has no author is passed over.
  ///   - means: Losses by strategy and author.
  ///   - seed: Determines the resampling, the same for every pair.
  ///   - unit: What the means are of.
  init(
    _ pairs: [(strategy: String, reference: String?)], means: Means, seed: UInt64,
    unit: EvaluationUnit = .author
  ) {
    self.unit = unit
    rows = pairs.compactMap { pair in
      Self.row(pair.strategy, reference: pair.reference, means: means, seed: seed)
    }
  }

  private static func row(_ strategy: String, reference: String?, means: Means, seed: UInt64) -> Row? {
    guard let own = means[strategy], !own.isEmpty else { return nil }
    // In the order of names: the draws of the bootstrap must not depend on that of a dictionary.
    let authors = own.keys.sorted()
    let sum = authors.reduce(0) { $0 + (own[$1] ?? 0) }
    var row = Row(strategy: strategy, mean: sum / Double(authors.count), authorCount: authors.count)
    guard let reference, reference != strategy, let other = means[reference] else { return row }
    let differences = authors.compactMap { author in other[author].map { (own[author] ?? 0) - $0 } }
    guard let interval = DifferenceInterval(differences: differences, seed: seed) else { return row }
    row.reference = reference
    row.difference = interval
    row.wins = differences.count { $0 < 0 }
    row.losses = differences.count { $0 > 0 }
    row.ties = differences.count - row.wins - row.losses
    return row
  }
}
