// EncoderDecoderConfiguration.swift: the numbers of an encoder-decoder (T5), checked.
//
// Sizes are elements. Everything that the model allocates, divides or loops by comes from here, so every
// value has a range, and the tensors are compared with it before the initialiser returns.

/// The shape of an encoder-decoder: T5 1.0, T5 1.1, Flan-T5.
public struct EncoderDecoderConfiguration: Sendable {
  /// How many blocks the encoder has.
  public var encoderBlockCount: Int

  /// How many blocks the decoder has.
  public var decoderBlockCount: Int

  /// The width of the residual stream.
  public var embeddingLength: Int

  /// The width within the feed-forward network.
  public var feedForwardLength: Int

  /// How many heads there are; each has keys and values of its own.
  public var headCount: Int

  /// The width of one head; all heads together may be wider than ``embeddingLength``.
  public var headDimension: Int

  /// How many buckets the distances between positions fall into, both directions together.
  public var bucketCount: Int

  /// The epsilon of RMS norms.
  public var rmsEpsilon: Float

  /// The longest sequence the model was made for.
  ///
  /// Positions are relative, so that this is advice: a longer sequence is computed, only less well.
  public var contextLength: Int

  /// How many tokens there are; equals the rows of the embedding.
  public var vocabularyCount: Int

  /// The token that the decoder's sequence starts with.
  public var decoderStart: TokenID

  /// Whether the feed-forward network is gated (1.1, Flan), with GELU in its tanh form; otherwise it is a
  /// ReLU (1.0).
  public var isGated: Bool

  /// Whether the output matrix is the token embedding (1.0).
  ///
  /// Then the decoder's last rows are multiplied by 1 / √E before it, as the model was trained: Hugging
  /// Face's code does so, llama.cpp leaves it out, which changes no greedy text but every probability.
  public var tiedOutput: Bool

  /// The architecture, as `general.architecture` names it.
  public static let architecture = "t5"

  /// Reads the configuration of `file`, and checks that exactly the tensors it needs are there.
  ///
  /// - Throws: ``ModelFileError`` that names what is missing, wrong or not supported.
  public init(file: GGUFFile) throws(ModelFileError) {
    let name = try file.architecture
    guard name == Self.architecture else { throw .unsupportedArchitecture(name) }
    let keys = ArchitectureKeys(metadata: file.metadata, prefix: name)
    encoderBlockCount = try keys.integer("block_count", in: 1...512)
    decoderBlockCount = try keys.integerIfPresent("decoder_block_count", in: 1...512) ?? encoderBlockCount
    embeddingLength = try keys.integer("embedding_length", in: 1...65_536)
    feedForwardLength = try keys.integer("feed_forward_length", in: 1...1_048_576)
    contextLength = try keys.integer("context_length", in: 1...16_777_216)
    headCount = try keys.integer("attention.head_count", in: 1...1024)
    headDimension = try keys.headDimension(embeddingLength: embeddingLength, headCount: headCount)
    // At least one exact distance in each direction; fewer exact ones than RelativePosition.farthest.
    bucketCount = try keys.integer("attention.relative_buckets_count", in: 4...254)
    rmsEpsilon = try keys.float("attention.layer_norm_rms_epsilon", in: 1e-12...1e-1)
    vocabularyCount = try keys.vocabularyCount()
    // Every T5 starts from its padding, token 0.
    decoderStart = TokenID(
      try keys.integerIfPresent("decoder_start_token_id", in: 0...vocabularyCount - 1) ?? 0)
    isGated = file.tensors["enc.blk.0.ffn_gate.weight"] != nil
    tiedOutput = file.tensors["output.weight"] == nil
    let headCountKV = try keys.integerIfPresent("attention.head_count_kv", in: 1...1024) ?? headCount
    guard headCountKV == headCount else {
      throw keys.badValue("attention.head_count_kv", "\(headCountKV)", allowed: "\(headCount)")
    }
    try ArchitectureRequirements.verify(file.tensors, are: ArchitectureRequirements.encoderDecoder(self))
  }
}
