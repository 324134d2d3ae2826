// DecoderFolderConfiguration.swift: the numbers of a decoder from a folder's config.json, checked.
//
// Keys that would change the result and have no place in GGUF, or none here, are refused by name; keys that
// only matter in training are ignored.

/// The shape of a decoder in a Hugging Face folder.
struct DecoderFolderConfiguration: Sendable {
  let family: DecoderFamily
  var blockCount: Int
  var embeddingLength: Int
  var feedForwardLength: Int
  var headCount: Int
  var headCountKV: Int
  var headDimension: Int
  var vocabularyCount: Int
  var contextLength: Int
  var rmsEpsilon: Float
  var rotation: DecoderFolderRotation

  /// How many positions blocks with a window see; nil where GGUF has no key for it.
  var window: Int?

  /// Whether the output matrix is the token embedding.
  var tiesOutput: Bool

  /// Reads `config`.
  ///
  /// - Throws: ``ModelFileError/notConvertible(file:feature:)`` for what is not known here, others for keys
  ///   that are missing or wrong.
  init(_ config: ModelConfigurationFile) throws(ModelFileError) {
    let family = try Self.family(config)
    self.family = family
    try Self.refuseWhatIsNotKnown(config, family)
    embeddingLength = try config.integer("hidden_size", in: 1...65_536)
    blockCount = try config.integer("num_hidden_layers", in: 1...512)
    feedForwardLength = try config.integer("intermediate_size", in: 1...1_048_576)
    headCount = try config.integer("num_attention_heads", in: 1...1024)
    headCountKV = try config.integerIfPresent("num_key_value_heads", in: 1...1024) ?? headCount
    headDimension = try Self.headDimension(config, embeddingLength, headCount)
    vocabularyCount = try config.integer("vocab_size", in: 1...TokenizerFile.maximumTokenCount)
    rmsEpsilon = try config.floatIfPresent("rms_norm_eps", in: 1e-12...1e-1) ?? 1e-6
    let positions = try config.integer("max_position_embeddings", in: 1...16_777_216)
    rotation = try DecoderFolderRotation(
      config, family: family, headDimension: headDimension, contextLength: positions)
    let windows = try Self.windows(config, family, positions)
    (contextLength, window) = (windows.contextLength, windows.window)
    tiesOutput = try config.boolIfPresent("tie_word_embeddings") ?? family.tiesOutput
    guard headCount.isMultiple(of: headCountKV) else {
      throw .badValue(
        file: config.path, key: "num_key_value_heads", value: "\(headCountKV)",
        allowed: "a divisor of \(headCount)")
    }
    try checkGemma(config)
  }

  /// How many elements an extent has.
  func count(_ extent: DecoderExtent) -> Int {
    let queries = headCount * headDimension, keys = headCountKV * headDimension
    return switch extent {
    case .embedding: embeddingLength
    case .queries: queries
    case .keys: keys
    case .queriesKeysValues: queries + 2 * keys
    case .feedForward: feedForwardLength
    case .gateAndUp: 2 * feedForwardLength
    case .head: headDimension
    case .vocabulary: vocabularyCount
    }
  }

  /// The tensors that the folder has to have, in the order of the file to be.
  var rules: [TensorRule] {
    var rules = family.outer
    if !tiesOutput { rules.append(DecoderFamily.output) }
    for block in 0..<blockCount {
      rules += family.block.map { rule in
        var rule = rule
        rule.source = Self.numbered(rule.source, block)
        rule.name = Self.numbered(rule.name, block)
        return rule
      }
    }
    return rules
  }

  /// What GGUF keeps as tensors and folders as numbers in config.json.
  var ropeTensors: [(name: String, numbers: [Float])] {
    switch rotation.scaling {
    case .none, .linear: []
    case .divisors(let divisors): [("rope_freqs.weight", divisors)]
    case .shortAndLong(let short, let long, _):
      [("rope_factors_long.weight", long), ("rope_factors_short.weight", short)]
    }
  }

