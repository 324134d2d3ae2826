// RowAdaptation.swift: some steps of training of the soft rows themselves, on one person's entries.
//
// Parameters are the rows in units of the embeddings' root mean square, started at the person's own P. Every
// tenth step the held-out entries are scored; how many steps were best is read off afterwards, for each half
// of them by the other half. The state is plain numbers and the batches follow from the step alone, so that a
// run that was cut off goes on bit for bit.

internal import Inference

/// Rows in training.
struct RowAdaptation: Equatable {
  /// The rows at some step, and how the held-out entries fared.
  struct Check: Equatable {
    var step: Int

    /// In units of the scale, like ``RowAdaptation/parameters``.
    var parameters: [Float]

    /// By entry, nats by token.
    var losses: [[Float]]
  }

  /// Sequences of a step.
  static let batchCount = 4

  /// Steps between two looks at the held-out entries.
  static let checkInterval = 10

  /// Looks without a better loss, for either half of the held-out entries, after which training ends.
  static let patience = 3

  /// The rate of ``AdamW``, the same at every step.
  static let rate: Float = 1e-2
  private static let clipNorm: Float = 1

  /// Rows divided by the embeddings' root mean square, shape (softCount, E).
  var parameters: [Float]
  var optimiser: AdamW

  /// The mean loss of recent batches; 0 before the first.
  var trainingLoss: Float = 0

  /// What was seen so far, by step.
  var checks: [Check] = []

  /// Steps taken.
  var step: Int { optimiser.stepCount }

  /// Starts at `parameters`.
  init(parameters: [Float]) {
    self.parameters = parameters
    optimiser = AdamW(parameterCount: parameters.count)
  }

  /// Whether a look at the held-out entries is due.
  var needsCheck: Bool { step % Self.checkInterval == 0 && checks.last?.step != step }

  /// Whether for both halves of the held-out entries the last looks were all worse than one before them.
  ///
  /// All entries together would say when to stop each half by what the half itself prefers.
  var isPastItsBest: Bool {
    (0...1).allSatisfy { half in
      bestCheck(among: half).map { checks.count - 1 - $0 >= Self.patience } ?? false
    }
  }

  /// Takes one step on the mean loss of a batch.
  ///
  /// - Throws: ``LearningError/notFinite(step:)``, before anything was changed; what the scorer throws.
  mutating func takeStep(
    _ batch: [PassageExample], scale: Float, scorer: any GradientModel, rate: Float = RowAdaptation.rate
  ) throws {
    let rows = parameters.map { $0 * scale }
    let result = try scorer.gradients(batch.map { $0.sequence(softRows: rows) })
    var gradient = [Float](repeating: 0, count: parameters.count)
    for part in result.softRows {
      for index in gradient.indices { gradient[index] += part[index] * scale }
    }
    try descend(gradient, losses: result.losses, rate: rate)
  }

  /// Takes one step down a gradient: of the rows, or of whatever else the parameters are.
  ///
  /// - Throws: ``LearningError/notFinite(step:)``, before anything was changed.
  mutating func descend(_ gradient: [Float], losses: [[Float]], rate: Float) throws(LearningError) {
    var gradient = gradient
    let loss = HeldOutLosses.mean(losses.flatMap(\.self))
    guard loss.isFinite, clip(&gradient, norm: Self.clipNorm).isFinite else {
      throw .notFinite(step: step + 1)
    }
    optimiser.step(
      &parameters, gradient: gradient, rates: [(gradient.indices, rate: rate, weightDecay: 0)])
    trainingLoss = trainingLoss == 0 ? Float(loss) : 0.9 * trainingLoss + 0.1 * Float(loss)
  }

  /// The training entries of the next batch, out of `count`: each once in a random order, then again.
  func nextBatch(of count: Int, seed: UInt64) -> [Int] {
    let start = step * Self.batchCount
    return (start..<start + Self.batchCount).map { place in
      Self.order(of: count, seed: seed &+ UInt64(place / count))[place % count]
    }
  }

  private static func order(of count: Int, seed: UInt64) -> [Int] {
    var random = SplitMix64(seed: seed)
    var order = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(index, Int(random.next() % UInt64(index + 1)))
    }
    return order
  }
}

// What the held-out entries say.
extension RowAdaptation {
  /// The place in ``checks`` with the lowest loss over the entries of one half, or over all.
  func bestCheck(among half: Int?) -> Int? {
    func loss(_ check: Check) -> Double {
      let members =
        half.map { LearningHalves.members(of: $0, count: check.losses.count) } ?? Array(check.losses.indices)
      return HeldOutLosses.mean(members.map { HeldOutLosses.mean(check.losses[$0]) })
    }
    return checks.indices.min { loss(checks[$0]) < loss(checks[$1]) }
  }

  /// For each held-out entry the check that the half it is not in prefers.
  func crossFittedChecks(count: Int) -> [Check] {
    let best = (0...1).map { bestCheck(among: 1 - $0) }
    return (0..<count).compactMap { entry in best[entry % 2].map { checks[$0] } }
  }
}
