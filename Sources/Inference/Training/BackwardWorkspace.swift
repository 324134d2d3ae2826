// BackwardWorkspace.swift: the buffers of a backward pass, reused from batch to batch.
//
// T is the most tokens of a batch, E the embedding length, H heads of dimension D, G key-value heads, F the
// feed-forward length.

/// What the backward pass needs beside the buffers of the forward pass.
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
