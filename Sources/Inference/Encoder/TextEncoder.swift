// TextEncoder.swift: texts to vectors with a BERT encoder (MiniLM, BGE), pooled and normalised.
//
// Weights in floats are multiplied as such, straight from the mapped file: vectors are kept for years, and
// opening the model costs nothing. A file whose weights are rounded has its activations rounded to 8 bits as
// well, as in the decoder. Many short texts share one pass without padding: their tokens lie one text after
// the other, and attention stays within each.

/// A frozen sentence encoder.
public final class TextEncoder: Sendable {
  /// The length of a vector.
  public var dimension: Int { configuration.embeddingLength }

  /// Texts are cut to this many tokens, with those that open and close it: as the model was trained.
  public let maximumTokenCount: Int

  let configuration: BERTConfiguration
  let file: MappedFile
  let threads: ThreadPool
  let tokenizer: WordPieceTokenizer
  let wordEmbedding: WeightMatrix  // (vocabulary, E)
  let positionEmbedding: WeightMatrix  // (positions, E)
  let typeEmbedding: FloatVector  // (E), of the first token type
  let embeddingNorm: LayerNorm  // (E)
  let layers: [EncoderLayer]
  let workspaces = EncoderWorkspaces()

  /// Tokens in one pass, unless a single text has more.
  static let batchLimit = 512

  /// Reads `config.json`, `model.safetensors` and `vocab.txt` of `folder`.
  ///
  /// - Throws: ``ModelFileError`` that names the file and the field or tensor that is wrong.
  public convenience init(folder: String, threads: ThreadPool) throws(ModelFileError) {
    let weights = try EncoderFolder(folder)
    try self.init(
      weights.configuration, .encoder(weights.file.mapped, weights.file.tensors, threads: threads),
      weights.names, weights.tokenizer, maximumTokenCount: 256)
  }

  /// Reads an encoder of a GGUF file.
  ///
  /// - Throws: ``ModelFileError`` that names the key or tensor that is wrong.
  public convenience init(file: GGUFFile, threads: ThreadPool) throws(ModelFileError) {
    let configuration = try BERTConfiguration(file: file)
    try ArchitectureRequirements.verify(
      file.tensors, are: ArchitectureRequirements.bert(configuration, names: .gguf, types: nil),
      allowingOthers: true)
    try self.init(
      configuration, .encoder(file.mapped, file.tensors, threads: threads), .gguf,
      WordPieceTokenizer(file.metadata), maximumTokenCount: configuration.contextLength)
  }

  private init(
    _ configuration: BERTConfiguration, _ loader: WeightLoader, _ names: EncoderTensorNames,
    _ tokenizer: WordPieceTokenizer, maximumTokenCount: Int
  ) throws(ModelFileError) {
    var layers: [EncoderLayer] = []
    for index in 0..<configuration.blockCount {
      layers.append(try loader.encoderLayer(names.layer(index)))
    }
    self.configuration = configuration
    file = loader.file
    self.threads = loader.threads
    self.layers = layers
    self.tokenizer = tokenizer
    wordEmbedding = try loader.table(names.words + ".weight")
    positionEmbedding = try loader.table(names.positions + ".weight")
    typeEmbedding = try loader.vector(names.types + ".weight")
    embeddingNorm = try loader.layerNorm(names.embeddingNorm)
    self.maximumTokenCount = min(maximumTokenCount, configuration.contextLength)
  }

  /// Encodes texts.
  ///
  /// - Parameters:
  ///   - texts: Any texts; an empty one is encoded as its opening and closing tokens.
  ///   - progress: Called after each pass with the number of texts that are done.
  /// - Returns: The vector of each text: `dimension` elements, of length 1.
  /// - Throws: ``ModelFileError/changed(file:)`` where the file changed meanwhile; what `progress` throws.
  public func encode(_ texts: [String], progress: (Int) throws -> Void = { _ in }) throws -> [[Float]] {
    var vectors: [[Float]] = []
    vectors.reserveCapacity(texts.count)
    var batch: [[TokenID]] = [], tokenCount = 0
    for text in texts {
      let tokens = tokens(of: text)
      if tokenCount + tokens.count > Self.batchLimit && !batch.isEmpty {
        vectors += try normalizedVectors(of: batch)
        try progress(vectors.count)
        batch = []
        tokenCount = 0
      }
      batch.append(tokens)
      tokenCount += tokens.count
    }
    if !batch.isEmpty {
      vectors += try normalizedVectors(of: batch)
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

  private func normalizedVectors(of batch: [[TokenID]]) throws(ModelFileError) -> [[Float]] {
    let vectors = pooled(batch).map(Self.normalized)
    try file.verifyUnchanged()
    return vectors
  }

  private static func normalized(_ vector: [Float]) -> [Float] {
    let length = vector.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? vector.map { $0 / length } : vector
  }
}
