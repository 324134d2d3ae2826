// ShardedSafetensors.swift: the weights of a folder, in one safetensors file or in several with an index.
//
// The index is a model's word for which file holds which tensor. It is believed only as far as the files bear
// it out, and no name in it may lead out of the folder.

/// Every tensor of a float type in a folder, by name, with the mapped file that it lies in.
struct ShardedSafetensors: Sendable {
  /// One tensor, and where it is.
  struct Place: Sendable {
    var tensor: TensorInfo
    var file: MappedFile
  }

  /// A process has room for 256 mapped files (`mapping_limit` in CMapping), and some are mapped beside the
  /// weights.
  ///
  /// The largest models of today come in some 200.
  static let maximumFileCount = 200

  let places: [String: Place]

  /// The files, each once.
  let files: [MappedFile]

  /// Opens `model.safetensors` in `folder`; where there is none, what `model.safetensors.index.json` names.
  ///
  /// Hugging Face's library takes them in this order too: an index may be left from before the files were
  /// joined.
  ///
  /// - Throws: ``ModelFileError`` for a file that is missing or damaged, a name that leads out of the folder,
  ///   a tensor that its file does not have.
  init(folder: String) throws(ModelFileError) {
    let single: SafetensorsFile
    do throws(ModelFileError) {
      single = try SafetensorsFile(path: folder + "/model.safetensors")
    } catch {
      guard case .unreadable(_, MappedFile.missingCode) = error,
        let index = try ModelConfigurationFile.ifPresent(path: folder + "/model.safetensors.index.json")
      else { throw error }
      let (places, files) = try Self.open(index, folder: folder)
      self.places = places
      self.files = files
      return
    }
    places = single.tensors.mapValues { Place(tensor: $0, file: single.mapped) }
    files = [single.mapped]
  }

  /// Checks that nobody changed a file since it was opened.
  func verifyUnchanged() throws(ModelFileError) {
    for file in files { try file.verifyUnchanged() }
  }

  private static func open(
    _ index: ModelConfigurationFile, folder: String
  ) throws(ModelFileError) -> ([String: Place], [MappedFile]) {
    guard let map = try index.objectIfPresent("weight_map") else {
      throw .missingKey(file: index.path, key: "weight_map")
    }
    var fileNames: [String: String] = [:]
    for name in map.keys { fileNames[name] = try map.string(name) }
    let fileCount = Set(fileNames.values).count
    guard fileCount <= maximumFileCount else {
      throw .badValue(
        file: index.path, key: "weight_map", value: "a list of \(fileCount) files",
        allowed: "one of at most \(maximumFileCount)")
    }
    var opened: [String: SafetensorsFile] = [:]
    var places: [String: Place] = [:]
    for (name, fileName) in fileNames.sorted(by: { $0.key < $1.key }) {
      if opened[fileName] == nil {
        opened[fileName] = try shard(fileName, of: name, index: index.path, folder: folder)
      }
      guard let file = opened[fileName], let tensor = file.tensors[name] else { throw .missingTensor(name) }
      places[name] = Place(tensor: tensor, file: file.mapped)
    }
    return (places, opened.values.map(\.mapped))
  }

  private static func shard(
    _ fileName: String, of tensor: String, index: String, folder: String
  ) throws(ModelFileError) -> SafetensorsFile {
    guard fileName.hasSuffix(".safetensors"), !fileName.utf8.contains(UInt8(ascii: "/")),
      !fileName.utf8.contains(0)
    else {
      throw .badValue(
        file: index, key: tensor, value: String(fileName.prefix(64)),
        allowed: "the name of a .safetensors file in this folder")
    }
    return try SafetensorsFile(path: folder + "/" + fileName)
  }
}
