// DecoderConfiguration.swift: the numbers of a decoder, checked.
//
// Sizes are elements. Everything that the decoder allocates, divides or loops by comes from here, so every
// value has a range, and the tensors are compared with it before the initialiser returns.

/// The shape of a decoder.
public struct DecoderConfiguration: Sendable {
  /// What its family has beside.
  let architecture: DecoderArchitecture

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

  /// How many elements of a head are rotated, in pairs; even, at most ``headDimension``.
  public var ropeDimensionCount: Int

  /// Divisors of the rotary frequencies (Llama 3.1 and later, Phi 3 with long contexts), or nil.
  public var ropeFactors: RopeFactors?

  /// What the cosines and sines of the rotary angles are multiplied by; 1 for most.
  public var ropeMagnitude: Float

  /// What the blocks that do not see the whole sequence do instead, or nil where all see it.
  public var sliding: SlidingAttention?

  /// The epsilon of RMS norms.
  public var rmsEpsilon: Float

  /// The longest sequence the model was made for.
  public var contextLength: Int

  /// How many tokens there are; equals the rows of the embedding.
  public var vocabularyCount: Int

  /// Whether the output matrix is the token embedding.
  public var tiedOutput: Bool

  /// Attention to the last positions only, in some blocks.
  public struct SlidingAttention: Sendable, Equatable {
    /// How many positions such a block sees, the own included.
    public var window: Int

    /// Of so many blocks in a row the last sees everything.
    public var period: Int

    /// The base of the rotary angles in such a block; its positions are not scaled.
    public var ropeBase: Float
  }

  /// `ropeDimensionCount / 2` divisors of the rotary frequencies, which may depend on how long a sequence may
  /// get.
  public struct RopeFactors: Sendable, Equatable {
    /// For sequences of up to ``shortLimit`` positions.
    public var short: [Float]

    /// For longer ones.
    public var long: [Float]

    /// The context of the model before it was extended, in positions.
    public var shortLimit: Int

    /// Those for sequences of up to `capacity` positions.
    func of(capacity: Int) -> [Float] { capacity <= shortLimit ? short : long }
  }

  /// The architectures that are known, as `general.architecture` names them.
  public static var architectures: [String] { DecoderArchitecture.all.map(\.name) }

  /// Reads the configuration of `file`, and checks that exactly the tensors it needs are there.
  ///
  /// - Throws: ``ModelFileError`` that names what is missing, wrong or not supported.
  public init(file: GGUFFile) throws(ModelFileError) {
    let name = try file.architecture
    guard let architecture = DecoderArchitecture.named(name) else { throw .unsupportedArchitecture(name) }
    let keys = ArchitectureKeys(metadata: file.metadata, prefix: name)
    try Self.refuseWhatIsNotImplemented(keys)
    self.architecture = architecture
    blockCount = try keys.integer("block_count", in: 1...512)
    embeddingLength = try keys.integer("embedding_length", in: 1...65_536)
    feedForwardLength = try keys.integer("feed_forward_length", in: 1...1_048_576)
    contextLength = try keys.integer("context_length", in: 1...16_777_216)
    headCount = try keys.integer("attention.head_count", in: 1...1024)
    headCountKV = try keys.integerIfPresent("attention.head_count_kv", in: 1...1024) ?? headCount
    rmsEpsilon = try keys.float("attention.layer_norm_rms_epsilon", in: 1e-12...1e-1)
    headDimension = try keys.headDimension(embeddingLength: embeddingLength, headCount: headCount)
    ropeBase = try keys.floatIfPresent("rope.freq_base", in: 1...1e12) ?? architecture.ropeBase
    ropeScale = try Self.ropeScale(keys)
    ropeDimensionCount =
      try keys.integerIfPresent("rope.dimension_count", in: 2...headDimension) ?? headDimension
    sliding = try Self.sliding(keys, architecture)
    vocabularyCount = try keys.vocabularyCount()
    tiedOutput = file.tensors["output.weight"] == nil
    ropeFactors = nil
    ropeMagnitude = try keys.floatIfPresent("rope.scaling.attn_factor", in: 1e-3...1e3) ?? 1
    try checkDivisions(keys)
    try ArchitectureRequirements.verify(file.tensors, are: ArchitectureRequirements.decoder(self))
    ropeFactors = try Self.ropeFactors(file, keys, contextLength: contextLength)
  }

