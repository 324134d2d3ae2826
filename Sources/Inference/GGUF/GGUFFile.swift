// GGUFFile.swift: a GGUF model file, mapped, with everything it says about itself checked.
//
// Versions 2 and 3, little-endian. What has passed here is consistent within itself: every tensor lies in
// the file, aligned, in whole blocks, sharing no byte with another. Whether the tensors make a model is the
// business of ArchitectureRequirements.

/// An opened GGUF file.
public struct GGUFFile: Sendable {
  /// The bytes; tensors point into them.
  public let mapped: MappedFile

  /// What the file says about itself.
  public let metadata: GGUFMetadata

  /// Every tensor, by name.
  public let tensors: [String: TensorInfo]

  /// The format version, 2 or 3.
  public let version: UInt32

  /// Opens `path` and reads its header; tensor data is not touched.
  ///
  /// - Throws: ``ModelFileError`` at the first thing that is wrong, with its place.
  public init(path: String) throws(ModelFileError) {
    let mapped = try MappedFile(path: path)
    let header = try mapped.verifying { () throws(ModelFileError) in
      var reader = GGUFHeaderReader(mapped.bytes, file: path)
      return try reader.read()
    }
    self.mapped = mapped
    self.version = header.version
    self.metadata = GGUFMetadata(mapped: mapped, values: header.values)
    self.tensors = header.tensors
  }

  /// The architecture's name, as in `llama`.
  ///
  /// - Throws: ``ModelFileError/missingKey(file:key:)`` and the like.
  public var architecture: String {
    get throws(ModelFileError) { try metadata.string("general.architecture") }
  }
}
