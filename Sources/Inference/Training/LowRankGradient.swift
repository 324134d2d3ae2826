// LowRankGradient.swift: the backward pass of the low-rank terms: q += s · B h with h = A x.
//
// From the gradient g of q: that of h is s · Bᵀ g, that of x grows by Aᵀ times it, and A and B get Σ (d h) xᵀ
// and Σ s · g hᵀ over the tokens. Each direction is summed by one task, token after token, so that the result
// does not depend on the number of threads.

/// The gradients of an adapter's factors, and what they are made of.
struct LowRankGradient {
  /// One projection of one block.
  private struct Projection {
    let factors: LowRankFactors.Pair
    let sums: LowRankFactors.Pair
    let outputs: FloatRows  // (T, outputs), the gradient of what the terms were added to
    let hidden: FloatRows  // (T, r), h
    let hiddenGradient: FloatRows  // (T, r)

    /// Recalls h of a token, and adds to the gradient of its input.
    func passBack(_ input: FloatRows, into gradient: FloatRows, row: Int) {
      for direction in 0..<factors.down.rows {
        let slope = factors.scale * factors.up.dot(direction, outputs, row)
        hidden[row, direction] = factors.down.dot(direction, input, row)
        hiddenGradient[row, direction] = slope
        gradient.add(factors.down, from: direction, to: row, times: slope)
      }
    }

    /// Sums the gradients of one direction over the tokens.
    func sum(_ direction: Int, _ input: FloatRows, tokenCount: Int) {
      for row in 0..<tokenCount {
        sums.down.add(input, from: row, to: direction, times: hiddenGradient[row, direction])
        sums.up.add(outputs, from: row, to: direction, times: factors.scale * hidden[row, direction])
      }
    }
  }

  let factors: LowRankFactors
  private let sums: LowRankFactors
  private let hidden: [FloatRows]  // by projection, reused from block to block
  private let hiddenGradients: [FloatRows]

  /// Room for the gradients of `factors` over up to `rows` tokens.
  init(_ factors: LowRankFactors, rows: Int) {
    self.factors = factors
    sums = LowRankFactors(factors.shape, scale: 1)
    hidden = (0..<2).map { _ in FloatRows(rows: rows, columns: factors.shape.rank) }
    hiddenGradients = (0..<2).map { _ in FloatRows(rows: rows, columns: factors.shape.rank) }
  }

  /// The gradients, in the order of ``LowRankAdapter/parameters``.
  var parameters: [Float] { sums.parameters }

  /// Passes a block's terms.
  ///
  /// - Parameters:
  ///   - index: Which block.
  ///   - input: What the terms read, (T, E).
  ///   - queries: The gradient of queries before bias, norm and rotation, (T, H · D).
  ///   - values: That of values, (T, G · D).
  ///   - gradient: That of `input`; the terms' share is added, (T, E).
  ///   - tokenCount: T.
  ///   - threads: Who works.
  func passBlock(
    _ index: Int, input: FloatRows, queries: FloatRows, values: FloatRows, into gradient: FloatRows,
    tokenCount: Int, threads: ThreadPool
  ) {
    let block = factors.blocks[index], sums = sums.blocks[index], rank = factors.shape.rank
    let projections = [
      Projection(
        factors: block.query, sums: sums.query, outputs: queries, hidden: hidden[0],
        hiddenGradient: hiddenGradients[0]),
      Projection(
        factors: block.value, sums: sums.value, outputs: values, hidden: hidden[1],
        hiddenGradient: hiddenGradients[1]),
    ]
    threads.eachRow(tokenCount) { row in
      for projection in projections { projection.passBack(input, into: gradient, row: row) }
    }
    threads.run(taskCount: projections.count * rank) { task in
      projections[task / rank].sum(task % rank, input, tokenCount: tokenCount)
    }
  }
}
