// BlockTraining.swift: what a training pass does in a block beside what decoding does: the places where
// Decoder+Layers.swift asks.

/// The low-rank terms of one block, and what is kept of it for the backward pass.
struct BlockTraining {
  /// By row, its position in its sequence: the row of the angles that it turns by.
  let positions: [Int]

  /// nil where no gradient is wanted.
  let stash: BlockStash?

  /// nil where the block has none.
  let lowRank: LowRankFactors.Block?

  /// Queries and values += their low-rank terms, as the products with W left them.
  func addLowRank(row: Int, _ w: DecoderWorkspace) { lowRank?.add(row: row, w) }

  /// Keeps queries and keys before the norm of each head, where there is one.
  func keepHeadInputs(row: Int, _ w: DecoderWorkspace) {
    guard let inputs = stash?.headInputs else { return }
    inputs.queries.keep(w.queries, row: row)
    inputs.keys.keep(w.keys, row: row)
  }

  /// Keeps what attention reads, and the residual in front of it.
  func keepHeads(row: Int, _ w: DecoderWorkspace) {
    guard let stash else { return }
    stash.input.keep(w.residual, row: row)
    stash.queries.keep(w.queries, row: row)
    stash.keys.keep(w.keys, row: row)
    stash.values.keep(w.values, row: row)
  }

  /// Keeps what attention adds, where a norm stands behind it.
  func keepAttentionDelta(row: Int, _ w: DecoderWorkspace) { stash?.attentionDelta?.keep(w.delta, row: row) }

  /// Keeps gate and up before the activation, and the residual in front of them.
  func keepFeedForwardInputs(row: Int, _ w: DecoderWorkspace) {
    guard let stash else { return }
    stash.middle.keep(w.residual, row: row)
    stash.gate.keep(w.gate.floats, row: row)
    stash.up.keep(w.up, row: row)
  }

  /// Keeps what the feed-forward network adds, where a norm stands behind it.
  func keepFeedForwardDelta(row: Int, _ w: DecoderWorkspace) {
    stash?.feedForwardDelta?.keep(w.delta, row: row)
  }
}
