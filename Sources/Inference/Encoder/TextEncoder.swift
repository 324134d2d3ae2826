// TextEncoder.swift: texts to vectors with a BERT encoder (MiniLM), mean-pooled and normalised.
//
// Products run in 32-bit floats straight from the mapped file: vectors are kept for years, and opening
// the model costs nothing. Many short texts share one pass without padding: their tokens lie one text
// after the other, and attention stays within each.

/// A frozen sentence encoder.
public final class TextEncoder: Sendable {
  /// The length of a vector.
  public var dimension: Int { configuration.embeddingLength }

  /// Texts are cut to this many tokens, with those that open and close it: as the model was trained.
  public let maximumTokenCount: Int

  let configuration: BERTConfiguration
  let threads: ThreadPool
  let tokenizer: WordPieceTokenizer
  let wordEmbedding: WeightMatrix  // (vocabulary, E)
  let positionEmbedding: WeightMatrix  // (positions, E)
  let typeEmbedding: FloatVector  // (E), of the first token type
  let embeddingNorm: LayerNorm  // (E)
  let layers: [EncoderLayer]

  /// Tokens in one pass, unless a single text has more.
  static let batchLimit = 512

  /// Reads `config.json`, `model.safetensors` and `vocab.txt` of `folder`.
  ///
  /// - Throws: ``ModelFileError`` that names the file and the field or tensor that is wrong.
  public init(folder: String, threads: ThreadPool) throws(ModelFileError) {
    let configuration = try BERTConfiguration(folder: folder)
    let weights = try SafetensorsFile(path: folder + "/model.safetensors")
    let prefix = weights.tensors["bert.embeddings.word_embeddings.weight"] == nil ? "" : "bert."
    try ArchitectureRequirements.verify(
      weights.tensors, are: ArchitectureRequirements.bert(configuration), prefix: prefix, allowingOthers: true
    )
    let loader = EncoderLoader(weights: weights, prefix: prefix, threads: threads)
    var layers: [EncoderLayer] = []
    for index in 0..<configuration.blockCount { layers.append(try loader.layer(index)) }
    self.configuration = configuration
    self.threads = threads
    self.layers = layers
    tokenizer = try WordPieceTokenizer(folder: folder)
    wordEmbedding = try loader.matrix("embeddings.word_embeddings.weight")
    positionEmbedding = try loader.matrix("embeddings.position_embeddings.weight")
    typeEmbedding = try loader.vector("embeddings.token_type_embeddings.weight")
    embeddingNorm = try loader.norm("embeddings.LayerNorm")
    maximumTokenCount = min(256, configuration.contextLength)
  }

  /// Encodes texts.
  ///
  /// - Parameters:
  ///   - texts: Any texts; an empty one is encoded as its opening and closing tokens.
  ///   - progress: Called after each pass with the number of texts that are done.
  /// - Returns: The vector of each text: `dimension` elements, of length 1.
  /// - Throws: What `progress` throws.
  public func encode(_ texts: [String], progress: (Int) throws -> Void = { _ in }) throws -> [[Float]] {
    var vectors: [[Float]] = []
    vectors.reserveCapacity(texts.count)
    var batch: [[TokenID]] = [], tokenCount = 0
    for text in texts {
      let tokens = tokens(of: text)
      if tokenCount + tokens.count > Self.batchLimit && !batch.isEmpty {
        vectors += pooled(batch).map(Self.normalized)
        try progress(vectors.count)
        batch = []
        tokenCount = 0
      }
      batch.append(tokens)
      tokenCount += tokens.count
    }
    if !batch.isEmpty {
      vectors += pooled(batch).map(Self.normalized)
      try progress(vectors.count)
    }
    return vectors
  }

  /// The tokens of a text: [CLS] … [SEP], cut to ``maximumTokenCount``.
  func tokens(of text: String) -> [TokenID] {
    let all = tokenizer.encode(text, addSpecial: true, parseSpecial: false)
    guard all.count > maximumTokenCount, let last = all.last else { return all }
    return all.prefix(maximumTokenCount - 1) + [last]
  }

  private static func normalized(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }
}
