// BERTConfiguration.swift: the numbers of a BERT encoder, from a folder's config.json or a GGUF file,
// checked.
//
// Keys that would change the result and are not implemented are refused by name; keys that only matter in
// training are ignored.

/// The shape of a BERT encoder (MiniLM, BGE, E5).
public struct BERTConfiguration: Sendable, Equatable {
  /// How many transformer blocks there are.
  public var blockCount: Int

  /// The width of the residual stream, and of the vectors that come out.
  public var embeddingLength: Int

  /// The width within the feed-forward network.
  public var feedForwardLength: Int

  /// How many heads there are; divides ``embeddingLength``.
  public var headCount: Int

  /// How many positions have a learned embedding.
  public var contextLength: Int

  /// How many token types have a learned embedding; only the first is used.
  public var tokenTypeCount: Int

  /// The epsilon of layer norms.
  public var layerNormEpsilon: Float

  /// How many tokens there are.
  public var vocabularyCount: Int

  /// How the vectors of a text's tokens become one.
  public var pooling: Pooling

  /// A way to make one vector of many.
  public enum Pooling: Sendable, Equatable {
    /// The mean over all tokens (MiniLM, E5, Contriever).
    case mean

    /// That of the first token, `[CLS]` (BGE).
    case classification
  }

  /// The width of one head.
  public var headDimension: Int { embeddingLength / headCount }

  /// Where a folder in the layout of sentence-transformers says how vectors are pooled, and where the model
  /// store keeps that; without either it is by mean.
  public static let poolingFiles = ["1_Pooling/config.json", "pooling.json"]

  /// Reads `config.json` in `folder`, which is in Hugging Face's layout, and how it pools.
  ///
  /// - Throws: ``ModelFileError`` that names the key that is missing, wrong or not supported.
  public init(folder: String) throws(ModelFileError) {
    let path = folder + "/config.json"
    let config = try ModelConfigurationFile(path: path)
    let kind = try config.string("model_type")
    guard kind == "bert" else { throw .unsupportedArchitecture(kind) }
    embeddingLength = try config.integer("hidden_size", in: 1...65_536)
    blockCount = try config.integer("num_hidden_layers", in: 1...512)
    headCount = try config.integer("num_attention_heads", in: 1...1024)
    feedForwardLength = try config.integer("intermediate_size", in: 1...1_048_576)
    contextLength = try config.integer("max_position_embeddings", in: 4...1_048_576)
    tokenTypeCount = try config.integerIfPresent("type_vocab_size", in: 1...1024) ?? 2
    vocabularyCount = try config.integer("vocab_size", in: 1...(16 << 20))
    layerNormEpsilon = try config.floatIfPresent("layer_norm_eps", in: 1e-15...1e-1) ?? 1e-12
    try Self.refuseDenseLayer(folder: folder)
    pooling = try Self.pooling(folder: folder)
    try checkHeads(file: path, key: "num_attention_heads")
    try config.require("hidden_act", oneOf: ["gelu"], default: "gelu")
    try config.require("position_embedding_type", oneOf: ["absolute"], default: "absolute")
  }

  /// Reads the keys of a GGUF file.
  ///
  /// - Throws: ``ModelFileError`` that names the key that is missing, wrong or not supported.
  public init(file: GGUFFile) throws(ModelFileError) {
    let kind = try file.architecture, metadata = file.metadata
    guard kind == "bert" else { throw .unsupportedArchitecture(kind) }
    embeddingLength = try metadata.integer("bert.embedding_length", in: 1...65_536)
    blockCount = try metadata.integer("bert.block_count", in: 1...512)
    headCount = try metadata.integer("bert.attention.head_count", in: 1...1024)
    feedForwardLength = try metadata.integer("bert.feed_forward_length", in: 1...1_048_576)
    contextLength = try metadata.integer("bert.context_length", in: 4...1_048_576)
    tokenTypeCount = try metadata.integerIfPresent("tokenizer.ggml.token_type_count", in: 1...1024) ?? 2
    layerNormEpsilon = try metadata.float("bert.attention.layer_norm_epsilon", in: 1e-15...1e-1)
    guard let count = try metadata.arrayCountIfPresent("tokenizer.ggml.tokens"), count > 0 else {
      throw .missingKey(file: metadata.file, key: "tokenizer.ggml.tokens")
    }
    vocabularyCount = count
    pooling = try Self.pooling(metadata)
    if try metadata.boolIfPresent("bert.attention.causal") == true {
      throw .unsupportedFeature(file: metadata.file, feature: "causal attention in an encoder")
    }
    try checkHeads(file: metadata.file, key: "bert.attention.head_count")
  }

  private static func pooling(folder: String) throws(ModelFileError) -> Pooling {
    for name in poolingFiles {
      guard let settings = try ModelConfigurationFile.ifPresent(path: folder + "/" + name) else { continue }
      let modes = try poolingModes(settings)
      switch modes {
      case ["cls"]: return .classification
      case ["mean"], []: return .mean
      default:
        throw .unsupportedFeature(
          file: settings.path, feature: "pooling by " + modes.sorted().prefix(4).joined(separator: " and "))
      }
    }
    return .mean
  }

  /// The ways of pooling that are switched on.
  ///
  /// Older versions of sentence-transformers write a truth value for each, as in `pooling_mode_cls_token`,
  /// newer ones names under `pooling_mode`, one or several. Whatever is on and not known has to be found as
  /// well: it is refused.
  private static func poolingModes(_ settings: ModelConfigurationFile) throws(ModelFileError) -> Set<String> {
    let prefix = "pooling_mode_", short = ["cls_token": "cls", "mean_tokens": "mean"]
    var modes: Set<String> = []
    for key in settings.keys where key.hasPrefix(prefix) {
      guard try settings.boolIfPresent(key) == true else { continue }
      let mode = String(key.dropFirst(prefix.count))
      modes.insert(short[mode] ?? String(mode.prefix(32)))
    }
    if case .string(let mode) = settings.value("pooling_mode") {
      modes.insert(String(mode.prefix(32)))
    } else {
      for mode in try settings.stringsIfPresent("pooling_mode") ?? [] {
        modes.insert(String(mode.prefix(32)))
      }
    }
    return modes
  }

  /// Behind the pooling, sentence-transformers may have one more matrix (LaBSE): without it vectors would be
  /// wrong.
  private static func refuseDenseLayer(folder: String) throws(ModelFileError) {
    guard try ModelConfigurationFile.ifPresent(path: folder + "/2_Dense/config.json") != nil else { return }
    throw .unsupportedFeature(file: folder, feature: "a dense layer behind the pooling")
  }

  private static func pooling(_ metadata: GGUFMetadata) throws(ModelFileError) -> Pooling {
    // llama.cpp's numbers; without one it gives no vector of a text at all.
    switch try metadata.integerIfPresent("bert.pooling_type", in: 0...64) {
    case 1, nil: return .mean
    case 2: return .classification
    case let other?:
      throw .unsupportedFeature(file: metadata.file, feature: "pooling of type \(other)")
    }
  }

  private func checkHeads(file: String, key: String) throws(ModelFileError) {
    guard embeddingLength.isMultiple(of: headCount) else {
      throw .badValue(
        file: file, key: key, value: "\(headCount)", allowed: "a divisor of the width, \(embeddingLength)")
    }
  }
}
