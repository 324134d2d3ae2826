// LossQueue.swift: many sequences through the model in batches of like length, and back in their order.

internal import Inference

/// Sequences that wait for their losses.
struct LossQueue {
  /// Sequences of one batch.
  static let batchCount = 8

  /// Tokens of one batch: what an eight of passages takes, so that prompts with examples take no more memory.
  static let batchTokenCount = 2048

  private var sequences: [TrainingSequence] = []

  /// How many wait.
  var count: Int { sequences.count }

  /// Adds a sequence, and returns its place among the results.
  mutating func append(_ sequence: TrainingSequence) -> Int {
    sequences.append(sequence)
    return sequences.count - 1
  }

  /// The places of each batch, longest sequences first.
  var batches: [[Int]] {
    // Memory grows with the longest batch, so it is asked for at once and used again by the others.
    let order = sequences.indices.sorted { (length($1), $0) < (length($0), $1) }
    var batches: [[Int]] = []
    var tokenCount = 0
    for place in order {
      let isFull = batches.last.map { $0.count == Self.batchCount } ?? true
      if isFull || tokenCount + length(place) > Self.batchTokenCount {
        batches.append([])
        tokenCount = 0
      }
      batches[batches.count - 1].append(place)
      tokenCount += length(place)
    }
    return batches
  }

  /// Computes all losses.
  ///
  /// - Parameters:
  ///   - score: The losses of each target token of a batch's sequences, in nats.
  ///   - didScore: Told after each batch how many sequences it had; may throw to stop.
  /// - Returns: The losses by place.
  /// - Throws: What `score` and `didScore` throw.
  func losses(
    score: ([TrainingSequence]) throws -> [[Float]], didScore: (Int) throws -> Void = { _ in }
  ) throws -> [[Float]] {
    var losses = [[Float]](repeating: [], count: sequences.count)
    for batch in batches {
      for (place, values) in zip(batch, try score(batch.map { sequences[$0] })) { losses[place] = values }
      try didScore(batch.count)
    }
    return losses
  }

  private func length(_ place: Int) -> Int { sequences[place].tokens.count }
}
