// DecoderTraining.swift: losses of a frozen decoder, and their gradients with respect to the soft rows in
// front and, as DecoderTraining+LowRank.swift offers it, to low-rank terms inside.
//
// The sequences of a batch are packed one after the other, without padding: T is the number of their rows
// together. Every output element is computed by one task in a fixed order, so that the result does not depend
// on the number of threads. What is computed lies in DecoderTraining+Forward.swift and
// DecoderTraining+Backward.swift.

/// Trains what stands in front of a frozen decoder.
///
/// Keeps its buffers between batches. Not to be used from two threads at once.
public final class DecoderTraining {
  let decoder: Decoder
  let precision: TrainingPrecision
  let loss: VocabularyLoss
  private var workspace: TrainingWorkspace?
  private var backwardWorkspace: BackwardWorkspace?

  /// Prepares to train in front of `decoder`, with the precision of activations that the decoder has.
  public init(_ decoder: Decoder, precision: TrainingPrecision = .fast) {
    self.decoder = decoder
    self.precision = precision
    loss = VocabularyLoss(
      output: decoder.outputMatrix, threads: decoder.options.threads, precision: precision)
  }

  /// The negative log-likelihood of each predicted token, in nats, by sequence.
  ///
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  public func losses(_ batch: [TrainingSequence]) throws(DecoderError) -> [[Float]] {
    try losses(batch, lowRank: nil)
  }

  /// The losses, and the gradient of their mean over the whole batch with respect to each sequence's soft
  /// rows.
  ///
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  public func gradients(_ batch: [TrainingSequence]) throws(DecoderError) -> TrainingGradients {
    try gradients(batch, lowRank: nil)
  }

  /// The losses with low-rank terms in every block, where there are some.
  func losses(
    _ batch: [TrainingSequence], lowRank: LowRankFactors?
  ) throws(DecoderError) -> [[Float]] {
    let layout = try BatchLayout(batch, decoder: decoder)
    guard layout.rowCount > 0 else { return batch.map { _ in [] } }
    let w = forwardWorkspace(layout)
    forward(batch, layout, w.forward, caches: w.caches, stash: nil, lowRank: lowRank)
    let losses = targetLosses(layout, w.forward, gradient: nil)
    try decoder.verifyFile()
    return layout.split(losses)
  }

  /// The losses and gradients with low-rank terms in every block, where there are some.
  func gradients(
    _ batch: [TrainingSequence], lowRank: LowRankFactors?
  ) throws(DecoderError) -> TrainingGradients {
    let layout = try BatchLayout(batch, decoder: decoder)
    let lowRank = lowRank.map { LowRankGradient($0, rows: layout.rowCount) }
    guard !layout.targets.isEmpty else {
      return TrainingGradients(
        losses: batch.map { _ in [] }, softRows: batch.map { $0.softRows.map { _ in 0 } },
        adapter: lowRank?.parameters ?? [])
    }
    let w = forwardWorkspace(layout), b = gradientWorkspace(layout)
    forward(batch, layout, w.forward, caches: w.caches, stash: b.blocks, lowRank: lowRank?.factors)
    let losses = targetLosses(layout, w.forward, gradient: b)
    backward(layout, w.forward, b, lowRank: lowRank)
    try decoder.verifyFile()
    return TrainingGradients(
      losses: layout.split(losses),
      softRows: layout.sequences.map { range in
        range.soft.flatMap { b.residual.floats.array($0) }
      }, adapter: lowRank?.parameters ?? [])
  }

  /// The mean over positions of the residual stream after `layer` blocks: E numbers a sequence; empty ones
  /// give zeros.
  ///
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  public func meanHidden(_ sequences: [[TokenID]], layer: Int) throws(DecoderError) -> [[Float]] {
    let batch = sequences.map { TrainingSequence(tokens: $0, targetStart: $0.count) }
    let layout = try BatchLayout(batch, decoder: decoder)
    let zeros = [Float](repeating: 0, count: decoder.embeddingLength)
    guard layout.rowCount > 0 else { return batch.map { _ in zeros } }
    let w = forwardWorkspace(layout)
    forward(batch, layout, w.forward, caches: w.caches, stash: nil, blockCount: layer)
    try decoder.verifyFile()
    return layout.sequences.map { sequence in
      var sum = zeros
      for row in sequence.rows {
        for (column, value) in w.forward.residual.array(row).enumerated() { sum[column] += value }
      }
      return sequence.rows.isEmpty ? sum : sum.map { $0 / Float(sequence.rows.count) }
    }
  }

  private func forwardWorkspace(_ layout: BatchLayout) -> TrainingWorkspace {
    if let workspace, workspace.rows >= layout.rowCount, workspace.longest >= layout.longest {
      return workspace
    }
    let made = TrainingWorkspace(
      decoder.configuration, rows: max(layout.rowCount, workspace?.rows ?? 0),
      longest: max(layout.longest, workspace?.longest ?? 0), threadCount: decoder.options.threads.threadCount)
    workspace = made
    return made
  }

  private func gradientWorkspace(_ layout: BatchLayout) -> BackwardWorkspace {
    let old = backwardWorkspace
    if let old, old.rows >= layout.rowCount, old.longest >= layout.longest { return old }
    backwardWorkspace = nil  // Frees the old one before the new one is made.
    let made = BackwardWorkspace(
      decoder.configuration, rows: max(layout.rowCount, old?.rows ?? 0),
      longest: max(layout.longest, old?.longest ?? 0), threadCount: decoder.options.threads.threadCount,
      precision: precision)
    backwardWorkspace = made
    return made
  }
}

extension Decoder {
  /// The root mean square of the elements of the token embedding: what an embedding row's elements are like.
  ///
  /// From every 16th token, which is exact enough for a scale.
  public var embeddingRootMeanSquare: Float {
    var sum = 0.0, count = 0
    for token in stride(from: 0, to: embedding.rows, by: 16) {
      for value in embeddingRow(of: TokenID(token)) { sum += Double(value) * Double(value) }
      count += embedding.columns
    }
    return Float((sum / Double(max(count, 1))).squareRoot())
  }

  /// The embedding row of a token, E numbers.
  ///
  /// - Precondition: The token is in the vocabulary.
  public func embeddingRow(of token: TokenID) -> [Float] {
    let row = FloatRows(rows: 1, columns: embedding.columns)
    embedding.dequantize(row: Int(token), into: row, row: 0)
    return row.array(0)
  }
}
