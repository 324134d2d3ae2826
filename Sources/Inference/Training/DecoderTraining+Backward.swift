// DecoderTraining+Backward.swift: from the gradient at the last block's output to that at the input rows.
//
// b.residual holds the gradient with respect to the residual stream: each sublayer adds what passes through
// it. The forward pass's buffers are free by now, and take what it kept.

extension DecoderTraining {
  private var threads: ThreadPool { decoder.options.threads }

  /// Leaves the gradient with respect to every input row in `b.residual`, and that of the factors in
  /// `lowRank`.
  func backward(
    _ layout: BatchLayout, _ w: DecoderWorkspace, _ b: BackwardWorkspace, lowRank: LowRankGradient?
  ) {
    for index in decoder.blocks.indices.reversed() {
      feedForward(decoder.blocks[index], b.blocks[index], layout, w, b)
      attention(index, b.blocks[index], layout, w, b, lowRank: lowRank)
    }
  }

  /// Through W_down · (activation(W_gate x) ∘ W_up x) and the norm in front of it.
  private func feedForward(
    _ block: DecoderBlock, _ stash: BlockStash, _ layout: BatchLayout, _ w: DecoderWorkspace,
    _ b: BackwardWorkspace
  ) {
    let count = layout.rowCount, c = decoder.configuration
    let added = deltaGradient(block.postFeedForwardNorm, stash.feedForwardDelta, count, w, b)
    transposed([(block.down, added)], into: b.gate.floats, count, b)
    threads.eachRow(count) { row in
      stash.gate.restore(row: row, into: w.gate.floats)
      stash.up.restore(row: row, into: w.up)
      switch c.architecture.activation {
      case .silu:
        b.gate.floats.siluMultiplyGradient(gate: w.gate.floats, up: w.up, upGradient: b.up.floats, row: row)
      case .geluTanh:
        b.gate.floats.geluTanhMultiplyGradient(
          gate: w.gate.floats, up: w.up, upGradient: b.up.floats, row: row)
      }
      b.gate.round(row: row)
      b.up.round(row: row)
    }
    transposed([(block.gate, b.gate), (block.up, b.up)], into: b.normalised, count, b)
    addNormGradient(block.feedForwardNorm, stash.middle, count, w, b)
  }

  /// Through W_o · attention(x) and the norm in front of it.
  private func attention(
    _ index: Int, _ stash: BlockStash, _ layout: BatchLayout, _ w: DecoderWorkspace, _ b: BackwardWorkspace,
    lowRank: LowRankGradient?
  ) {
    let block = decoder.blocks[index], count = layout.rowCount, c = decoder.configuration
    let angles = w.angles(ofBlock: index, c)
    let added = deltaGradient(block.postAttentionNorm, stash.attentionDelta, count, w, b)
    transposed([(block.attentionOutput, added)], into: b.attended, count, b)
    threads.eachRow(count) { row in
      stash.queries.restore(row: row, into: w.queries)
      stash.keys.restore(row: row, into: w.keys)
      stash.values.restore(row: row, into: w.values)
    }
    attend(layout, w, b)
    threads.eachRow(count) { row in
      for rows in [b.queries.floats, b.keys.floats] {
        rows.rotateBack(
          row: row, headDimension: c.headDimension, table: angles, angleRow: layout.positions[row],
          interleaved: c.architecture.rotatesNeighbours)
      }
      if let inputs = stash.headInputs {
        headNormGradient(block.queryNorm, inputs.queries, into: b.queries.floats, row: row, w.queries)
        headNormGradient(block.keyNorm, inputs.keys, into: b.keys.floats, row: row, w.keys)
      }
      for rows in [b.queries, b.keys, b.values] { rows.round(row: row) }
    }
    transposed(
      [(block.query, b.queries), (block.key, b.keys), (block.value, b.values)], into: b.normalised, count, b)
    if let lowRank { pass(lowRank, index, stash, count, w, b) }
    addNormGradient(block.attentionNorm, stash.input, count, w, b)
  }

