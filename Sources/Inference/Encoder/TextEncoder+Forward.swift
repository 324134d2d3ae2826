// TextEncoder+Forward.swift: one pass of several token sequences through the encoder.
//
// T is the number of tokens of all sequences together, E the width, F the feed-forward width. Every step
// is one job of the thread pool.

extension TextEncoder {
  /// One vector of the last layer's rows of each sequence, not normalised.
  func pooled(_ sequences: [[TokenID]]) -> [[Float]] {
    let tokenCount = sequences.reduce(0) { $0 + $1.count }, longest = sequences.map(\.count).max() ?? 0
    let w = workspaces.take(configuration, tokenCount: tokenCount, longest: longest, threads: threads)
    defer { workspaces.giveBack(w) }
    var ranges: [Range<Int>] = []
    for sequence in sequences {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + sequence.count)
    }
    embed(sequences, ranges, w)
    for layer in layers {
      attention(layer, ranges, w)
      feedForward(layer, tokenCount, w)
    }
    return ranges.map { range in
      switch configuration.pooling {
      case .mean: mean(of: w.hidden.floats, rows: range)
      case .classification: w.hidden.floats.array(range.lowerBound)
      }
    }
  }

  /// hidden = norm(word + position + type).
  private func embed(_ sequences: [[TokenID]], _ ranges: [Range<Int>], _ w: EncoderWorkspace) {
    let hidden = w.hidden.floats, tokens = sequences.flatMap(\.self)
    let positions = ranges.flatMap { range in range.map { $0 - range.lowerBound } }
    threads.eachRow(tokens.count) { row in
      wordEmbedding.dequantize(row: Int(tokens[row]), into: hidden, row: row)
      positionEmbedding.dequantize(row: positions[row], into: w.delta, row: row)
      hidden.add(w.delta, row: row)
      hidden.add(typeEmbedding, row: row)
      normalize(hidden, row: row, embeddingNorm)
    }
  }

  /// hidden = norm(hidden + W_o · attention(hidden)).
  private func attention(_ layer: EncoderLayer, _ ranges: [Range<Int>], _ w: EncoderWorkspace) {
    let count = ranges.last?.upperBound ?? 0
    multiply(
      [(layer.query.weight, w.queries), (layer.key.weight, w.keys), (layer.value.weight, w.values)], w.hidden,
      count, w)
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
    multiply([(layer.attentionOutput.weight, w.delta)], w.attended, count, w)
    addAndNormalize(layer.attentionOutput.bias, layer.attentionNorm, count, w)
  }

  /// hidden = norm(hidden + W_down · gelu(W_up · hidden)).
  private func feedForward(_ layer: EncoderLayer, _ count: Int, _ w: EncoderWorkspace) {
    multiply([(layer.up.weight, w.inner.floats)], w.hidden, count, w)
    threads.eachRow(count) { row in
      w.inner.floats.add(layer.up.bias, row: row)
      w.inner.floats.gelu(row: row)
    }
    multiply([(layer.down.weight, w.delta)], w.inner, count, w)
    addAndNormalize(layer.down.bias, layer.outputNorm, count, w)
  }

  private func addAndNormalize(_ bias: FloatVector, _ norm: LayerNorm, _ count: Int, _ w: EncoderWorkspace) {
    threads.eachRow(count) { row in
      w.hidden.floats.add(w.delta, row: row)
      w.hidden.floats.add(bias, row: row)
      normalize(w.hidden.floats, row: row, norm)
    }
  }

  private func normalize(_ rows: FloatRows, row: Int, _ norm: LayerNorm) {
    rows.layerNorm(row: row, weight: norm.weight, bias: norm.bias, epsilon: configuration.layerNormEpsilon)
  }

  private func multiply(
    _ products: [MatrixProduct.Pair], _ input: MatrixInput, _ count: Int, _ w: EncoderWorkspace
  ) {
    let takesIntegers = products.contains { $0.matrix.takesIntegers }
    if takesIntegers { threads.eachRow(count) { input.quantize(row: $0) } }
    // In floats one tile of rows times the tokens of a text is some 50 µs of work: with few and long tasks
    // one thread waits for the other at the end of each product.
    MatrixProduct(products, threads: threads, tasksPerThread: takesIntegers ? 4 : 16).run(
      input, tokenCount: count, scratch: w.scratch)
  }

  private func mean(of rows: FloatRows, rows range: Range<Int>) -> [Float] {
    let sum = FloatRows(rows: 1, columns: rows.columns)
    sum.set(0, to: rows.array(range.lowerBound))
    for row in range.dropFirst() { sum.add(rows, from: row, to: 0) }
    return sum.array(0).map { $0 / Float(range.count) }
  }
}
