// PersonalFit.swift: what tuning to one person takes, of one author and over all.

/// A training on one history.
struct PersonalFit: Equatable, Sendable {
  /// The steps that the kept passages prefer.
  var stepCount: Int

  /// Seconds of all steps that were tried, and of the looks at the kept passages.
  var seconds: Double

  /// What has to be kept for the person, as 32-bit floats.
  var byteCount: Int
}

/// The trainings of a strategy.
struct FitCost: Equatable, Sendable {
  var strategy: String
  var authorCount: Int

  /// Seconds for an author: the mean, and the most.
  var seconds: Double
  var mostSeconds: Double
  var byteCount: Int

  /// How many passages are predicted after each number of steps.
  var stepCounts: [Int: Int]
}

extension EvaluationRecord {
  /// What each strategy that was tuned took, in the order of the table.
  var fitCosts: [FitCost] {
    strategies.compactMap { strategy in
      let fits = passages.compactMap { passage in passage.fits[strategy].map { (passage.author, $0) } }
      guard !fits.isEmpty else { return nil }
      // Passages that have one history have one training.
      let byAuthor = Dictionary(grouping: fits) { $0.0 }.mapValues { fits in
        fits.reduce(0.0) { $0 + $1.1.seconds } / Double(fits.count)
      }
      let seconds = byAuthor.sorted { $0.key < $1.key }.map(\.value)
      return FitCost(
        strategy: strategy, authorCount: seconds.count,
        seconds: seconds.reduce(0, +) / Double(seconds.count), mostSeconds: seconds.max() ?? 0,
        byteCount: fits.map { $0.1.byteCount }.max() ?? 0,
        stepCounts: Dictionary(fits.map { ($0.1.stepCount, 1) }, uniquingKeysWith: +))
    }
  }
}

extension PersonalFit {
  /// For programs.
  var json: JSONValue {
    .object([
      ("steps", JSONValue(stepCount)), ("seconds", .number(seconds)), ("bytes", JSONValue(byteCount)),
    ])
  }
}

extension FitCost {
  /// For programs.
  var json: JSONValue {
    .object([
      ("strategy", .string(strategy)), ("authors", JSONValue(authorCount)), ("seconds", .number(seconds)),
      ("mostSeconds", .number(mostSeconds)), ("bytes", JSONValue(byteCount)),
      (
        "passagesBySteps",
        .object(stepCounts.sorted { $0.key < $1.key }.map { (String($0.key), JSONValue($0.value)) })
      ),
    ])
  }
}
