// TransposedProduct.swift: gradients through frozen matrices: d input = Σ Wᵀ · d output, as one job.
//
// The weights are read as they lie in the mapped file and made floats, or rounded anew across their blocks, a
// tile at a time: there is no gradient of a weight, and no copy of one.

/// Several matrices that had one input: their gradients with respect to it add up.
struct TransposedProduct {
  typealias Pair = (matrix: WeightMatrix, gradient: GradientRows)

  /// Floats of memory that each thread needs.
  static let scratchCount = WeightMatrix.transposedScratchCount

  let pairs: [Pair]
  let threads: ThreadPool

  /// output[t] = Σ Wᵀ · gradient[t] for t < `tokenCount`; row `thread` of `scratch` is a thread's memory.
  func run(tokenCount: Int, into output: FloatRows, scratch: FloatRows) {
    let columns = output.columns, width = WeightMatrix.transposedColumnCount
    threads.run(taskCount: (columns + width - 1) / width) { task, thread in
      let range = task * width..<min((task + 1) * width, columns)
      for (index, pair) in pairs.enumerated() {
        pair.matrix.multiplyTransposed(
          pair.gradient, tokenCount: tokenCount, columnRange: range, accumulate: index > 0, into: output,
          scratch: scratch, thread: thread)
      }
    }
  }
}
