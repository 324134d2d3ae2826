// DecoderFolderConfiguration+GGUF.swift: a decoder's numbers as the keys that llama.cpp's converter gives
// them.

extension DecoderFolderConfiguration {
  /// The keys in front of the tokenizer's.
  ///
  /// - Parameters:
  ///   - title: What the model is called; may be any text.
  ///   - fileType: llama.cpp's number for the type of most weights.
  ///   - isQuantised: Whether some weights are stored in blocks.
  /// - Returns: Each key once, `general.architecture` first.
  func keys(
    title: String, fileType: UInt32, isQuantised: Bool
  ) -> [(name: String, value: GGUFWriter.Value)] {
    let prefix = family.architecture + "."
    func number(_ key: String, _ value: Int) -> (name: String, value: GGUFWriter.Value) {
      (prefix + key, .uint32(UInt32(value)))
    }
    func float(_ key: String, _ value: Float) -> (name: String, value: GGUFWriter.Value) {
      (prefix + key, .float32(value))
    }
    var keys: [(name: String, value: GGUFWriter.Value)] = [
      ("general.architecture", .string(family.architecture)),
      ("general.type", .string("model")),
      ("general.name", .string(title)),
      number("block_count", blockCount),
      number("context_length", contextLength),
      number("embedding_length", embeddingLength),
      number("feed_forward_length", feedForwardLength),
      number("attention.head_count", headCount),
      number("attention.head_count_kv", headCountKV),
      float("attention.layer_norm_rms_epsilon", rmsEpsilon),
      number("attention.key_length", headDimension),
      number("attention.value_length", headDimension),
      number("vocab_size", vocabularyCount),
      float("rope.freq_base", rotation.base),
      number("rope.dimension_count", rotation.dimensionCount),
    ]
    if let window { keys.append(number("attention.sliding_window", window)) }
    if let base = rotation.windowBase { keys.append(float("rope.freq_base_swa", base)) }
    switch rotation.scaling {
    case .none, .divisors: break
    case .linear(let factor):
      keys.append((prefix + "rope.scaling.type", .string("linear")))
      keys.append(float("rope.scaling.factor", factor))
    case .shortAndLong(_, _, let magnitude): keys.append(float("rope.scaling.attn_factor", magnitude))
    }
    if let original = rotation.originalContextLength, family.hasLongFactors {
      keys.append(number("rope.scaling.original_context_length", original))
    }
    keys.append(("general.file_type", .uint32(fileType)))
    if isQuantised { keys.append(("general.quantization_version", .uint32(2))) }
    return keys
  }
}
