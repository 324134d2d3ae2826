// WeightLoader.swift: the tensors of a model file as weights, by name.
//
// What a kind of model is made of lies beside its blocks, as extensions: DecoderBlock, EncoderDecoderBlock,
// EncoderLayer.

/// Finds a model's tensors by name and makes weights of them.
struct WeightLoader {
  let file: MappedFile
  let tensors: [String: TensorInfo]
  let precision: ActivationPrecision
  let threads: ThreadPool

  /// Matrices that were packed before, or nil.
  let packed: PackedWeightsFile?

  /// Whether products are made for many tokens at a time: see ``WeightMatrix``.
  let servesManyTokens: Bool

  init(
    file: MappedFile, tensors: [String: TensorInfo], precision: ActivationPrecision, threads: ThreadPool,
    packed: PackedWeightsFile? = nil, servesManyTokens: Bool = false
  ) {
    self.file = file
    self.tensors = tensors
    self.precision = precision
    self.threads = threads
    self.packed = packed
    self.servesManyTokens = servesManyTokens
  }

  /// The weights of a model that computes as `options` say.
  init(_ file: GGUFFile, _ options: DecoderOptions) {
    self.init(
      file: file.mapped, tensors: file.tensors, precision: options.activations, threads: options.threads,
      // Whoever gave it says that it was made from this file; the size is seen at once.
      packed: options.packedWeights.flatMap { $0.source.byteCount == file.mapped.byteCount ? $0 : nil })
  }

  /// What is multiplied with: the tensor `name`, or as many of its rows as `rows` says.
  func matrix(_ name: String, rows: Range<Int>? = nil) throws(ModelFileError) -> WeightMatrix {
    let whole = try tensor(name)
    return WeightMatrix(
      rows.map { whole.rows($0) } ?? whole, in: file, precision: precision, threads: threads, packed: packed,
      servesManyTokens: servesManyTokens)
  }

  /// A table of which rows are looked up: nothing is multiplied with it, and it is not packed.
  func table(_ name: String) throws(ModelFileError) -> WeightMatrix {
    WeightMatrix(try tensor(name), in: file, precision: .float32, threads: threads)
  }

  func vector(_ name: String) throws(ModelFileError) -> FloatVector {
    FloatVector(try tensor(name), in: file)
  }

  /// nil where the file has no such tensor; whether it should was checked with the configuration.
  func vectorIfPresent(_ name: String) throws(ModelFileError) -> FloatVector? {
    tensors[name] == nil ? nil : try vector(name)
  }

  private func tensor(_ name: String) throws(ModelFileError) -> TensorInfo {
    guard let tensor = tensors[name] else { throw .missingTensor(name) }
    return tensor
  }
}
