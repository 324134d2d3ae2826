// LowRankFactors.swift: the numbers of an adapter, or their gradients, as matrices that kernels read.

/// A and Bᵀ of every projection.
struct LowRankFactors {
  /// The two factors of one projection.
  struct Pair {
    let down: FloatRows  // (r, E), A
    let up: FloatRows  // (r, outputs), Bᵀ

    /// α / r.
    let scale: Float

    init(rank: Int, inputCount: Int, outputCount: Int, scale: Float) {
      down = FloatRows(rows: rank, columns: inputCount)
      up = FloatRows(rows: rank, columns: outputCount)
      self.scale = scale
      down.clear(count: rank)
      up.clear(count: rank)
    }

    /// output[row] += α / r · B A input[row].
    func add(_ input: FloatRows, to output: FloatRows, row: Int) {
      for direction in 0..<down.rows {
        output.add(up, from: direction, to: row, times: scale * down.dot(direction, input, row))
      }
    }
  }

  /// The factors of one block.
  struct Block {
    let query: Pair
    let value: Pair

    /// Adds the terms to queries and values, as the products with W left them.
    func add(row: Int, _ w: DecoderWorkspace) {
      query.add(w.blockInput.floats, to: w.queries, row: row)
      value.add(w.blockInput.floats, to: w.values, row: row)
    }
  }

  let shape: LowRankShape
  let blocks: [Block]

  /// All 0, with room for an adapter of `shape`.
  init(_ shape: LowRankShape, scale: Float) {
    self.shape = shape
    blocks = (0..<shape.blockCount).map { _ in
      let pair = {
        Pair(rank: shape.rank, inputCount: shape.inputCount, outputCount: $0, scale: scale)
      }
      return Block(query: pair(shape.queryCount), value: pair(shape.valueCount))
    }
  }

  /// The factors of `adapter`.
  init(_ adapter: LowRankAdapter) {
    self.init(adapter.shape, scale: adapter.scale)
    var start = 0
    for rows in matrices {
      for row in 0..<rows.rows {
        rows.set(row, to: Array(adapter.parameters[start..<start + rows.columns]))
        start += rows.columns
      }
    }
  }

  /// All numbers, in the order of ``LowRankAdapter/parameters``.
  var parameters: [Float] {
    matrices.flatMap { rows in (0..<rows.rows).flatMap { rows.array($0) } }
  }

  /// All factors in the order in which an adapter has them.
  private var matrices: [FloatRows] {
    blocks.flatMap { [$0.query.down, $0.query.up, $0.value.down, $0.value.up] }
  }
}