  private static func numbered(_ name: String, _ block: Int) -> String {
    name.split(separator: "#", omittingEmptySubsequences: false).joined(separator: "\(block)")
  }

  private static func family(_ config: ModelConfigurationFile) throws(ModelFileError) -> DecoderFamily {
    guard let className = try config.stringsIfPresent("architectures")?.first else {
      throw .missingKey(file: config.path, key: "architectures")
    }
    guard let family = DecoderFamily.named(className) else {
      throw .notConvertible(file: config.path, feature: "the architecture \(className.prefix(64))")
    }
    return family
  }

  private static func refuseWhatIsNotKnown(
    _ config: ModelConfigurationFile, _ family: DecoderFamily
  ) throws(ModelFileError) {
    guard config.value("quantization_config") == nil else {
      throw .notConvertible(file: config.path, feature: "weights that are quantised already")
    }
    for key in ["attention_bias", "mlp_bias", "use_bidirectional_attention"]
    where try config.boolIfPresent(key) == true {
      throw .notConvertible(file: config.path, feature: key)
    }
    for key in ["attn_logit_softcapping", "final_logit_softcapping"]
    where try config.floatIfPresent(key, in: 0...1e6) ?? 0 > 0 {
      throw .notConvertible(file: config.path, feature: "a cap on logits (\(key))")
    }
    try config.require(family.activationKey, oneOf: [family.activation], default: family.activation)
  }

  private static func headDimension(
    _ config: ModelConfigurationFile, _ embeddingLength: Int, _ headCount: Int
  ) throws(ModelFileError) -> Int {
    if let stated = try config.integerIfPresent("head_dim", in: 2...4096) {
      guard stated.isMultiple(of: 2) else {
        throw .badValue(file: config.path, key: "head_dim", value: "\(stated)", allowed: "an even number")
      }
      return stated
    }
    let (quotient, remainder) = embeddingLength.quotientAndRemainder(dividingBy: headCount)
    guard remainder == 0, (2...4096).contains(quotient), quotient.isMultiple(of: 2) else {
      throw .badValue(
        file: config.path, key: "num_attention_heads", value: "\(headCount)",
        allowed: "a divisor of \(embeddingLength) that leaves heads of even width")
    }
    return quotient
  }

  private static func windows(
    _ config: ModelConfigurationFile, _ family: DecoderFamily, _ positions: Int
  ) throws(ModelFileError) -> (contextLength: Int, window: Int?) {
    let window = try config.integerIfPresent("sliding_window", in: 0...16_777_216) ?? 0
    switch family.window {
    case .none: return (positions, nil)
    case .ignored: return (positions, window)
    case .fiveOfSix:
      guard window > 0 else { throw .missingKey(file: config.path, key: "sliding_window") }
      return (positions, window)
    case .everyBlockIfUsed:
      let isUsed = try config.boolIfPresent("use_sliding_window") ?? false
      return (isUsed && window > 0 ? min(positions, window) : positions, nil)
    case .everyBlock: return (window > 0 ? min(positions, window) : positions, nil)
    }
  }

  /// What Gemma's files may say, and GGUF's reader takes for granted.
  private func checkGemma(_ config: ModelConfigurationFile) throws(ModelFileError) {
    guard family.window == .fiveOfSix else { return }
    let scale = try config.floatIfPresent("query_pre_attn_scalar", in: 1...65_536)
    guard scale == nil || scale == Float(headDimension) else {
      throw .notConvertible(file: config.path, feature: "query_pre_attn_scalar other than head_dim")
    }
    var period = try config.integerIfPresent("sliding_window_pattern", in: 1...512)
    if period == nil { period = try config.integerIfPresent("_sliding_window_pattern", in: 1...512) }
    let kinds = try config.stringsIfPresent("layer_types")
    let expected = (0..<blockCount).map { ($0 + 1) % 6 == 0 ? "full_attention" : "sliding_attention" }
    guard period == nil || period == 6, kinds == nil || kinds == expected else {
      throw .notConvertible(file: config.path, feature: "windows in other blocks than 5 of 6")
    }
  }
}
