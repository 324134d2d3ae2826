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
  var batches: [[Int]] { batches(of: Array(sequences.indices)) }

  /// The batches of some places.
  ///
  /// Where the first batches of all are done, those of the rest are the others of all.
  private func batches(of places: [Int]) -> [[Int]] {
    // Memory grows with the longest batch, so it is asked for at once and used again by the others.
    let order = places.sorted { (length($1), $0) < (length($0), $1) }
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
  ///   - kept: Has what was computed before, and gets what is computed; nil to compute all.
  ///   - didScore: Told after each batch how many sequences it had, and before the first how many were known;
  ///     may throw to stop.
  /// - Returns: The losses by place.
  /// - Throws: What `score` and `didScore` throw.
  func losses(
    score: ([TrainingSequence]) throws -> [[Float]], kept: KeptLosses? = nil,
    didScore: (Int) throws -> Void = { _ in }
  ) throws -> [[Float]] {
    var losses: [[Float]?] = sequences.map { kept?.losses(of: $0) }
    var missing = losses.indices.filter { losses[$0] == nil }
    // A sequence that is there twice is computed once, or a run that goes on would make other batches.
    var again: [(place: Int, first: Int)] = []
    if let kept {
      var known: [[UInt8]: Int] = [:]
      missing = missing.filter { place in
        let key = kept.key(of: sequences[place])
        if let first = known[key] { again.append((place, first)) } else { known[key] = place }
        return known[key] == place
      }
    }
    if missing.count < losses.count { try didScore(losses.count - missing.count) }
    for batch in batches(of: missing) {
      let scored = batch.map { sequences[$0] }
      let computed = try score(scored)
      kept?.keep(computed, of: scored)
      for (place, values) in zip(batch, computed) { losses[place] = values }
      try didScore(batch.count)
    }
    for (place, first) in again { losses[place] = losses[first] }
    return losses.compactMap(\.self)
  }

  private func length(_ place: Int) -> Int { sequences[place].tokens.count }
}
