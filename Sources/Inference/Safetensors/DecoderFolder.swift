// DecoderFolder.swift: a decoder in Hugging Face's layout, and the GGUF file that it becomes.
//
// config.json says which family it is and how large; the family's table says which tensors there have to be,
// and what they are called; tokenizer.json and its neighbours become metadata. All of it is checked before
// the first byte is written, so that what can be refused is refused at once.

/// The files of a decoder, checked against each other, and what each tensor will be.
public struct DecoderFolder {
  /// A tensor of the file to be.
  private struct Plan {
    enum Source {
      case stored(ShardedSafetensors.Place, RowChange)
      case numbers([Float])
    }

    var tensor: GGUFWriter.Tensor
    var source: Source
    var fellBack: Bool
  }

  private let weights: ShardedSafetensors
  private let plans: [Plan]
  private let quantization: Quantization?
  private let header: [UInt8]

  /// GGUF's name of the architecture.
  public let architecture: String

  /// The size of the GGUF file, in bytes.
  public let byteCount: Int

  /// Whether `folder` has a config.json of something other than a BERT encoder.
  ///
  /// - Throws: ``ModelFileError`` for a config.json that cannot be read, such as a link, or does not say what
  ///   it is of.
  public static func isOne(_ folder: String) throws(ModelFileError) -> Bool {
    guard let config = try ModelConfigurationFile.ifPresent(path: folder + "/config.json") else {
      return false
    }
    return try config.string("model_type") != "bert"
  }

  /// Opens the files in `folder`.
  ///
  /// - Parameters:
  ///   - folder: Has config.json, tokenizer.json and safetensors.
  ///   - quantization: How to store matrices; nil to keep the types that they have.
  /// - Throws: ``ModelFileError`` that names the file and the field or tensor that is wrong;
  ///   ``ModelFileError/notConvertible(file:feature:)`` for what is right and not known here.
  public init(_ folder: String, quantization: Quantization?) throws(ModelFileError) {
    let config = try ModelConfigurationFile(path: folder + "/config.json")
    let configuration = try DecoderFolderConfiguration(config)
    let weights = try ShardedSafetensors(folder: folder)
    // First: only an embedding that is there makes a number of tokens more than a word in a small file.
    let plans = try Self.plans(configuration, weights, quantization)
    let tokenizer = try TokenizerFile(path: folder + "/tokenizer.json")
    let settings = try TokenizerSettings(folder: folder, config: config, tokenizer: tokenizer)
    let tokenizerKeys = try tokenizer.keys(settings: settings, rowCount: configuration.vocabularyCount)
    let title = Self.title(folder, configuration)
    let types = plans.map(\.tensor.type)
    let keys = configuration.keys(
      title: title, fileType: quantization?.fileType ?? Self.fileType(types),
      isQuantised: types.contains { $0.blockElementCount > 1 })
    let writer = GGUFWriter(keys: keys + tokenizerKeys, tensors: plans.map(\.tensor))
    self.weights = weights
    self.plans = plans
    self.quantization = quantization
    header = writer.header
    architecture = configuration.family.architecture
    byteCount = writer.byteCount
  }

  /// Writes the GGUF file, front to back.
  ///
  /// - Parameters:
  ///   - threads: Who rounds the weights; any number of threads gives the same bytes.
  ///   - sink: Called with one piece after the other, ``byteCount`` bytes in all; may throw to stop.
  /// - Returns: What became of each tensor.
  /// - Throws: ``ModelFileError`` for weights that are not finite, or files that changed; what `sink` throws.
  public func write(
    threads: ThreadPool, into sink: ([UInt8]) throws -> Void
  ) throws -> ConversionReport {
    let quantizer = WeightQuantizer(threads: threads)
    var report = ConversionReport(architecture: architecture, quantization: quantization)
    try sink(header)
    for plan in plans {
      let tensor = plan.tensor
      var error = RoundingError()
      switch plan.source {
      case .stored(let place, let change):
        error = try quantizer.convert(
          place.tensor, in: place.file, change: change, to: tensor.type, into: sink)
      case .numbers(let numbers): try sink(Self.bytes(of: numbers))
      }
      let padding = GGUFWriter.padding(after: tensor.byteCount)
      if !padding.isEmpty { try sink(padding) }
      report.tensors.append(
        ConvertedTensor(
          name: tensor.name, type: tensor.type, dimensions: tensor.dimensions, fellBack: plan.fellBack,
          error: error))
    }
    try weights.verifyUnchanged()
    return report
  }

