// SafetensorsFile.swift: a safetensors model file, mapped, with its header checked.
//
// The format: an 8-byte little-endian header length, a JSON header, then the data without gaps. Only the
// float types are listed as tensors; others (position ids) are checked and left out. Shapes are turned
// into ggml order, columns first.

/// An opened safetensors file.
public struct SafetensorsFile: Sendable {
  /// The bytes; tensors point into them.
  public let mapped: MappedFile

  /// Every tensor of a float type, by name.
  public let tensors: [String: TensorInfo]

  /// Opens `path` and reads its header; tensor data is not touched.
  ///
  /// - Throws: ``ModelFileError`` at the first thing that is wrong, with its place.
  public init(path: String) throws(ModelFileError) {
    let mapped = try MappedFile(path: path)
    self.tensors = try mapped.verifying { () throws(ModelFileError) in try SafetensorsHeader.read(mapped) }
    self.mapped = mapped
  }
}
