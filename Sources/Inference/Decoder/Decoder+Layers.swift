// Decoder+Layers.swift: the two layers of a block, written once for decoding (Decoder+Forward.swift) and for
// training (Training/DecoderTraining+Forward.swift).
//
// What is not here is attention itself, between `projectHeads` and `addAttended`: decoding attends to the
// caches of whole sequences, training to those of the batch alone, a sequence and a head at a time. Each step
// is one job of the thread pool. T is the number of rows; the other letters are those of DecoderWorkspace.

extension Decoder {
  /// queries, keys and values = W_q x, W_k x, W_v x with biases, normalised and rotated as the architecture
  /// has it; x is the normalised residual.
  ///
  /// - Parameters:
  ///   - block: The weights.
  ///   - index: Which block it is: some turn by other angles.
  ///   - w: The first T rows of its residual are read.
  ///   - count: T.
  ///   - training: What training adds and keeps; nil to decode, where row r turns by row r of the angles.
  func projectHeads(
    _ block: DecoderBlock, _ index: Int, _ w: DecoderWorkspace, count: Int, training: BlockTraining? = nil
  ) {
    let c = configuration, angles = w.angles(ofBlock: index, c)
    normalize(block.attentionNorm, w, count: count)
    multiply(
      [(block.query, w.queries), (block.key, w.keys), (block.value, w.values)], w.blockInput, w, count: count)
    options.threads.eachRow(count) { row in
      training?.addLowRank(row: row, w)
      block.addBiases(row: row, w)
      training?.keepHeadInputs(row: row, w)
      block.placeHeads(row: row, w, angles: angles, angleRow: training?.positions[row] ?? row, c)
      training?.keepHeads(row: row, w)
    }
  }

  /// residual += W_o · attended, for T = `count` rows.
  func addAttended(
    _ block: DecoderBlock, _ w: DecoderWorkspace, count: Int, training: BlockTraining? = nil
  ) {
    let c = configuration
    if block.attentionOutput.takesIntegers { options.threads.eachRow(count) { w.attended.quantize(row: $0) } }
    multiply([(block.attentionOutput, w.delta)], w.attended, w, count: count)
    options.threads.eachRow(count) { row in
      training?.keepAttentionDelta(row: row, w)
      block.addAttention(row: row, w, c)
    }
  }

  /// residual += W_down · (activation(W_gate x) ∘ W_up x), x the normalised residual, for T = `count` rows.
  func feedForward(
    _ block: DecoderBlock, _ w: DecoderWorkspace, count: Int, training: BlockTraining? = nil
  ) {
    let c = configuration
    normalize(block.feedForwardNorm, w, count: count)
    multiply([(block.gate, w.gate.floats), (block.up, w.up)], w.blockInput, w, count: count)
    options.threads.eachRow(count) { row in
      training?.keepFeedForwardInputs(row: row, w)
      block.multiplyGate(row: row, w, c)
      if block.down.takesIntegers { w.gate.quantize(row: row) }
    }
    multiply([(block.down, w.delta)], w.gate, w, count: count)
    options.threads.eachRow(count) { row in
      training?.keepFeedForwardDelta(row: row, w)
      block.addFeedForward(row: row, w, c)
    }
  }

  /// Products of the first `count` rows of `input` with matrices that share it.
  func multiply(
    _ products: [MatrixProduct.Pair], _ input: MatrixInput, _ w: DecoderWorkspace, count: Int
  ) {
    MatrixProduct(products, threads: options.threads).run(input, tokenCount: count, scratch: w.scratch)
  }

  private func normalize(_ weight: FloatVector, _ w: DecoderWorkspace, count: Int) {
    w.blockInput.normalize(
      w.residual, rows: 0..<count, weight: weight, epsilon: configuration.rmsEpsilon,
      precision: options.activations, threads: options.threads)
  }
}
