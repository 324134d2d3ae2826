// ModelCandidate.swift: what a file or folder is, as a model: opened fully, every tensor checked.

internal import Inference

/// A model that passed all checks, before it is in the store.
struct ModelCandidate {
  /// The files of an encoder, in the order of its fingerprint.
  ///
  /// The last one is optional.
  static let encoderFiles = ["config.json", "model.safetensors", "vocab.txt", "tokenizer_config.json"]
  static let requiredEncoderFileCount = 3

  var role: ModelRole
  var architecture: String
  var title: String
  var parameterCount: Int
  var weightTypes: [String]
  var contextLength: Int
  var hasChatTemplate = false

  /// The files, by absolute path.
  var files: [String]

  /// Opens what is at `path`, a canonical path.
  ///
  /// - Throws: `ModelFileError` for a file that is damaged or not supported,
  ///   ``ModelStoreError/incompleteFolder(path:missing:)``.
  init(path: String, files: any FileStore) throws {
    do {
      if try files.status(of: path)?.kind == .folder {
        self = try Self.encoder(folder: path, files: files)
      } else {
        let file = try GGUFFile(path: path)
        self =
          switch try file.architecture {
          case "bert": try Self.encoder(file)
          case EncoderDecoderConfiguration.architecture: try Self.encoderDecoder(file)
          default: try Self.decoder(file)
          }
      }
    } catch let error as ModelFileError where !error.namesFile {
      throw ModelStoreError.rejected(path: path, cause: error)
    }
  }

  /// What the store calls a file of a model: it has no folders within a model's own.
  static func storedName(of path: String) -> String {
    path.hasSuffix("/" + BERTConfiguration.poolingFiles[0])
      ? BERTConfiguration.poolingFiles[1] : String(path.split(separator: "/").last ?? "")
  }

  private init(
    role: ModelRole, architecture: String, title: String, tensors: [TensorInfo], contextLength: Int,
    files: [String]
  ) {
    self.role = role
    self.architecture = architecture
    self.title = Self.printable(title)
    self.parameterCount = tensors.reduce(0) { $0 + $1.elementCount }
    self.weightTypes = Self.types(of: tensors)
    self.contextLength = contextLength
    self.files = files
  }

  private static func decoder(_ file: GGUFFile) throws -> ModelCandidate {
    let configuration = try DecoderConfiguration(file: file)
    _ = try makeTokenizer(file.metadata)
    var candidate = try ModelCandidate(.decoder, file, contextLength: configuration.contextLength)
    candidate.hasChatTemplate = ChatTemplate.recognise(file.metadata) != nil
    return candidate
  }

  /// A language model that reads its prompt with an encoder.
  private static func encoderDecoder(_ file: GGUFFile) throws -> ModelCandidate {
    let configuration = try EncoderDecoderConfiguration(file: file)
    _ = try makeTokenizer(file.metadata)
    var candidate = try ModelCandidate(.decoder, file, contextLength: configuration.contextLength)
    candidate.hasChatTemplate = true  // It follows instructions, in the one layout that it has.
    return candidate
  }

  private static func encoder(_ file: GGUFFile) throws -> ModelCandidate {
    let encoder = try TextEncoder(file: file, threads: ThreadPool(threadCount: 1))
    return try ModelCandidate(.encoder, file, contextLength: encoder.maximumTokenCount)
  }

  private init(_ role: ModelRole, _ file: GGUFFile, contextLength: Int) throws {
    self.init(
      role: role, architecture: try file.architecture,
      title: try file.metadata.stringIfPresent("general.name") ?? "", tensors: Array(file.tensors.values),
      contextLength: contextLength, files: [file.mapped.path])
  }

  private static func encoder(folder: String, files: any FileStore) throws -> ModelCandidate {
    let present = try encoderFiles.filter { try files.status(of: folder + "/" + $0) != nil }
    let missing = encoderFiles.prefix(requiredEncoderFileCount).filter { !present.contains($0) }
    guard missing.isEmpty else {
      throw ModelStoreError.incompleteFolder(path: folder, missing: Array(missing))
    }
    let encoder = try EncoderFolder(folder)
    // What says no more than the default is no part of the model: it stays the one that it was without.
    let pooling =
      try encoder.configuration.pooling == .mean
      ? []
      : BERTConfiguration.poolingFiles.filter { try files.status(of: folder + "/" + $0) != nil }.prefix(1)
    return ModelCandidate(
      role: .encoder, architecture: "bert", title: "", tensors: encoder.tensors,
      contextLength: encoder.configuration.contextLength,
      files: (present + pooling).map { folder + "/" + $0 })
  }

  /// The names of the types, the one that holds most numbers first.
  private static func types(of tensors: [TensorInfo]) -> [String] {
    var counts: [String: Int] = [:]
    for tensor in tensors { counts[tensor.type.name, default: 0] += tensor.elementCount }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// At most 80 characters that cannot steer a terminal.
  private static func printable(_ text: String) -> String {
    let visible = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    return String(String(String.UnicodeScalarView(visible)).prefix(80))
  }
}