  /// Whether block `block` sees the last positions only.
  public func isSliding(block: Int) -> Bool {
    guard let sliding else { return false }
    return (block + 1) % sliding.period != 0
  }

  /// The positions that block `block` sees from `position`.
  func visible(from position: Int, block: Int) -> Range<Int> {
    guard let sliding, isSliding(block: block) else { return 0..<position + 1 }
    return max(0, position + 1 - sliding.window)..<position + 1
  }

  private func checkDivisions(_ keys: ArchitectureKeys) throws(ModelFileError) {
    guard headCount.isMultiple(of: headCountKV) else {
      throw keys.badValue("attention.head_count_kv", "\(headCountKV)", allowed: "a divisor of \(headCount)")
    }
    guard ropeDimensionCount.isMultiple(of: 2) else {
      throw keys.badValue("rope.dimension_count", "\(ropeDimensionCount)", allowed: "an even number")
    }
  }

  private static func refuseWhatIsNotImplemented(_ keys: ArchitectureKeys) throws(ModelFileError) {
    if let experts = try keys.integerIfPresent("expert_count", in: 0...65_536), experts > 0 {
      throw .unsupportedFeature(file: keys.metadata.file, feature: "mixture of experts")
    }
    for name in ["attn_logit_softcapping", "final_logit_softcapping"]
    where try keys.floatIfPresent(name, in: 0...1e6) ?? 0 > 0 {
      throw .unsupportedFeature(file: keys.metadata.file, feature: "a cap on logits (\(name))")
    }
    let scaling = try keys.stringIfPresent("rope.scaling.type") ?? "none"
    guard ["none", "linear", "longrope"].contains(scaling) else {
      throw .unsupportedFeature(
        file: keys.metadata.file, feature: "rope scaling of type \(scaling.prefix(32))")
    }
  }

  private static func ropeScale(_ keys: ArchitectureKeys) throws(ModelFileError) -> Float {
    guard try keys.stringIfPresent("rope.scaling.type") == "linear" else { return 1 }
    return try keys.floatIfPresent("rope.scaling.factor", in: 1e-3...1e6) ?? 1
  }

  private static func sliding(
    _ keys: ArchitectureKeys, _ architecture: DecoderArchitecture
  ) throws(ModelFileError) -> SlidingAttention? {
    guard let unsaid = architecture.sliding,
      let window = try keys.integerIfPresent("attention.sliding_window", in: 0...16_777_216), window > 0
    else { return nil }
    return SlidingAttention(
      window: window,
      period: try keys.integerIfPresent("attention.sliding_window_pattern", in: 1...512) ?? unsaid.period,
      ropeBase: try keys.floatIfPresent("rope.freq_base_swa", in: 1...1e12) ?? unsaid.ropeBase)
  }

  private static func ropeFactors(
    _ file: GGUFFile, _ keys: ArchitectureKeys, contextLength: Int
  ) throws(ModelFileError) -> RopeFactors? {
    if let factors = try factors("rope_freqs.weight", file) {
      return RopeFactors(short: factors, long: factors, shortLimit: contextLength)
    }
    let short = try factors("rope_factors_short.weight", file)
    let long = try factors("rope_factors_long.weight", file)
    guard let short, let long else {
      // Without its factors such a model would be rotated wrongly, not by default.
      let needsThem = try keys.stringIfPresent("rope.scaling.type") == "longrope"
      guard short == nil, long == nil, !needsThem else {
        throw .missingTensor(short == nil ? "rope_factors_short.weight" : "rope_factors_long.weight")
      }
      return nil
    }
    let limit = try keys.integer("rope.scaling.original_context_length", in: 1...16_777_216)
    return RopeFactors(short: short, long: long, shortLimit: limit)
  }

  private static func factors(_ name: String, _ file: GGUFFile) throws(ModelFileError) -> [Float]? {
    guard let tensor = file.tensors[name] else { return nil }
    let bytes = file.mapped.bytes.extracting(tensor.byteRange)
    let factors = (0..<tensor.elementCount).map { index in
      Float(bitPattern: bytes.littleEndian(UInt32.self, at: 4 * index))
    }
    guard factors.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      throw .badValue(
        file: file.mapped.path, key: name, value: "\(factors.min() ?? 0)", allowed: "finite numbers above 0")
    }
    return factors
  }
}
