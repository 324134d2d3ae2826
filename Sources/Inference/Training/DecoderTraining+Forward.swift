// DecoderTraining+Forward.swift: a batch through all blocks, as Decoder+Forward.swift does with a pass.
//
// The layers are those of Decoder+Layers.swift. Attention is not shared: decoding keeps a cache for each head
// of a sequence, and splits a pass by heads and groups of rows; here one task takes a sequence and a head
// from the first row to the last, in a cache of its thread that the next task overwrites.

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
      let count = layout.rowCount
      let training = BlockTraining(
        positions: layout.positions, stash: stash?[index], lowRank: lowRank?.blocks[index])
      decoder.projectHeads(block, index, w, count: count, training: training)
      attend(layout, w, caches: caches)
      decoder.addAttended(block, w, count: count, training: training)
      decoder.feedForward(block, w, count: count, training: training)
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

  /// attended = softmax(q Kᵀ / √D) V, each sequence by itself.
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

  /// The loss of each target; with `gradient`, its residual rows become the gradient at the last block's
  /// output.
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
