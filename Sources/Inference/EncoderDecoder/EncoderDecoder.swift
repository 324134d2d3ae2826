// EncoderDecoder.swift: an encoder-decoder language model (T5 1.0, T5 1.1, Flan-T5), frozen.
//
// The encoder reads an input once, both ways; the decoder writes a sequence of its own and attends to what
// the encoder made. What they compute is in EncoderDecoder+Forward.swift, layer by layer in
// EncoderDecoderPass.

/// A frozen encoder-decoder, ready to run.
///
/// Several inputs and states can be used with one model, one at a time.
public final class EncoderDecoder {
  /// The model's numbers.
  public let configuration: EncoderDecoderConfiguration

  /// Turns text into the model's tokens and back.
  public let tokenizer: any Tokenizer

  let file: MappedFile
  let options: DecoderOptions
  let embedding: WeightMatrix  // (vocabulary, E), of both sides
  let encoderBlocks: [EncoderDecoderBlock]
  let encoderBiases: [RelativeBiases]
  let encoderNorm: FloatVector  // (E)
  let decoderBlocks: [CrossAttendingBlock]
  let decoderBiases: [RelativeBiases]
  let decoderNorm: FloatVector  // (E)
  let outputMatrix: WeightMatrix  // (vocabulary, E)

  /// How many rows one pass through the weights takes: enough to reuse what is in cache.
  static let batchLimit = 256

  /// The most rows of an input, and the most positions of a state.
  ///
  /// Positions are relative, so that no table ends; attention to more would take longer than anyone waits.
  public static let positionLimit = 16_384

  /// Reads the model of `file`.
  ///
  /// - Throws: ``ModelFileError`` where a tensor is missing or shaped wrongly, or the tokenizer is unknown.
  public init(file: GGUFFile, options: DecoderOptions) throws(ModelFileError) {
    let c = try EncoderDecoderConfiguration(file: file)
    let loader = WeightLoader(file, options)
    let embedding =
      try c.tiedOutput
      ? loader.matrix("token_embd.weight") : loader.table("token_embd.weight")
    var encoderBlocks: [EncoderDecoderBlock] = []
    for index in 0..<c.encoderBlockCount { encoderBlocks.append(try loader.encoderBlock(index)) }
    var decoderBlocks: [CrossAttendingBlock] = []
    for index in 0..<c.decoderBlockCount { decoderBlocks.append(try loader.decoderBlock(index)) }
    configuration = c
    self.file = file.mapped
    self.options = options
    self.embedding = embedding
    self.encoderBlocks = encoderBlocks
    self.decoderBlocks = decoderBlocks
    encoderBiases = try loader.biases(side: "enc", blockCount: c.encoderBlockCount)
    decoderBiases = try loader.biases(side: "dec", blockCount: c.decoderBlockCount)
    encoderNorm = try loader.vector("enc.output_norm.weight")
    decoderNorm = try loader.vector("dec.output_norm.weight")
    outputMatrix = c.tiedOutput ? embedding : try loader.matrix("output.weight")
    tokenizer = try file.mapped.verifying { () throws(ModelFileError) in try makeTokenizer(file.metadata) }
  }

  /// The longest sequence that the model was trained for; longer ones are possible.
  public var contextLength: Int { configuration.contextLength }

  /// The width of an embedding row.
  public var embeddingLength: Int { configuration.embeddingLength }

  /// What the model multiplies with.
  var multipliedMatrices: [WeightMatrix] {
    encoderBlocks.flatMap(\.matrices) + decoderBlocks.flatMap(\.matrices) + [outputMatrix]
  }

  /// An empty sequence that attends to `input`, with room for `capacity` positions, at most
  /// ``positionLimit``.
  ///
  /// Its first token is the configuration's `decoderStart`.
  public func makeState(for input: EncodedInput, capacity: Int) -> EncoderDecoderState {
    let capacity = max(1, min(capacity, Self.positionLimit))
    let heads = (0..<configuration.decoderBlockCount).map { _ in makeHeads(capacity: capacity) }
    let workspace = EncoderDecoderWorkspace(
      configuration, rows: min(Self.batchLimit, capacity), positions: max(capacity, input.count),
      threadCount: options.threads.threadCount)
    let biases = decoderBiases.map { $0.table(of: 1 - capacity...0, bothWays: false) }
    return EncoderDecoderState(
      input: input, capacity: capacity, heads: heads, biases: biases, workspace: workspace)
  }

  /// Empty keys and values of each head of one block.
  func makeHeads(capacity: Int) -> [HeadCache] {
    (0..<configuration.headCount).map { _ in
      HeadCache(capacity: capacity, dimension: configuration.headDimension, precision: options.cache)
    }
  }
}
