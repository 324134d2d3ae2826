// BERTConfiguration.swift: the numbers of a BERT encoder, read from a folder's config.json, checked.
//
// The folder is in Hugging Face's layout. Keys that would change the result and are not implemented are
// refused by name; keys that only matter in training are ignored.

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

  /// The width of one head.
  public var headDimension: Int { embeddingLength / headCount }

  /// Reads `config.json` in `folder`.
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
    guard embeddingLength.isMultiple(of: headCount) else {
      throw .badValue(
        file: path, key: "num_attention_heads", value: "\(headCount)",
        allowed: "a divisor of hidden_size, \(embeddingLength)")
    }
    try config.require("hidden_act", oneOf: ["gelu"], default: "gelu")
    try config.require("position_embedding_type", oneOf: ["absolute"], default: "absolute")
  }
}
