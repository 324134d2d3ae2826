// DecoderTraining+Forward.swift: a batch through all blocks, as Decoder+Forward.swift does with one sequence.

extension DecoderTraining {
  private var threads: ThreadPool { decoder.options.threads }

  /// Leaves the residual stream in the workspace; keeps in `stash` what the backward pass reads.
  func forward(
    _ batch: [TrainingSequence], _ layout: BatchLayout, _ w: DecoderWorkspace, caches: [HeadCache],
    stash: [BlockStash]?, lowRank: LowRankFactors? = nil, blockCount: Int = .max
  ) {
    embed(batch, layout, w)
    w.fillAngles(count: layout.longest)
    for (index, block) in decoder.blocks.prefix(blockCount).enumerated() {
      attention(
        block, index, layout, w, caches: caches, stash: stash?[index], lowRank: lowRank?.blocks[index])
      feedForward(block, layout, w, stash: stash?[index])
    }
  }

  private func embed(_ batch: [TrainingSequence], _ layout: BatchLayout, _ w: DecoderWorkspace) {
    let length = decoder.embeddingLength
    for (sequence, place) in zip(batch, layout.sequences) {
      for (index, row) in place.soft.enumerated() {
        w.residual.set(row, to: Array(sequence.softRows[index * length..<(index + 1) * length]))
      }
      for (index, token) in sequence.tokens.enumerated() {
        decoder.embed(token, into: w.residual, row: place.soft.upperBound + index)
      }
    }
  }

  /// residual += W_o · softmax(q Kᵀ / √D) V, each sequence by itself.
  private func attention(
    _ block: DecoderBlock, _ index: Int, _ layout: BatchLayout, _ w: DecoderWorkspace, caches: [HeadCache],
    stash: BlockStash?, lowRank: LowRankFactors.Block?
  ) {
    let c = decoder.configuration, count = layout.rowCount, angles = w.angles(ofBlock: index, c)
    normalize(w, block.attentionNorm, count: count)
    multiply(
      [(block.query, w.queries), (block.key, w.keys), (block.value, w.values)], w.blockInput, w, count)
    threads.eachRow(count) { row in
      lowRank?.add(row: row, w)
      block.addBiases(row: row, w)
      stash?.headInputs?.queries.keep(w.queries, row: row)
      stash?.headInputs?.keys.keep(w.keys, row: row)
      block.placeHeads(row: row, w, angles: angles, angleRow: layout.positions[row], c)
      guard let stash else { return }
      stash.input.keep(w.residual, row: row)
      stash.queries.keep(w.queries, row: row)
      stash.keys.keep(w.keys, row: row)
      stash.values.keep(w.values, row: row)
    }
    attend(layout, w, caches: caches)
    if block.attentionOutput.takesIntegers { threads.eachRow(count) { w.attended.quantize(row: $0) } }
    multiply([(block.attentionOutput, w.delta)], w.attended, w, count)
    threads.eachRow(count) { row in
      stash?.attentionDelta?.keep(w.delta, row: row)
      block.addAttention(row: row, w, c)
    }
  }

  private func attend(_ layout: BatchLayout, _ w: DecoderWorkspace, caches: [HeadCache]) {
    let c = decoder.configuration, dimension = c.headDimension
    let share = c.headCount / c.headCountKV, scale = 1 / Float(dimension).squareRoot()
    threads.run(taskCount: layout.sequences.count * c.headCountKV) { task, thread in
      let range = layout.sequences[task / c.headCountKV].rows, head = task % c.headCountKV
      let cache = caches[thread]
      for (position, row) in range.enumerated() {
        cache.store(position: position, keys: w.keys, values: w.values, row: row, column: head * dimension)
      }
      var queries: [HeadCache.Query] = []
      for (position, row) in range.enumerated() {
        for member in 0..<share {
          queries.append(
            HeadCache.Query(
              row: row, column: (head * share + member) * dimension, visible: 0..<position + 1))
        }
      }
      cache.attend(
        queries, of: w.queries, scale: scale, into: w.attended.floats, scores: w.scores, thread: thread)
    }
  }

  /// residual += W_down · (activation(W_gate x) ∘ W_up x).
  private func feedForward(
    _ block: DecoderBlock, _ layout: BatchLayout, _ w: DecoderWorkspace, stash: BlockStash?
  ) {
    let count = layout.rowCount, c = decoder.configuration
    normalize(w, block.feedForwardNorm, count: count)
    multiply([(block.gate, w.gate.floats), (block.up, w.up)], w.blockInput, w, count)
    threads.eachRow(count) { row in
      if let stash {
        stash.middle.keep(w.residual, row: row)
        stash.gate.keep(w.gate.floats, row: row)
        stash.up.keep(w.up, row: row)
      }
      block.multiplyGate(row: row, w, c)
      if block.down.takesIntegers { w.gate.quantize(row: row) }
    }
    multiply([(block.down, w.delta)], w.gate, w, count)
    threads.eachRow(count) { row in
      stash?.feedForwardDelta?.keep(w.delta, row: row)
      block.addFeedForward(row: row, w, c)
    }
  }

  private func normalize(_ w: DecoderWorkspace, _ weight: FloatVector, count: Int) {
    let rounds = decoder.options.activations == .integer8 && w.blockInput.floats.columns.isMultiple(of: 32)
    threads.eachRow(count) { row in
      w.residual.rmsNorm(
        row: row, weight: weight, epsilon: decoder.configuration.rmsEpsilon, into: w.blockInput.floats,
        row: row)
      if rounds { w.blockInput.quantize(row: row) }
    }
  }

  private func multiply(
    _ products: [MatrixProduct.Pair], _ input: MatrixInput, _ w: DecoderWorkspace, _ count: Int
  ) {
    MatrixProduct(products, threads: threads).run(input, tokenCount: count, scratch: w.scratch)
  }

  /// The loss of each target; with `gradient`, its residual rows become the gradient at the last block's output.
  func targetLosses(_ layout: BatchLayout, _ w: DecoderWorkspace, gradient: BackwardWorkspace?) -> [Float] {
    let targets = layout.targets, norm = decoder.outputNorm, epsilon = decoder.configuration.rmsEpsilon
    threads.eachRow(targets.count) { index in
      w.residual.rmsNorm(
        row: targets[index].row, weight: norm, epsilon: epsilon, into: w.output.floats, row: index)
    }
    guard let b = gradient else {
      return loss.run(w.output.floats, targets: targets.map(\.token), gradient: nil)
    }
    let losses = loss.run(
      w.output.floats, targets: targets.map(\.token),
      gradient: (rows: b.normalised, scratch: b.scratch, weight: 1 / Float(targets.count)))
    b.residual.floats.clear(count: layout.rowCount)
    threads.eachRow(targets.count) { index in
      w.output.floats.copy(w.residual, from: targets[index].row, to: index)
      b.residual.floats.addRMSNormGradient(
        b.normalised, input: w.output.floats, row: index, weight: norm, epsilon: epsilon,
        to: targets[index].row)
    }
    return losses
  }
}
