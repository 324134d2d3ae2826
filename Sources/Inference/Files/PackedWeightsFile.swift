// PackedWeightsFile.swift: the weights of a model as the kernels read them, made once and mapped afterwards.
//
// Nothing here is needed: where the file is missing, damaged, of another version or of another model, weights
// are packed when the model is opened. Only the header is sealed by a checksum, for hashing all panels at
// each opening would cost what the file saves; whoever keeps the file knows whether it changed since it was
// written.

/// A file of packed weights, opened for one model.
public struct PackedWeightsFile: Sendable {
  /// The panels of one matrix.
  struct Tensor: Sendable, Equatable {
    var layout: PanelLayout

    /// Where they begin, in bytes from the start of the file.
    var offset: Int
  }

  /// The bytes.
  let mapped: MappedFile

  /// What it was made from.
  let source: PackedSource

  /// Every matrix, by the name that it has in the model, with its rows where it is joined with others there.
  let tensors: [String: Tensor]

  /// Opens the file at `path`, and checks that it was made from `source`, in this version, and all its
  /// numbers.
  ///
  /// - Throws: ``ModelFileError``, at the first thing that is not so.
  public init(path: String, source: PackedSource) throws(ModelFileError) {
    let mapped = try MappedFile(path: path)
    let tensors = try mapped.verifying { () throws(ModelFileError) in
      var reader = PackedWeightsReader(mapped.bytes, file: path)
      return try reader.read(source)
    }
    self.mapped = mapped
    self.source = source
    self.tensors = tensors
  }

  /// The panels of the matrix called `name`; nil where there are none of just this shape and type.
  func panels(of name: String, _ layout: PanelLayout) -> WeightPanels? {
    guard let tensor = tensors[name], tensor.layout == layout else { return nil }
    return .file(mapped, offset: tensor.offset)
  }
}

/// One pass over the header of a file of packed weights.
struct PackedWeightsReader: ~Escapable {
  private var reader: ByteReader
  private let file: String
  private let fileByteCount: Int

  /// Prepares to read `bytes`, a whole file.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, file: String) {
    reader = ByteReader(bytes, file: file)
    self.file = file
    fileByteCount = bytes.byteCount
  }

  /// Reads the header, and checks that there is nothing but what it says.
  @_lifetime(self: copy self)
  mutating func read(_ source: PackedSource) throws(ModelFileError) -> [String: PackedWeightsFile.Tensor] {
    try expect(PackedWeightsFormat.magic, "magic")
    try expect(PackedWeightsFormat.version, "version")
    try expect(PanelLayout.version, "version of the panels")
    for byte in source.fingerprint { try expect(byte, "fingerprint") }
    try expect(UInt64(source.byteCount), "size of the model")
    try expect(UInt64(fileByteCount), "size")
    let headerPlace = reader.place("header length")
    let headerByteCount = try reader.count(atMost: PackedWeightsFormat.headerByteCount, "header length")
    let tensorCount = try reader.count(atMost: GGUFLimits.tensorCount, "tensor count")
    let sealed = headerByteCount - PackedWeightsFormat.checksumByteCount
    guard headerByteCount <= fileByteCount, sealed >= reader.position,
      tensorCount <= (sealed - reader.position) / PackedWeightsFormat.recordByteCount
    else {
      throw .malformed(headerPlace, .endsTooLate(needed: headerByteCount, remaining: fileByteCount))
    }
    try checkSeal(at: sealed)
    var tensors: [String: PackedWeightsFile.Tensor] = [:]
    var end = headerByteCount
    for _ in 0..<tensorCount {
      let place = reader.place("tensor")
      let (name, tensor) = try readTensor(after: end)
      guard tensors.updateValue(tensor, forKey: name) == nil else { throw .malformed(place, .duplicate) }
      end = tensor.offset + tensor.layout.byteCount
    }
    guard reader.position == sealed, end == fileByteCount else {
      throw .malformed(reader.place("end of the header"), .gap(byteCount: fileByteCount - end))
    }
    return tensors
  }

  /// Reads a tensor, which begins at the first line after `end` and lies within the file.
  @_lifetime(self: copy self)
  private mutating func readTensor(
    after end: Int
  ) throws(ModelFileError) -> (name: String, tensor: PackedWeightsFile.Tensor) {
    let place = reader.place("tensor")
    let nameByteCount = try reader.count(atMost: PackedWeightsFormat.nameByteCount, "name length")
    let name = String(copying: try reader.text(byteCount: nameByteCount, "name"))
    let code = try reader.integer(UInt32.self, "type")
    let rows = try reader.count(atMost: MappedFile.maximumByteCount, "rows")
    let columns = try reader.count(atMost: MappedFile.maximumByteCount, "columns")
    guard let type = WeightType(rawValue: code),
      let layout = PanelLayout(type: type, rows: rows, columns: columns)
    else { throw .malformed(place, .unknownCode(UInt64(code))) }
    let offset = PackedWeightsFormat.padded(end)
    try expect(UInt64(offset), "offset")
    try expect(UInt64(layout.byteCount), "size of a tensor")
    guard try checkedSum(offset, layout.byteCount, at: place) <= fileByteCount else {
      throw .malformed(
        place, .endsTooLate(needed: layout.byteCount, remaining: max(0, fileByteCount - offset)))
    }
    return (name, PackedWeightsFile.Tensor(layout: layout, offset: offset))
  }

  /// Reads a number that can only be `expected`.
  @_lifetime(self: copy self)
  private mutating func expect<Number: FixedWidthInteger & BitwiseCopyable>(
    _ expected: Number, _ field: String
  ) throws(ModelFileError) {
    let place = reader.place(field)
    let found = try reader.integer(Number.self, field)
    guard found == expected else { throw .malformed(place, .unknownCode(UInt64(truncatingIfNeeded: found))) }
  }

  /// Checks the sum at `offset`, which is that of all bytes before it.
  private func checkSeal(at offset: Int) throws(ModelFileError) {
    let found = reader.bytes.littleEndian(UInt64.self, at: offset)
    guard found == HeaderChecksum.of(reader.bytes, count: offset) else {
      throw .malformed(FilePlace(file: file, offset: offset, field: "checksum"), .unknownCode(found))
    }
  }
}