  /// Through the low-rank terms of a block, which read what W_q and W_v read: the norm of the stream is made
  /// anew.
  private func pass(
    _ lowRank: LowRankGradient, _ index: Int, _ stash: BlockStash, _ count: Int, _ w: DecoderWorkspace,
    _ b: BackwardWorkspace
  ) {
    let input = w.blockInput.floats, norm = decoder.blocks[index].attentionNorm
    threads.eachRow(count) { row in
      stash.input.restore(row: row, into: w.delta)
      w.delta.rmsNorm(
        row: row, weight: norm, epsilon: decoder.configuration.rmsEpsilon, into: input, row: row)
    }
    lowRank.passBlock(
      index, input: input, queries: b.queries.floats, values: b.values.floats, into: b.normalised,
      tokenCount: count, threads: threads)
  }

  /// The gradient with respect to what a sublayer's last product gave, rounded: that of the residual stream,
  /// or what the norm between the two makes of it.
  private func deltaGradient(
    _ norm: FloatVector?, _ delta: StashedRows?, _ count: Int, _ w: DecoderWorkspace, _ b: BackwardWorkspace
  ) -> GradientRows {
    guard let norm, let delta, let gradient = b.delta else {
      threads.eachRow(count) { b.residual.round(row: $0) }
      return b.residual
    }
    gradient.floats.clear(count: count)
    threads.eachRow(count) { row in
      delta.restore(row: row, into: w.delta)
      gradient.floats.addRMSNormGradient(
        b.residual.floats, input: w.delta, row: row, weight: norm,
        epsilon: decoder.configuration.rmsEpsilon, to: row)
      gradient.round(row: row)
    }
    return gradient
  }

  /// Through the norm of each head; `recalled` is overwritten with its input.
  private func headNormGradient(
    _ norm: FloatVector?, _ input: StashedRows, into gradient: FloatRows, row: Int, _ recalled: FloatRows
  ) {
    guard let norm else { return }
    input.restore(row: row, into: recalled)
    gradient.rmsNormHeadsGradient(
      input: recalled, row: row, weight: norm, epsilon: decoder.configuration.rmsEpsilon)
  }

  private func attend(_ layout: BatchLayout, _ w: DecoderWorkspace, _ b: BackwardWorkspace) {
    let c = decoder.configuration
    threads.run(taskCount: layout.sequences.count * c.headCountKV) { task, thread in
      let gradient = AttentionGradient(
        range: layout.sequences[task / c.headCountKV].rows, head: task % c.headCountKV,
        queryHeads: c.headCount / c.headCountKV, dimension: c.headDimension,
        scale: 1 / Float(c.headDimension).squareRoot())
      gradient.run(
        queries: w.queries, keys: w.keys, values: w.values, output: b.attended,
        queryGradient: b.queries.floats, keyGradient: b.keys.floats, valueGradient: b.values.floats,
        scratch: b.attentionScratch, thread: thread)
    }
  }

  /// residual gradient += the norm's gradient at `input`, where `b.normalised` is that of its output.
  private func addNormGradient(
    _ weight: FloatVector, _ input: StashedRows, _ count: Int, _ w: DecoderWorkspace, _ b: BackwardWorkspace
  ) {
    threads.eachRow(count) { row in
      input.restore(row: row, into: w.delta)
      b.residual.floats.addRMSNormGradient(
        b.normalised, input: w.delta, row: row, weight: weight, epsilon: decoder.configuration.rmsEpsilon,
        to: row)
    }
  }

  private func transposed(
    _ pairs: [TransposedProduct.Pair], into output: FloatRows, _ count: Int, _ b: BackwardWorkspace
  ) {
    TransposedProduct(pairs: pairs, threads: threads).run(tokenCount: count, into: output, scratch: b.scratch)
  }
}
