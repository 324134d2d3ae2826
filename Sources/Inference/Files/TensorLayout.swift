// TensorLayout.swift: checks of how tensors lie in a file, whatever its format.

enum TensorLayout {
  /// Throws where two tensors share a byte.
  static func refuseOverlaps(of tensors: [String: TensorInfo], file: String) throws(ModelFileError) {
    let ordered = tensors.values.sorted { ($0.fileOffset, $0.name) < ($1.fileOffset, $1.name) }
    for (former, latter) in zip(ordered, ordered.dropFirst())
    where latter.fileOffset < former.fileOffset + former.byteCount {
      throw .malformed(
        FilePlace(file: file, offset: latter.fileOffset, field: "tensor \(latter.name)"),
        .overlaps(tensor: former.name))
    }
  }
}
