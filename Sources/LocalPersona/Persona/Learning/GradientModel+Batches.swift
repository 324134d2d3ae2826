// GradientModel+Batches.swift: scores any number of sequences, in batches that the memory has room for.

internal import Inference

extension GradientModel {
  /// The losses of any number of sequences.
  ///
  /// - Parameters:
  ///   - sequences: What to score.
  ///   - pause: Called with the number of sequences done before each batch; may throw to stop.
  /// - Returns: The nats of each target token, by sequence.
  /// - Throws: ``LearningError/notFinite(step:)``, what the model and `pause` throw.
  func losses(
    of sequences: [TrainingSequence], pause: (Int) throws -> Void = { _ in }
  ) throws -> [[Float]] {
    var losses: [[Float]] = []
    while losses.count < sequences.count {
      try pause(losses.count)
      let scored = try self.losses(Self.batch(sequences[losses.count...]))
      guard scored.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw LearningError.notFinite(step: nil) }
      losses += scored
    }
    return losses
  }

  /// Eight sequences at most, fewer where they are long: memory grows with the tokens of a batch.
  private static func batch(_ rest: ArraySlice<TrainingSequence>) -> [TrainingSequence] {
    var tokenCount = 0
    var batch: [TrainingSequence] = []
    for sequence in rest.prefix(8) {
      tokenCount += sequence.tokens.count
      if !batch.isEmpty, tokenCount > 1200 { break }
      batch.append(sequence)
    }
    return batch
  }
}
