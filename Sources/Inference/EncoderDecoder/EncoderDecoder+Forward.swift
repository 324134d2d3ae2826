// EncoderDecoder+Forward.swift: an input through the encoder, a sequence through the decoder.
//
// T is the number of rows of an input; the other letters are those of EncoderDecoderWorkspace.

extension EncoderDecoder {
  /// Runs the encoder over `input`, and keeps of it what the decoder attends to.
  ///
  /// - Parameter input: Tokens as the tokenizer gives them, with the end of the sequence behind, and
  ///   embedding rows anywhere among them. Where there is none, the decoder attends to nothing.
  /// - Returns: What a state is made for.
  /// - Throws: ``DecoderError``, before anything is computed, or where the file changed meanwhile.
  public func encode(_ input: [InputRow]) throws(DecoderError) -> EncodedInput {
    let count = input.count
    guard count <= Self.positionLimit else {
      throw .contextFull(capacity: Self.positionLimit, needed: count)
    }
    try check(input)
    let encoded = EncodedInput(count: count, heads: decoderBlocks.map { _ in makeHeads(capacity: count) })
    guard count > 0 else { return encoded }
    let residual = FloatRows(rows: count, columns: embeddingLength)  // (T, E)
    fill(residual, with: input[...])
    let passes = passes(over: residual)
    encode(passes, count: count)
    for pass in passes {
      pass.normalize(encoderNorm)
      for (block, heads) in zip(decoderBlocks, encoded.heads) { pass.store(block.cross, in: heads) }
    }
    try verifyFile()
    return encoded
  }

  /// Appends `input` to the sequence of `state`.
  ///
  /// - Returns: For each position that `logits` asks for, one logit a token of the vocabulary.
  /// - Throws: ``DecoderError``, before anything is evaluated, or where the file changed meanwhile.
  public func evaluate(
    _ input: [InputRow], state: EncoderDecoderState, logits: LogitsWanted = .last
  ) throws(DecoderError) -> [[Float]] {
    let needed = state.count + input.count, limit = state.workspace.rows
    guard needed <= state.capacity else { throw .contextFull(capacity: state.capacity, needed: needed) }
    try check(input)
    var results: [[Float]] = []
    for start in stride(from: 0, to: input.count, by: limit) {
      let end = min(start + limit, input.count)
      let pass = decode(input[start..<end], state)
      switch logits {
      case .none: break
      case .last: if end == input.count { results = self.logits(pass, last: 1) }
      case .all: results += self.logits(pass, last: end - start)
      }
    }
    try verifyFile()
    return results
  }

  private func verifyFile() throws(DecoderError) {
    guard file.isUnchanged else { throw .fileChanged(file.path) }
    try options.verifyPackedWeights()
  }

  private func check(_ input: [InputRow]) throws(DecoderError) {
    for row in input { try row.check(embeddingLength: embeddingLength, vocabularyCount: embedding.rows) }
  }

  /// The first rows of `rows` = those of the input; T5 does not scale its embedding.
  private func fill(_ rows: FloatRows, with input: ArraySlice<InputRow>) {
    for (row, content) in input.enumerated() {
      switch content {
      case .token(let token): embedding.dequantize(row: Int(token), into: rows, row: row)
      case .embedding(let values): rows.set(row, to: values)
      }
    }
  }

  /// The rows of an input, as many at a time as go through the weights together; buffers are shared.
  private func passes(over residual: FloatRows) -> [EncoderDecoderPass] {
    let count = residual.rows
    let workspace = EncoderDecoderWorkspace(
      configuration, rows: min(Self.batchLimit, count), positions: count,
      threadCount: options.threads.threadCount)
    return stride(from: 0, to: count, by: workspace.rows).map { start in
      EncoderDecoderPass(
        configuration: configuration, options: options, workspace: workspace, residual: residual,
        rows: start..<min(start + workspace.rows, count), first: start)
    }
  }

  /// Runs T = `count` rows through all blocks of the encoder; their residual rows are left as the last one
  /// makes them.
  private func encode(_ passes: [EncoderDecoderPass], count: Int) {
    let heads = makeHeads(capacity: count)
    let biases = encoderBiases.map { $0.table(of: 1 - count...count - 1, bothWays: true) }
    for block in encoderBlocks {
      // Keys and values of all rows first: each row sees every other, as they were before the block.
      for pass in passes {
        pass.normalize(block.attention.norm)
        pass.store(block.attention, in: heads)
      }
      for pass in passes {
        pass.normalize(block.attention.norm)
        pass.attend(block.attention, to: heads, .all(biases[block.biasIndex], count: count))
        pass.feedForward(block.feedForward)
      }
    }
  }

  /// Runs up to `workspace.rows` rows through all blocks of the decoder.
  ///
  /// - Returns: The pass, its residual rows as the last block makes them.
  private func decode(_ input: ArraySlice<InputRow>, _ state: EncoderDecoderState) -> EncoderDecoderPass {
    let residual = state.workspace.residual
    fill(residual, with: input)
    let pass = EncoderDecoderPass(
      configuration: configuration, options: options, workspace: state.workspace, residual: residual,
      rows: 0..<input.count, first: state.count)
    for (index, block) in decoderBlocks.enumerated() {
      pass.normalize(block.own.attention.norm)
      pass.store(block.own.attention, in: state.heads[index])
      pass.attend(block.own.attention, to: state.heads[index], .past(state.biases[block.own.biasIndex]))
      pass.normalize(block.cross.norm)
      pass.attend(block.cross, to: state.input.heads[index], .other(count: state.input.count))
      pass.feedForward(block.own.feedForward)
    }
    state.count += input.count
    return pass
  }

  /// The logits of the last `count` rows of a pass: one array of `vocabulary` elements each.
  private func logits(_ pass: EncoderDecoderPass, last count: Int) -> [[Float]] {
    let result = FloatRows(rows: count, columns: outputMatrix.rows), output = pass.workspace.input
    let first = pass.rows.upperBound - count, scale = 1 / Float(embeddingLength).squareRoot()
    options.threads.eachRow(count) { row in
      pass.residual.rmsNorm(
        row: first + row, weight: decoderNorm, epsilon: configuration.rmsEpsilon, into: output.floats,
        row: row)
      if configuration.tiedOutput { output.floats.scale(row: row, by: scale) }
      if outputMatrix.takesIntegers { output.quantize(row: row) }
    }
    MatrixProduct([(outputMatrix, result)], threads: options.threads).run(
      output, tokenCount: count, scratch: pass.workspace.scratch)
    return (0..<count).map(result.array)
  }
}
