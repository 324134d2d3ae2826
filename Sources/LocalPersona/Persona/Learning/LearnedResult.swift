// LearnedResult.swift: how one way of writing fared on what the person really wrote.

/// One line of the table of `persona learn`.
struct LearnedResult: Equatable, Sendable {
  var strategy: LearnedStrategy

  /// Mean over held-out entries of the nats per token.
  var loss: Double

  /// ``loss`` less that of no persona; below 0 is better.
  var difference: Double

  /// The 95 % interval of ``difference``, by paired bootstrap over entries.
  var low: Double
  var high: Double

  /// Whether it is better than no persona beyond the chance that one comparison has.
  ///
  /// Of many compared, some are so by chance: what is used has to be better by more (``LearningGate``).
  var beatsNone: Bool { high < 0 }
}
