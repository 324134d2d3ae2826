// BlockStash.swift: the activations of a block that the backward pass reads.
//
// T is the most tokens of a batch, E the embedding length, H heads of dimension D, G key-value heads, F the
// feed-forward length.

/// What the forward pass keeps of one block.
struct BlockStash {
  let input: StashedRows  // (T, E), the residual stream before attention
  let middle: StashedRows  // (T, E), the residual stream before the feed-forward network
  let queries: StashedRows  // (T, H · D), rotated
  let keys: StashedRows  // (T, G · D), rotated
  let values: StashedRows  // (T, G · D)
  let gate: StashedRows  // (T, F), before the activation
  let up: StashedRows  // (T, F)
  let headInputs: (queries: StashedRows, keys: StashedRows)?  // before the norm of heads, if any
  let attentionDelta: StashedRows?  // (T, E), before its norm, where there is one
  let feedForwardDelta: StashedRows?  // (T, E), likewise

  init(_ c: DecoderConfiguration, rows: Int, precision: TrainingPrecision) {
    let stash = { StashedRows(rows: rows, columns: $0, precision: precision) }
    input = stash(c.embeddingLength)
    middle = stash(c.embeddingLength)
    queries = stash(c.headCount * c.headDimension)
    keys = stash(c.headCountKV * c.headDimension)
    values = stash(c.headCountKV * c.headDimension)
    gate = stash(c.feedForwardLength)
    up = stash(c.feedForwardLength)
    headInputs =
      c.architecture.hasHeadNorms
      ? (stash(c.headCount * c.headDimension), stash(c.headCountKV * c.headDimension)) : nil
    attentionDelta = c.architecture.hasPostNorms ? stash(c.embeddingLength) : nil
    feedForwardDelta = c.architecture.hasPostNorms ? stash(c.embeddingLength) : nil
  }
}
