// TextEncoder+Forward.swift: one pass of several token sequences through the encoder.
//
// T is the number of tokens of all sequences together, E the width, F the feed-forward width. Every step
// is one job of the thread pool.

extension TextEncoder {
  /// Buffers of one pass.
  private struct Workspace {
    let hidden: MatrixInput  // (T, E)
    let queries: FloatRows  // (T, E)
    let keys: FloatRows  // (T, E)
    let values: FloatRows  // (T, E)
    let attended: MatrixInput  // (T, E)
    let inner: MatrixInput  // (T, F)
    let delta: FloatRows  // (T, E)
    let scratch: FloatRows  // for products of types that are no floats; unused but a part of the call
    let scores: FloatRows  // (threads, …)
    let caches: [HeadCache]  // one a thread

    init(_ c: BERTConfiguration, tokenCount: Int, longest: Int, threadCount: Int) {
      hidden = MatrixInput(rows: tokenCount, columns: c.embeddingLength)
      queries = FloatRows(rows: tokenCount, columns: c.embeddingLength)
      keys = FloatRows(rows: tokenCount, columns: c.embeddingLength)
      values = FloatRows(rows: tokenCount, columns: c.embeddingLength)
      attended = MatrixInput(rows: tokenCount, columns: c.embeddingLength)
      inner = MatrixInput(rows: tokenCount, columns: c.feedForwardLength)
      delta = FloatRows(rows: tokenCount, columns: c.embeddingLength)
      let widest = max(c.embeddingLength, c.feedForwardLength)
      scratch = FloatRows(rows: threadCount, columns: WeightMatrix.scratchCount(columns: widest))
      scores = FloatRows(rows: threadCount, columns: HeadCache.scoreCount(capacity: longest))
      caches = (0..<threadCount).map { _ in
        HeadCache(capacity: longest, dimension: c.headDimension, precision: .float32)
      }
    }
  }

  /// One vector of the last layer's rows of each sequence, not normalised.
  func pooled(_ sequences: [[TokenID]]) -> [[Float]] {
    let tokenCount = sequences.reduce(0) { $0 + $1.count }, longest = sequences.map(\.count).max() ?? 0
    let w = Workspace(
      configuration, tokenCount: tokenCount, longest: longest, threadCount: threads.threadCount)
    var ranges: [Range<Int>] = []
    for sequence in sequences {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + sequence.count)
    }
    embed(sequences, ranges, w)
    for layer in layers {
      attention(layer, ranges, w)
      feedForward(layer, w)
    }
    return ranges.map { range in
      switch configuration.pooling {
      case .mean: mean(of: w.hidden.floats, rows: range)
      case .classification: w.hidden.floats.array(range.lowerBound)
      }
    }
  }

  /// hidden = norm(word + position + type).
  private func embed(_ sequences: [[TokenID]], _ ranges: [Range<Int>], _ w: Workspace) {
    let hidden = w.hidden.floats
    for (sequence, range) in zip(sequences, ranges) {
      for (position, row) in range.enumerated() {
        wordEmbedding.dequantize(row: Int(sequence[position]), into: hidden, row: row)
        positionEmbedding.dequantize(row: position, into: w.delta, row: row)
        hidden.add(w.delta, row: row)
        hidden.add(typeEmbedding, row: row)
        normalize(hidden, row: row, embeddingNorm)
      }
    }
  }

  /// hidden = norm(hidden + W_o · attention(hidden)).
  private func attention(_ layer: EncoderLayer, _ ranges: [Range<Int>], _ w: Workspace) {
    let count = w.queries.rows
    multiply(
      [(layer.query.weight, w.queries), (layer.key.weight, w.keys), (layer.value.weight, w.values)], w.hidden,
      w)
    threads.eachRow(count) { row in
      w.queries.add(layer.query.bias, row: row)
      w.keys.add(layer.key.bias, row: row)
      w.values.add(layer.value.bias, row: row)
    }
    let heads = configuration.headCount, dimension = configuration.headDimension
    let scale = 1 / Float(dimension).squareRoot()
    threads.run(taskCount: ranges.count * heads) { task, thread in
      let range = ranges[task / heads], column = task % heads * dimension, cache = w.caches[thread]
      for (position, row) in range.enumerated() {
        cache.store(position: position, keys: w.keys, values: w.values, row: row, column: column)
      }
      let queries = range.map { HeadCache.Query(row: $0, column: column, visible: 0..<range.count) }
      cache.attend(
        queries, of: w.queries, scale: scale, into: w.attended.floats, scores: w.scores, thread: thread)
    }
    multiply([(layer.attentionOutput.weight, w.delta)], w.attended, w)
    addAndNormalize(layer.attentionOutput.bias, layer.attentionNorm, w)
  }

  /// hidden = norm(hidden + W_down · gelu(W_up · hidden)).
  private func feedForward(_ layer: EncoderLayer, _ w: Workspace) {
    multiply([(layer.up.weight, w.inner.floats)], w.hidden, w)
    threads.eachRow(w.inner.floats.rows) { row in
      w.inner.floats.add(layer.up.bias, row: row)
      w.inner.floats.gelu(row: row)
    }
    multiply([(layer.down.weight, w.delta)], w.inner, w)
    addAndNormalize(layer.down.bias, layer.outputNorm, w)
  }

  private func addAndNormalize(_ bias: FloatVector, _ norm: LayerNorm, _ w: Workspace) {
    threads.eachRow(w.delta.rows) { row in
      w.hidden.floats.add(w.delta, row: row)
      w.hidden.floats.add(bias, row: row)
      normalize(w.hidden.floats, row: row, norm)
    }
  }

  private func normalize(_ rows: FloatRows, row: Int, _ norm: LayerNorm) {
    rows.layerNorm(row: row, weight: norm.weight, bias: norm.bias, epsilon: configuration.layerNormEpsilon)
  }

  private func multiply(_ products: [MatrixProduct.Pair], _ input: MatrixInput, _ w: Workspace) {
    if products.contains(where: { $0.matrix.takesIntegers }) {
      threads.eachRow(input.floats.rows) { input.quantize(row: $0) }
    }
    MatrixProduct(products, threads: threads).run(input, tokenCount: input.floats.rows, scratch: w.scratch)
  }

  private func mean(of rows: FloatRows, rows range: Range<Int>) -> [Float] {
    let sum = FloatRows(rows: 1, columns: rows.columns)
    sum.set(0, to: rows.array(range.lowerBound))
    for row in range.dropFirst() { sum.add(rows, from: row, to: 0) }
    return sum.array(0).map { $0 / Float(range.count) }
  }
}
