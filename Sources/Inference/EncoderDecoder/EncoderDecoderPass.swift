// EncoderDecoderPass.swift: some rows of one sequence on their way through the layers of T5.
//
// Encoder and decoder share these steps; they differ in what a row may see. Each step is one job of the
// thread pool. Every output element is computed by one task, always in the same order, so that the result
// does not depend on the number of threads. T is the number of rows; the other letters are those of
// EncoderDecoderWorkspace.

/// Consecutive rows that go through the weights together.
struct EncoderDecoderPass {
  let configuration: EncoderDecoderConfiguration
  let options: DecoderOptions

  /// Buffers for at least T rows.
  let workspace: EncoderDecoderWorkspace

  /// The stream that layers add to, (any, E).
  let residual: FloatRows

  /// The T rows of ``residual`` that are in this pass; row r of the other buffers belongs to the r-th of
  /// them.
  let rows: Range<Int>

  /// The position of the first row in its sequence.
  let first: Int

  /// What the rows of a pass attend to.
  enum Sight {
    /// Their own position and those before; biases (H, C), of the distances −(C − 1) … 0.
    case past(FloatRows)

    /// All `count` positions of their own sequence; biases (H, 2 · count − 1), of −(count − 1) … count − 1.
    case all(FloatRows, count: Int)

    /// All `count` positions of another sequence, without biases.
    case other(count: Int)

    /// Biases of scores, where there are any.
    var biases: FloatRows? {
      switch self {
      case .past(let table), .all(let table, _): table
      case .other: nil
      }
    }

    /// What the row at `position` sees, as a query of one head.
    func query(row: Int, column: Int, position: Int) -> HeadCache.Query {
      switch self {
      case .past(let table):
        HeadCache.Query(
          row: row, column: column, visible: 0..<position + 1, biasColumn: table.columns - 1 - position)
      case .all(_, let count):
        HeadCache.Query(row: row, column: column, visible: 0..<count, biasColumn: count - 1 - position)
      case .other(let count): HeadCache.Query(row: row, column: column, visible: 0..<count)
      }
    }
  }

  /// input = norm(residual), rounded where a product may need it.
  func normalize(_ weight: FloatVector) {
    workspace.input.normalize(
      residual, rows: rows, weight: weight, epsilon: configuration.rmsEpsilon,
      precision: options.activations, threads: options.threads)
  }

  /// Stores keys and values, W_k x and W_v x with x the normalised input, at the rows' positions: one task a
  /// head.
  func store(_ layer: AttentionLayer, in heads: [HeadCache]) {
    let w = workspace, dimension = configuration.headDimension
    multiply([(layer.key, w.keys), (layer.value, w.values)], w.input)
    options.threads.run(taskCount: heads.count) { head in
      for row in 0..<rows.count {
        heads[head].store(
          position: first + row, keys: w.keys, values: w.values, row: row, column: head * dimension)
      }
    }
  }

  /// residual += W_o · softmax(q Kᵀ + bias) V, with q = W_q x, x the normalised input: one task a head and
  /// group of rows.
  ///
  /// T5 does not divide scores by √D: its weights were trained without.
  func attend(_ layer: AttentionLayer, to heads: [HeadCache], _ sight: Sight) {
    let w = workspace, dimension = configuration.headDimension, count = rows.count
    multiply([(layer.query, w.queries)], w.input)
    let groupSize = 8  // rows that share what is read of a head
    let groupCount = (count + groupSize - 1) / groupSize
    options.threads.run(taskCount: heads.count * groupCount) { task, thread in
      let head = task / groupCount, start = task % groupCount * groupSize
      let queries = (start..<min(start + groupSize, count)).map { row in
        sight.query(row: row, column: head * dimension, position: first + row)
      }
      heads[head].attend(
        queries, of: w.queries, scale: 1, biases: sight.biases.map { HeadCache.Biases(table: $0, row: head) },
        into: w.attended.floats, scores: w.scores, thread: thread)
    }
    if layer.output.takesIntegers { options.threads.eachRow(count) { w.attended.quantize(row: $0) } }
    multiply([(layer.output, w.delta)], w.attended)
    addDelta()
  }

  /// residual += W_down · relu(W_up x), or W_down · (gelu(W_gate x) ∘ W_up x); x is the normalised residual.
  func feedForward(_ layer: FeedForwardLayer) {
    let w = workspace
    normalize(layer.norm)
    if let gate = layer.gate {
      multiply([(gate, w.inner.floats), (layer.up, w.up)], w.input)
    } else {
      multiply([(layer.up, w.inner.floats)], w.input)
    }
    options.threads.eachRow(rows.count) { row in
      if layer.gate != nil {
        w.inner.floats.geluTanhMultiply(w.up, row: row)
      } else {
        w.inner.floats.relu(row: row)
      }
      if layer.down.takesIntegers { w.inner.quantize(row: row) }
    }
    multiply([(layer.down, w.delta)], w.inner)
    addDelta()
  }

  /// Products of the pass's rows with matrices that share their input.
  func multiply(_ products: [MatrixProduct.Pair], _ input: MatrixInput) {
    MatrixProduct(products, threads: options.threads).run(
      input, tokenCount: rows.count, scratch: workspace.scratch)
  }

  private func addDelta() {
    options.threads.eachRow(rows.count) { row in
      residual.add(workspace.delta, from: row, to: rows.lowerBound + row)
    }
  }
}

/// Buffers for the activations of up to `rows` rows, reused by every layer.
///
/// E is the embedding length, H heads of dimension D, F the feed-forward length.
final class EncoderDecoderWorkspace {
  let rows: Int
  let residual: FloatRows  // (rows, E), the decoder's stream; the encoder has one as long as its input
  let delta: FloatRows  // (rows, E), what a layer adds
  let input: MatrixInput  // (rows, E), normalised
  let queries: FloatRows  // (rows, H · D)
  let keys: FloatRows  // (rows, H · D)
  let values: FloatRows  // (rows, H · D)
  let attended: MatrixInput  // (rows, H · D)
  let inner: MatrixInput  // (rows, F)
  let up: FloatRows  // (rows, F), only where the feed-forward network is gated
  let scratch: FloatRows  // (threads, …), for products with float activations
  let scores: FloatRows  // (threads, …), for attention to up to `positions` positions

  init(_ c: EncoderDecoderConfiguration, rows: Int, positions: Int, threadCount: Int) {
    let heads = c.headCount * c.headDimension
    self.rows = rows
    residual = FloatRows(rows: rows, columns: c.embeddingLength)
    delta = FloatRows(rows: rows, columns: c.embeddingLength)
    input = MatrixInput(rows: rows, columns: c.embeddingLength)
    queries = FloatRows(rows: rows, columns: heads)
    keys = FloatRows(rows: rows, columns: heads)
    values = FloatRows(rows: rows, columns: heads)
    attended = MatrixInput(rows: rows, columns: heads)
    inner = MatrixInput(rows: rows, columns: c.feedForwardLength)
    up = FloatRows(rows: c.isGated ? rows : 0, columns: c.feedForwardLength)
    let widest = max(c.embeddingLength, c.feedForwardLength, heads)
    scratch = FloatRows(rows: threadCount, columns: WeightMatrix.scratchCount(columns: widest))
    scores = FloatRows(rows: threadCount, columns: HeadCache.scoreCount(capacity: positions))
  }
}
