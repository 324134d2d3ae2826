// TrainingWorkspace.swift: the buffers of a training pass, reused from batch to batch.
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

/// Buffers for batches of up to `rows` tokens, none of whose sequences is longer than `longest`.
final class TrainingWorkspace {
  let rows: Int
  let longest: Int
  let forward: DecoderWorkspace
  let caches: [HeadCache]  // one a thread, for the sequence and head that it is at

  init(_ c: DecoderConfiguration, rows: Int, longest: Int, threadCount: Int) {
    self.rows = rows
    self.longest = longest
    forward = DecoderWorkspace(c, rows: rows, capacity: longest, threadCount: threadCount)
    caches = (0..<threadCount).map { _ in
      HeadCache(capacity: longest, dimension: c.headDimension, precision: .float32)
    }
  }
}

/// What the backward pass needs beside.
final class BackwardWorkspace {
  let rows: Int
  let longest: Int
  let blocks: [BlockStash]
  let residual: GradientRows  // (T, E), with respect to the residual stream
  let normalised: FloatRows  // (T, E), with respect to a block's normalised input
  let delta: GradientRows?  // (T, E), with respect to what is added to the stream, where that has a norm
  let attended: FloatRows  // (T, H · D)
  let queries: GradientRows  // (T, H · D)
  let keys: GradientRows  // (T, G · D)
  let values: GradientRows  // (T, G · D)
  let gate: GradientRows  // (T, F)
  let up: GradientRows  // (T, F)
  let scratch: FloatRows  // (threads, …), for transposed products
  let attentionScratch: FloatRows  // (threads, …)

  init(_ c: DecoderConfiguration, rows: Int, longest: Int, threadCount: Int, precision: TrainingPrecision) {
    let gradient = { GradientRows(rows: rows, columns: $0, precision: precision) }
    self.rows = rows
    self.longest = longest
    blocks = (0..<c.blockCount).map { _ in BlockStash(c, rows: rows, precision: precision) }
    residual = gradient(c.embeddingLength)
    normalised = FloatRows(rows: rows, columns: c.embeddingLength)
    delta = c.architecture.hasPostNorms ? gradient(c.embeddingLength) : nil
    attended = FloatRows(rows: rows, columns: c.headCount * c.headDimension)
    queries = gradient(c.headCount * c.headDimension)
    keys = gradient(c.headCountKV * c.headDimension)
    values = gradient(c.headCountKV * c.headDimension)
    gate = gradient(c.feedForwardLength)
    up = gradient(c.feedForwardLength)
    scratch = FloatRows(rows: threadCount, columns: TransposedProduct.scratchCount)
    attentionScratch = FloatRows(
      rows: threadCount, columns: AttentionGradient.scratchCount(longest: longest, dimension: c.headDimension)
    )
  }
}
