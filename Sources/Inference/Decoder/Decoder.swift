// Decoder.swift: a decoder-only language model, frozen.
//
// The weights stay quantised: embedding rows are read from the mapped file, matrices from their packed form.
// What it computes is in Decoder+Forward.swift and Decoder+Layers.swift; what it remembers of a sequence in
// DecoderState.

/// A frozen language model, ready to run.
///
/// Several states can be evaluated with one decoder, one at a time.
public final class Decoder {
  /// The model's numbers.
  public let configuration: DecoderConfiguration

  /// Turns text into the model's tokens and back.
  public let tokenizer: any Tokenizer

  /// How a conversation is laid out, where the file's template is a known one; nil for a base model.
  public let chatTemplate: ChatTemplate?

  let file: MappedFile
  let options: DecoderOptions
  let embedding: WeightMatrix  // (vocabulary, E)
  let blocks: [DecoderBlock]
  let outputNorm: FloatVector  // (E)
  let outputMatrix: WeightMatrix  // (vocabulary, E)

  /// How many tokens one pass through the weights takes: enough to reuse what is in cache.
  static let batchLimit = 256

  /// Reads the model of `file`.
  ///
  /// - Throws: ``ModelFileError`` where a tensor is missing or shaped wrongly, or the tokenizer is unknown.
  public init(file: GGUFFile, options: DecoderOptions) throws(ModelFileError) {
    let configuration = try DecoderConfiguration(file: file)
    let loader = WeightLoader(file, options)
    let embedding =
      try configuration.tiedOutput
      ? loader.matrix("token_embd.weight") : loader.table("token_embd.weight")
    var blocks: [DecoderBlock] = []
    for index in 0..<configuration.blockCount { blocks.append(try loader.block(index, configuration)) }
    self.configuration = configuration
    self.file = file.mapped
    self.options = options
    self.embedding = embedding
    self.blocks = blocks
    outputNorm = try loader.vector("output_norm.weight")
    outputMatrix = configuration.tiedOutput ? embedding : try loader.matrix("output.weight")
    tokenizer = try file.mapped.verifying { () throws(ModelFileError) in try makeTokenizer(file.metadata) }
    chatTemplate = ChatTemplate.recognise(file.metadata)
  }

  /// Checks that what was computed so far was computed from the file as it was opened.
  ///
  /// - Throws: ``DecoderError/fileChanged(_:)``.
  func verifyFile() throws(DecoderError) {
    guard file.isUnchanged else { throw .fileChanged(file.path) }
    try options.verifyPackedWeights()
  }

  /// The longest sequence that the model was trained for.
  public var contextLength: Int { configuration.contextLength }

  /// The width of an embedding row.
  public var embeddingLength: Int { configuration.embeddingLength }

  /// Bytes of memory that the weights take beyond mapped files.
  public var packedByteCount: Int {
    multipliedMatrices.reduce(0) { $0 + $1.packedByteCount }
  }

  /// What the model multiplies with.
  var multipliedMatrices: [WeightMatrix] { blocks.flatMap(\.matrices) + [outputMatrix] }

  /// An empty state with room for `capacity` positions, at most ``contextLength``.
  public func makeState(capacity: Int) -> DecoderState {
    let capacity = max(1, min(capacity, contextLength)), c = configuration
    let heads = (0..<c.blockCount).map { _ in
      (0..<c.headCountKV).map { _ in
        HeadCache(capacity: capacity, dimension: c.headDimension, precision: options.cache)
      }
    }
    let workspace = DecoderWorkspace(
      c, rows: min(Self.batchLimit, capacity), capacity: capacity, threadCount: options.threads.threadCount)
    return DecoderState(capacity: capacity, heads: heads, workspace: workspace)
  }
}
