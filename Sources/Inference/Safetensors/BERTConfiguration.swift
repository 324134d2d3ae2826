// BERTConfiguration.swift: the numbers of a BERT encoder, from a folder's config.json or a GGUF file, checked.
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

  /// Where a folder in the layout of sentence-transformers says how vectors are pooled, and where the model store
  /// keeps that; without either it is by mean.
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
      let settings: ModelConfigurationFile
      do throws(ModelFileError) {
        settings = try ModelConfigurationFile(path: folder + "/" + name)
      } catch {
        guard case .unreadable(_, code: MappedFile.missingCode) = error else { throw error }
        continue
      }
      var asked: [String] = []
      for mode in ["cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens", "lasttoken"]
      where try settings.boolIfPresent("pooling_mode_" + mode) == true {
        asked.append(mode)
      }
      switch asked {
      case ["cls_token"]: return .classification
      case ["mean_tokens"], []: return .mean
      default:
        throw .unsupportedFeature(
          file: folder + "/" + name, feature: "pooling by " + asked.joined(separator: " and "))
      }
    }
    return .mean
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
