// Decoder+Forward.swift: one pass of tokens or embedding rows through the model.
//
// The rows of a pass are of one sequence or of several: see DecoderPass. Here is what they attend to; the
// rest of a block, which training shares, is in Decoder+Layers.swift. Each step is one job of the thread
// pool. T is the number of rows; the other letters are those of DecoderWorkspace. Every output element is
// computed by one task, always in the same order, so that the result does not depend on the number of
// threads.

extension Decoder {
  /// Appends `input` to the sequence of `state`.
  ///
  /// - Returns: For each position that `logits` asks for, one logit a token of the vocabulary.
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  public func evaluate(
    _ input: [InputRow], state: DecoderState, logits: LogitsWanted = .last
  ) throws(DecoderError) -> [[Float]] {
    try check(input, state: state)
    var results: [[Float]] = []
    for start in stride(from: 0, to: input.count, by: state.workspace.rows) {
      let end = min(start + state.workspace.rows, input.count)
      let count = end - start
      evaluate(input[start..<end], DecoderPass(state, count: count))
      switch logits {
      case .none: break
      case .last: if end == input.count { results = self.logits(rows: count - 1..<count, state.workspace) }
      case .all: results += self.logits(rows: 0..<count, state.workspace)
      }
    }
    try verifyFile()
    return results
  }

  /// Appends one row to each of several sequences, and reads each weight once for all of them.
  ///
  /// - Parameters:
  ///   - rows: One row a state.
  ///   - states: States of this decoder, all different.
  /// - Returns: Of each state the logits after its row, bit for bit what ``evaluate(_:state:logits:)`` gives.
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  public func evaluate(_ rows: [InputRow], states: [DecoderState]) throws(DecoderError) -> [[Float]] {
    precondition(rows.count == states.count, "\(rows.count) rows for \(states.count) states")
    precondition(Set(states.map { ObjectIdentifier($0) }).count == states.count, "one state twice")
    for (row, state) in zip(rows, states) { try check([row], state: state) }
    // The buffers of the longest sequence are long enough for the others.
    guard let workspace = states.max(by: { $0.capacity < $1.capacity })?.workspace else { return [] }
    var results: [[Float]] = []
    for start in stride(from: 0, to: rows.count, by: workspace.rows) {
      let end = min(start + workspace.rows, rows.count)
      evaluate(rows[start..<end], DecoderPass(states[start..<end], workspace))
      results += logits(rows: 0..<end - start, workspace)
    }
    try verifyFile()
    return results
  }

  private func check(_ input: [InputRow], state: DecoderState) throws(DecoderError) {
    let needed = state.count + input.count
    guard needed <= state.capacity else { throw .contextFull(capacity: state.capacity, needed: needed) }
    for row in input { try row.check(embeddingLength: embeddingLength, vocabularyCount: embedding.rows) }
  }

  /// Runs T ≤ workspace.rows rows through all blocks; their residual rows are left in the workspace.
  private func evaluate(_ input: ArraySlice<InputRow>, _ pass: DecoderPass) {
    let w = pass.workspace
    for (row, content) in input.enumerated() {
      switch content {
      case .token(let token): embed(token, into: w.residual, row: row)
      case .embedding(let values): w.residual.set(row, to: values)
      }
    }
    for span in pass.spans { w.fillAngles(span) }
    for (index, block) in blocks.enumerated() {
      projectHeads(block, index, w, count: pass.count)
      attend(block: index, pass)
      addAttended(block, w, count: pass.count)
      feedForward(block, w, count: pass.count)
    }
    for span in pass.spans { span.state.count += span.rows.count }
  }

  /// The row of the embedding as it enters the first block.
  func embed(_ token: TokenID, into rows: FloatRows, row: Int) {
    embedding.dequantize(row: Int(token), into: rows, row: row)
    if configuration.architecture.scalesEmbedding {
      rows.scale(row: row, by: Float(embeddingLength).squareRoot())
    }
  }

  /// attended = softmax(q Kᵀ / √D) V, after the new keys and values are stored: first one task a key-value
  /// head, then one a head and group of rows.
  private func attend(block index: Int, _ pass: DecoderPass) {
    let w = pass.workspace, c = configuration, dimension = c.headDimension
    let store = { (head: Int) in
      for span in pass.spans {
        let cache = span.state.heads[index][head]
        for row in span.rows {
          cache.store(
            position: span.position(of: row), keys: w.keys, values: w.values, row: row,
            column: head * dimension)
        }
      }
    }
    if pass.isOneRowEach {
      for head in 0..<c.headCountKV { store(head) }
    } else {
      options.threads.run(taskCount: c.headCountKV, store)
    }
    let share = c.headCount / c.headCountKV  // query heads that read one key-value head
    let groups = pass.groups(of: 8)
    let scale = 1 / Float(dimension).squareRoot()
    // Single rows are split by query head instead, or three heads would keep two threads unevenly busy.
    let split = pass.isOneRowEach ? share : 1
    options.threads.run(taskCount: c.headCountKV * groups.count * split) { task, thread in
      let part = task % split, head = task / split / groups.count
      let group = groups[task / split % groups.count]
      let shared = split == 1 ? 0..<share : part..<part + 1
      var queries: [HeadCache.Query] = []
      for row in group.rows {
        let visible = c.visible(from: group.position(of: row), block: index)
        for member in shared {
          queries.append(
            HeadCache.Query(row: row, column: (head * share + member) * dimension, visible: visible))
        }
      }
      group.state.heads[index][head].attend(
        queries, of: w.queries, scale: scale, into: w.attended.floats, scores: w.scores, thread: thread)
    }
  }

  /// The logits of some rows of the last pass: one array of `vocabulary` elements each.
  private func logits(rows: Range<Int>, _ w: DecoderWorkspace) -> [[Float]] {
    let result = FloatRows(rows: rows.count, columns: outputMatrix.rows)
    options.threads.eachRow(rows.count) { row in
      w.residual.rmsNorm(
        row: rows.lowerBound + row, weight: outputNorm, epsilon: configuration.rmsEpsilon,
        into: w.output.floats, row: row)
      if outputMatrix.takesIntegers { w.output.quantize(row: row) }
    }
    multiply([(outputMatrix, result)], w.output, w, count: rows.count)
    return (0..<rows.count).map(result.array)
  }
}
