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

/// Finds a model's tensors by name and makes weights of them.
struct WeightLoader {
  let file: MappedFile
  let tensors: [String: TensorInfo]
  let precision: ActivationPrecision
  let threads: ThreadPool

  func matrix(_ name: String) throws(ModelFileError) -> WeightMatrix {
    WeightMatrix(try tensor(name), in: file, precision: precision, threads: threads)
  }

  func vector(_ name: String) throws(ModelFileError) -> FloatVector {
    FloatVector(try tensor(name), in: file)
  }

  /// nil where the file has no such tensor; whether it should was checked with the configuration.
  private func vectorIfPresent(_ name: String) throws(ModelFileError) -> FloatVector? {
    tensors[name] == nil ? nil : try vector(name)
  }

  func block(_ index: Int) throws(ModelFileError) -> DecoderBlock {
    let prefix = "blk.\(index)."
    return DecoderBlock(
      attentionNorm: try vector(prefix + "attn_norm.weight"),
      query: try matrix(prefix + "attn_q.weight"),
      key: try matrix(prefix + "attn_k.weight"),
      value: try matrix(prefix + "attn_v.weight"),
      attentionOutput: try matrix(prefix + "attn_output.weight"),
      feedForwardNorm: try vector(prefix + "ffn_norm.weight"),
      gate: try matrix(prefix + "ffn_gate.weight"),
      up: try matrix(prefix + "ffn_up.weight"),
      down: try matrix(prefix + "ffn_down.weight"),
      queryBias: try vectorIfPresent(prefix + "attn_q.bias"),
      keyBias: try vectorIfPresent(prefix + "attn_k.bias"),
      valueBias: try vectorIfPresent(prefix + "attn_v.bias"),
      queryNorm: try vectorIfPresent(prefix + "attn_q_norm.weight"),
      keyNorm: try vectorIfPresent(prefix + "attn_k_norm.weight"),
      postAttentionNorm: try vectorIfPresent(prefix + "post_attention_norm.weight"),
      postFeedForwardNorm: try vectorIfPresent(prefix + "post_ffw_norm.weight"))
  }

  private func tensor(_ name: String) throws(ModelFileError) -> TensorInfo {
    guard let tensor = tensors[name] else { throw .missingTensor(name) }
    return tensor
  }
}
