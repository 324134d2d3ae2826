// LlamaConfiguration.swift: the numbers of a llama-family decoder, checked.
//
// Sizes are elements. Everything that the decoder allocates, divides or loops by comes from here, so every
// value has a range, and the tensors are compared with it before the initialiser returns.

/// The shape of a decoder of architecture `llama` (Llama 2 and 3, SmolLM2, Mistral).
public struct LlamaConfiguration: Sendable, Equatable {
  /// How many transformer blocks there are.
  public var blockCount: Int

  /// The width of the residual stream.
  public var embeddingLength: Int

  /// The width within the feed-forward network.
  public var feedForwardLength: Int

  /// How many query heads there are.
  public var headCount: Int

  /// How many key and value heads there are; divides ``headCount``.
  public var headCountKV: Int

  /// The width of one head.
  public var headDimension: Int

  /// The base of the rotary angles.
  public var ropeBase: Float

  /// Positions are divided by this (linear scaling); 1 without scaling.
  public var ropeScale: Float

  /// How many elements of a head are rotated, in pairs (2i, 2i + 1); even, at most ``headDimension``.
  public var ropeDimensionCount: Int

  /// Divisors of the rotary frequencies, `ropeDimensionCount / 2` of them (Llama 3.1 and later), or nil.
  public var ropeFactors: [Float]?

  /// The epsilon of RMS norms.
  public var rmsEpsilon: Float

  /// The longest sequence the model was made for.
  public var contextLength: Int

  /// How many tokens there are; equals the rows of the embedding.
  public var vocabularyCount: Int

  /// Whether the output matrix is the token embedding.
  public var tiedOutput: Bool

  /// Reads the configuration of `file`, and checks that exactly the tensors it needs are there.
  ///
  /// - Throws: ``ModelFileError`` that names what is missing, wrong or not supported.
  public init(file: GGUFFile) throws(ModelFileError) {
    let architecture = try file.architecture
    guard architecture == "llama" else { throw .unsupportedArchitecture(architecture) }
    let metadata = file.metadata
    try Self.refuseWhatIsNotImplemented(metadata)
    blockCount = try metadata.integer("llama.block_count", in: 1...512)
    embeddingLength = try metadata.integer("llama.embedding_length", in: 1...65_536)
    feedForwardLength = try metadata.integer("llama.feed_forward_length", in: 1...1_048_576)
    contextLength = try metadata.integer("llama.context_length", in: 1...16_777_216)
    headCount = try metadata.integer("llama.attention.head_count", in: 1...1024)
    headCountKV = try metadata.integerIfPresent("llama.attention.head_count_kv", in: 1...1024) ?? headCount
    rmsEpsilon = try metadata.float("llama.attention.layer_norm_rms_epsilon", in: 1e-12...1e-1)
    headDimension = try Self.headDimension(metadata, embeddingLength, headCount)
    ropeBase = try metadata.floatIfPresent("llama.rope.freq_base", in: 1...1e12) ?? 10_000
    ropeScale = try Self.ropeScale(metadata)
    ropeDimensionCount =
      try metadata.integerIfPresent("llama.rope.dimension_count", in: 2...headDimension) ?? headDimension
    vocabularyCount = try Self.vocabularyCount(file)
    tiedOutput = file.tensors["output.weight"] == nil
    ropeFactors = nil
    try checkDivisions(metadata)
    try ArchitectureRequirements.verify(file.tensors, are: ArchitectureRequirements.llama(self))
    ropeFactors = try Self.ropeFactors(file)
  }

  private func checkDivisions(_ metadata: GGUFMetadata) throws(ModelFileError) {
    guard headCount.isMultiple(of: headCountKV) else {
      throw .badValue(
        file: metadata.file, key: "llama.attention.head_count_kv", value: "\(headCountKV)",
        allowed: "a divisor of \(headCount)")
    }
    guard ropeDimensionCount.isMultiple(of: 2) else {
      throw .badValue(
        file: metadata.file, key: "llama.rope.dimension_count", value: "\(ropeDimensionCount)",
        allowed: "an even number")
    }
  }

  private static func refuseWhatIsNotImplemented(_ metadata: GGUFMetadata) throws(ModelFileError) {
    if let experts = try metadata.integerIfPresent("llama.expert_count", in: 0...65_536), experts > 0 {
      throw .unsupportedFeature(file: metadata.file, feature: "mixture of experts")
    }
    let scaling = try metadata.stringIfPresent("llama.rope.scaling.type") ?? "none"
    guard ["none", "linear"].contains(scaling) else {
      throw .unsupportedFeature(file: metadata.file, feature: "rope scaling of type \(scaling.prefix(32))")
    }
  }

  private static func headDimension(
    _ metadata: GGUFMetadata, _ embeddingLength: Int, _ headCount: Int
  ) throws(ModelFileError) -> Int {
    let key = try metadata.integerIfPresent("llama.attention.key_length", in: 2...4096)
    let value = try metadata.integerIfPresent("llama.attention.value_length", in: 2...4096)
    if let key {
      guard value == nil || value == key else {
        throw .unsupportedFeature(file: metadata.file, feature: "value heads of another width than key heads")
      }
      return key
    }
    let (quotient, remainder) = embeddingLength.quotientAndRemainder(dividingBy: headCount)
    guard remainder == 0, (2...4096).contains(quotient), value == nil || value == quotient else {
      throw .badValue(
        file: metadata.file, key: "llama.attention.head_count", value: "\(headCount)",
        allowed: "a divisor of the embedding length \(embeddingLength)")
    }
    return quotient
  }

  private static func ropeScale(_ metadata: GGUFMetadata) throws(ModelFileError) -> Float {
    guard try metadata.stringIfPresent("llama.rope.scaling.type") == "linear" else { return 1 }
    return try metadata.floatIfPresent("llama.rope.scaling.factor", in: 1e-3...1e6) ?? 1
  }

  private static func vocabularyCount(_ file: GGUFFile) throws(ModelFileError) -> Int {
    let key = "tokenizer.ggml.tokens"
    guard let count = try file.metadata.arrayCountIfPresent(key) else {
      throw .missingKey(file: file.mapped.path, key: key)
    }
    let stated = try file.metadata.integerIfPresent("llama.vocab_size", in: 1...GGUFLimits.arrayElementCount)
    guard count > 0, stated == nil || stated == count else {
      throw .badValue(
        file: file.mapped.path, key: "llama.vocab_size", value: "\(stated ?? 0)", allowed: "\(count)")
    }
    return count
  }

  private static func ropeFactors(_ file: GGUFFile) throws(ModelFileError) -> [Float]? {
    guard let tensor = file.tensors["rope_freqs.weight"] else { return nil }
    let bytes = file.mapped.bytes.extracting(tensor.byteRange)
    let factors = (0..<tensor.elementCount).map { index in
      Float(bitPattern: bytes.littleEndian(UInt32.self, at: 4 * index))
    }
    guard factors.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      throw .badValue(
        file: file.mapped.path, key: "rope_freqs.weight", value: "\(factors.min() ?? 0)",
        allowed: "finite numbers above 0")
    }
    return factors
  }
}
