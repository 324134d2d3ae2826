// DecoderBlock.swift: the weights of one transformer block.

/// One block: attention and feed-forward, each behind a norm.
///
/// Shapes are (rows, columns) = (outputs, inputs). E is the embedding length, H heads of dimension D,
/// G key-value heads, F the feed-forward length.
struct DecoderBlock {
  let attentionNorm: FloatVector  // (E)
  let query: WeightMatrix  // (H · D, E)
  let key: WeightMatrix  // (G · D, E)
  let value: WeightMatrix  // (G · D, E)
  let attentionOutput: WeightMatrix  // (E, H · D)
  let feedForwardNorm: FloatVector  // (E)
  let gate: WeightMatrix  // (F, E)
  let up: WeightMatrix  // (F, E)
  let down: WeightMatrix  // (E, F)

  // What only some architectures have.
  let queryBias: FloatVector?  // (H · D)
  let keyBias: FloatVector?  // (G · D)
  let valueBias: FloatVector?  // (G · D)
  let queryNorm: FloatVector?  // (D), of each head
  let keyNorm: FloatVector?  // (D), of each head
  let postAttentionNorm: FloatVector?  // (E)
  let postFeedForwardNorm: FloatVector?  // (E)

  /// All matrices, for accounts of memory.
  var matrices: [WeightMatrix] { [query, key, value, attentionOutput, gate, up, down] }
}

/// The blocks of a decoder, by the names of llama.cpp's converter.
extension WeightLoader {
  func block(_ index: Int, _ c: DecoderConfiguration) throws(ModelFileError) -> DecoderBlock {
    let prefix = "blk.\(index).", places = MatrixPlaces(c)
    return DecoderBlock(
      attentionNorm: try vector(prefix + "attn_norm.weight"),
      query: try matrix(prefix + places.query.name, rows: places.query.rows),
      key: try matrix(prefix + places.key.name, rows: places.key.rows),
      value: try matrix(prefix + places.value.name, rows: places.value.rows),
      attentionOutput: try matrix(prefix + "attn_output.weight"),
      feedForwardNorm: try vector(prefix + "ffn_norm.weight"),
      gate: try matrix(prefix + places.gate.name, rows: places.gate.rows),
      up: try matrix(prefix + places.up.name, rows: places.up.rows),
      down: try matrix(prefix + "ffn_down.weight"),
      queryBias: try vectorIfPresent(prefix + "attn_q.bias"),
      keyBias: try vectorIfPresent(prefix + "attn_k.bias"),
      valueBias: try vectorIfPresent(prefix + "attn_v.bias"),
      queryNorm: try vectorIfPresent(prefix + "attn_q_norm.weight"),
      keyNorm: try vectorIfPresent(prefix + "attn_k_norm.weight"),
      postAttentionNorm: try vectorIfPresent(prefix + "post_attention_norm.weight"),
      postFeedForwardNorm: try vectorIfPresent(prefix + "post_ffw_norm.weight"))
  }
}