  // MARK: The plan

  private static func plans(
    _ c: DecoderFolderConfiguration, _ weights: ShardedSafetensors, _ quantization: Quantization?
  ) throws(ModelFileError) -> [Plan] {
    var plans: [Plan] = []
    var used: Set<String> = []
    for (name, numbers) in c.ropeTensors {
      let tensor = GGUFWriter.Tensor(name: name, type: .f32, dimensions: [numbers.count])
      plans.append(Plan(tensor: tensor, source: .numbers(numbers), fellBack: false))
    }
    for rule in c.rules {
      plans.append(try plan(rule, c, weights, quantization))
      used.insert(rule.source)
    }
    // With tied embeddings some folders have the embedding a second time.
    if c.tiesOutput { used.insert(DecoderFamily.output.source) }
    let others = weights.places.keys.sorted()
    if let other = others.first(where: { !used.contains($0) && !DecoderFamily.isDerived($0) }) {
      throw .unexpectedTensor(other)
    }
    return plans
  }

  private static func plan(
    _ rule: TensorRule, _ c: DecoderFolderConfiguration, _ weights: ShardedSafetensors,
    _ quantization: Quantization?
  ) throws(ModelFileError) -> Plan {
    guard let place = weights.places[rule.source] else { throw .missingTensor(rule.source) }
    var dimensions = [c.count(rule.rows)]
    if let columns = rule.columns { dimensions.insert(c.count(columns), at: 0) }
    guard place.tensor.dimensions == dimensions else {
      throw .wrongShape(tensor: rule.source, expected: dimensions, actual: place.tensor.dimensions)
    }
    // Norms and biases are few, and everything that reads them wants floats.
    var type = WeightType.f32
    if rule.columns != nil { type = quantization?.type(columns: dimensions[0]) ?? place.tensor.type }
    let tensor = GGUFWriter.Tensor(name: rule.name, type: type, dimensions: dimensions)
    let fellBack = rule.columns != nil && quantization != nil && type != quantization?.type
    return Plan(tensor: tensor, source: .stored(place, change(rule.change, c)), fellBack: fellBack)
  }

  private static func change(_ change: TensorRule.Change, _ c: DecoderFolderConfiguration) -> RowChange {
    switch change {
    case .none: .none
    case .interleaveQueries: .interleaveHeads(c.headCount)
    case .interleaveKeys: .interleaveHeads(c.headCountKV)
    case .addOne: .addOne
    }
  }

  /// The name of the folder.
  ///
  /// llama.cpp, and the tokenizer here, know Phi 3 by its name, for what its special tokens do with spaces.
  private static func title(_ folder: String, _ c: DecoderFolderConfiguration) -> String {
    let name = folder.split(separator: "/").last.map(String.init) ?? ""
    let isPhi3 = c.family.architecture == "phi3"
    let says = name.lowercased().contains("phi-3") || name.lowercased().contains("phi3")
    return isPhi3 && !says ? "Phi-3 \(name)" : name
  }

  /// llama.cpp's number for the type that most matrices are kept in.
  private static func fileType(_ types: [WeightType]) -> UInt32 {
    if types.contains(.bf16) { return 32 }
    return types.contains(.f16) ? 1 : 0
  }

  private static func bytes(of numbers: [Float]) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in numbers {
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> shift))
      }
    }
    return bytes
  }
}
