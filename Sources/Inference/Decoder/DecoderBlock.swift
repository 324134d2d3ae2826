// DecoderBlock.swift: the weights of one transformer block of the llama family.

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
      down: try matrix(prefix + "ffn_down.weight"))
  }

  private func tensor(_ name: String) throws(ModelFileError) -> TensorInfo {
    guard let tensor = tensors[name] else { throw .missingTensor(name) }
    return tensor
  }
}
