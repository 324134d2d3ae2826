// VocabularyLoss.swift: cross-entropy over the vocabulary and its gradient, some rows at a time.
//
// The logits of a whole batch would take more memory than everything else: 512 rows of 49,152 are 100 MB.

/// The output matrix, and room for the logits of some rows.
final class VocabularyLoss {
  private let output: WeightMatrix  // (vocabulary, E)
  private let threads: ThreadPool
  private let logits: GradientRows  // (rows, vocabulary)
  private let input: MatrixInput  // (rows, E)
  private let scratch: FloatRows

  /// Memory for logits, in floats: 26 MB, and 9 MB more where gradients are rounded.
  ///
  /// Each tile of rows reads the whole output matrix, so that few rows would be slow: these are 132 of a
  /// vocabulary of 49,152, a quarter of what a batch of 512 has.
  private static let logitCount = 6_500_000

  init(output: WeightMatrix, threads: ThreadPool, precision: TrainingPrecision) {
    self.output = output
    self.threads = threads
    let rows = max(16, Self.logitCount / output.rows)  // some rows even of the largest vocabulary
    logits = GradientRows(rows: rows, columns: output.rows, precision: precision)
    input = MatrixInput(rows: rows, columns: output.columns)
    scratch = FloatRows(
      rows: threads.threadCount, columns: WeightMatrix.scratchCount(columns: output.columns))
  }

  /// The loss of each row.
  ///
  /// - Parameters:
  ///   - hidden: Normalised, (T, E).
  ///   - targets: The token that row i predicts.
  ///   - gradient: Gets `weight` times the gradient of each row's loss with respect to the row, where given;
  ///     its `scratch` are a thread's memory.
  /// - Returns: One loss a row, in nats.
  func run(
    _ hidden: FloatRows, targets: [TokenID], gradient: (rows: FloatRows, scratch: FloatRows, weight: Float)?
  ) -> [Float] {
    var losses = [Float](repeating: 0, count: targets.count)
    for start in stride(from: 0, to: targets.count, by: logits.floats.rows) {
      let range = start..<min(start + logits.floats.rows, targets.count)
      let tile = tileLosses(hidden, targets: targets, range: range, weight: gradient?.weight ?? 0)
      losses.replaceSubrange(range, with: tile)
      guard let gradient else { continue }
      // The tile's own rows come first in its output.
      let product = TransposedProduct(pairs: [(output, logits)], threads: threads)
      product.run(tokenCount: range.count, into: input.floats, scratch: gradient.scratch)
      threads.eachRow(range.count) { gradient.rows.copy(self.input.floats, from: $0, to: start + $0) }
    }
    return losses
  }

  /// Leaves the gradients with respect to the logits in ``logits``.
  private func tileLosses(_ hidden: FloatRows, targets: [TokenID], range: Range<Int>, weight: Float)
    -> [Float]
  {
    threads.eachRow(range.count) { row in
      input.floats.copy(hidden, from: range.lowerBound + row, to: row)
      if output.takesIntegers { input.quantize(row: row) }
    }
    MatrixProduct([(output, logits.floats)], threads: threads).run(
      input, tokenCount: range.count, scratch: scratch)
    let losses = FloatRows(rows: range.count, columns: 1)
    threads.run(taskCount: range.count) { row in
      let loss = logits.floats.crossEntropy(
        row: row, target: Int(targets[range.lowerBound + row]), weight: weight)
      losses.set(row, to: [loss])
      if weight != 0 { logits.round(row: row) }
    }
    return range.indices.map { losses.array($0 - range.lowerBound)[0] }
  }
}
