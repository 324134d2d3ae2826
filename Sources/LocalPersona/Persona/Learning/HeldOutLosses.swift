// HeldOutLosses.swift: the losses of held-out entries by way of writing, and what they say.

internal import Inference

/// What was measured on the held-out entries.
struct HeldOutLosses {
  /// What the person wrote: the tokens of each held-out entry that were predicted.
  let targets: [[TokenID]]

  /// The tokens of the training entries, which own terms are counted in.
  let training: [[TokenID]]

  /// By way of writing, the nats of each token of each entry; in the order measured.
  private(set) var measured: [(strategy: LearnedStrategy, losses: [[Float]])] = []

  /// Starts without a measurement.
  init(targets: [[TokenID]], training: [[TokenID]]) {
    self.targets = targets
    self.training = training
  }

  /// The losses of `strategy`, or nil where it was not measured.
  subscript(strategy: LearnedStrategy) -> [[Float]]? { measured.first { $0.strategy == strategy }?.losses }

  /// Notes the losses of a way of writing without own terms, and what own terms make of them.
  mutating func note(_ losses: [[Float]], of strategy: LearnedStrategy) {
    note(meanOf: [losses], of: strategy)
  }

  /// Notes the mean of several measurements that stand for one way of writing: that of each stranger.
  ///
  /// Own terms are mixed into each before the mean is taken: their gain on a mean of losses is another one,
  /// as no model ever gave the probability that such a mean stands for.
  mutating func note(meanOf variants: [[[Float]]], of strategy: LearnedStrategy) {
    measured.append((strategy, Self.mean(of: variants)))
    measured.append((strategy.withTerms, Self.mean(of: variants.map(mixingTerms))))
  }

  /// Token by token; all have the same shape.
  private static func mean(of variants: [[[Float]]]) -> [[Float]] {
    guard var sums = variants.first, variants.count > 1 else { return variants.first ?? [] }
    for losses in variants.dropFirst() {
      for entry in sums.indices {
        for token in sums[entry].indices { sums[entry][token] += losses[entry][token] }
      }
    }
    return sums.map { $0.map { $0 / Float(variants.count) } }
  }

  /// The losses with own terms; the smoothing for each half is the one that the other half prefers.
  ///
  /// Where the other half prefers none, the losses stay.
  private func mixingTerms(into losses: [[Float]]) -> [[Float]] {
    var mixed = losses
    for half in 0...1 {
      let fitting = LearningHalves.members(of: 1 - half, count: targets.count).map { text($0, losses) }
      guard let model = TermModel.fitted(sequences: training, heldOut: fitting)?.model else { continue }
      for entry in LearningHalves.members(of: half, count: targets.count) {
        mixed[entry] = Self.losses(of: targets[entry], base: losses[entry], by: model)
      }
    }
    return mixed
  }

  /// The smoothing that all held-out entries prefer on top of `strategy`; nil where none helps.
  func smoothing(on strategy: LearnedStrategy) -> TermSmoothing? {
    guard let losses = self[strategy] else { return nil }
    let texts = targets.indices.map { text($0, losses) }
    return TermModel.fitted(sequences: training, heldOut: texts)?.model.smoothing
  }

  private func text(_ entry: Int, _ losses: [[Float]]) -> HeldOutText {
    HeldOutText(tokens: targets[entry], base: losses[entry].map(Self.probability))
  }

  private static func losses(of tokens: [TokenID], base: [Float], by model: TermModel) -> [Float] {
    tokens.indices.map { index in
      let probability = model.probability(
        of: tokens[index], after: tokens[..<index], base: probability(base[index]))
      return -naturalLogarithm(max(probability, .leastNormalMagnitude))
    }
  }

  private static func probability(_ loss: Float) -> Float { min(1, exponential(-loss)) }
}

// What they say.
extension HeldOutLosses {
  /// The mean nats a token of each entry.
  func means(of strategy: LearnedStrategy) -> [Double]? { self[strategy].map { $0.map(Self.mean) } }

  /// The mean over entries of the nats a token.
  func loss(of strategy: LearnedStrategy) -> Double? { means(of: strategy).map(Self.mean) }

  /// By how much `strategy` is above `other`, over entries, and the interval with `tail` on either side;
  /// below 0 is better.
  func difference(
    of strategy: LearnedStrategy, from other: LearnedStrategy, tail: Double = PairedBootstrap.usualTail
  ) -> (mean: Double, low: Double, high: Double)? {
    guard let own = means(of: strategy), let theirs = means(of: other) else { return nil }
    return PairedBootstrap.interval(differences: zip(own, theirs).map { $0 - $1 }, tail: tail, seed: 1)
  }

  /// The table, in the order measured.
  var results: [LearnedResult] {
    measured.compactMap { strategy, _ in
      guard let loss = loss(of: strategy), let gap = difference(of: strategy, from: .none) else { return nil }
      return LearnedResult(
        strategy: strategy, loss: loss, difference: gap.mean, low: gap.low, high: gap.high)
    }
  }

  static func mean(_ numbers: [Float]) -> Double {
    numbers.isEmpty ? 0 : numbers.reduce(0.0) { $0 + Double($1) } / Double(numbers.count)
  }

  static func mean(_ numbers: [Double]) -> Double {
    numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
  }
}
