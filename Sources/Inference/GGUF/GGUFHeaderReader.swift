// GGUFHeaderReader.swift: reads and checks everything in a GGUF file that is not tensor data.
//
// The order of the file: magic, version, counts, metadata, tensor descriptions, padding, data. Counts are
// bounded before anything is reserved, and no arithmetic on a number from the file can wrap.

/// One pass over the header of a GGUF file.
struct GGUFHeaderReader: ~Escapable {
  private var reader: ByteReader
  private let file: String
  private let fileByteCount: Int
  private var elementBudget = GGUFLimits.arrayElementCount

  /// What the header says.
  struct Header {
    var version: UInt32
    var values: [String: GGUFValue] = [:]
    var tensors: [String: TensorInfo] = [:]
  }

  /// A tensor's description, before the start of the data is known.
  private struct Description {
    var name: String
    var type: WeightType
    var dimensions: [Int]
    var byteCount: Int
    var offset: UInt64
    var place: FilePlace
  }

  /// Prepares to read `bytes`, a whole file.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, file: String) {
    reader = ByteReader(bytes, file: file)
    self.file = file
    fileByteCount = bytes.byteCount
  }

  /// Reads the header.
  @_lifetime(self: copy self)
  mutating func read() throws(ModelFileError) -> Header {
    var header = Header(version: try readVersion())
    let tensorCount = try readCount("tensor count", GGUFLimits.tensorCount, GGUFLimits.minimumTensorRecord)
    let keyCount = try readCount("key count", GGUFLimits.keyCount, GGUFLimits.minimumKeyRecord)
    for _ in 0..<keyCount { try readKey(into: &header.values) }
    var descriptions: [Description] = []
    descriptions.reserveCapacity(tensorCount)
    for _ in 0..<tensorCount { descriptions.append(try readDescription()) }
    header.tensors = try place(descriptions, alignment: try alignment(header.values))
    return header
  }

  @_lifetime(self: copy self)
  private mutating func readVersion() throws(ModelFileError) -> UInt32 {
    guard reader.remaining >= 4, try reader.integer(UInt32.self, "magic") == 0x4655_4747 else {  // GGUF
      throw .notGGUF(file: file)
    }
    let version = try reader.integer(UInt32.self, "version")
    if (1...3).contains(version.byteSwapped) { throw .otherByteOrder(file: file) }
    guard (2...3).contains(version) else { throw .unsupportedVersion(file: file, version: version) }
    return version
  }

  /// Reads a count of records that are at least `recordByteCount` long, so that the file must be, too.
  @_lifetime(self: copy self)
  private mutating func readCount(
    _ field: String, _ limit: Int, _ recordByteCount: Int
  ) throws(ModelFileError) -> Int {
    let place = reader.place(field)
    let count = try reader.count(atMost: limit, field)
    guard count <= reader.remaining / recordByteCount else {
      throw .malformed(
        place, .endsTooLate(needed: count * recordByteCount, remaining: reader.remaining))
    }
    return count
  }

  @_lifetime(self: copy self)
  private mutating func readText(limit: Int, _ field: String) throws(ModelFileError) -> String {
    let byteCount = try reader.count(atMost: limit, field)
    return String(copying: try reader.text(byteCount: byteCount, field))
  }

  // MARK: Metadata

  @_lifetime(self: copy self)
  private mutating func readKey(into values: inout [String: GGUFValue]) throws(ModelFileError) {
    let place = reader.place("key")
    let key = try readText(limit: GGUFLimits.keyByteCount, "key")
    guard !key.isEmpty else { throw .malformed(place, .empty) }
    let value = try readValue(key)
    guard values.updateValue(value, forKey: key) == nil else {
      throw .malformed(FilePlace(file: file, offset: place.offset, field: key), .duplicate)
    }
    guard reader.position <= GGUFLimits.metadataByteCount else {
      throw .malformed(
        reader.place(key),
        .tooMany(count: UInt64(reader.position), limit: UInt64(GGUFLimits.metadataByteCount)))
    }
  }

  @_lifetime(self: copy self)
  private mutating func readType(_ field: String) throws(ModelFileError) -> GGUFType {
    let place = reader.place(field)
    let code = try reader.integer(UInt32.self, field)
    guard let type = GGUFType(rawValue: code) else { throw .malformed(place, .unknownCode(UInt64(code))) }
    return type
  }

  @_lifetime(self: copy self)
  private mutating func readValue(_ key: String) throws(ModelFileError) -> GGUFValue {
    let type = try readType(key)
    switch type {
    case .uint8: return .unsigned(UInt64(try reader.integer(UInt8.self, key)), type)
    case .uint16: return .unsigned(UInt64(try reader.integer(UInt16.self, key)), type)
    case .uint32: return .unsigned(UInt64(try reader.integer(UInt32.self, key)), type)
    case .uint64: return .unsigned(try reader.integer(UInt64.self, key), type)
    case .int8: return .signed(Int64(try reader.integer(Int8.self, key)), type)
    case .int16: return .signed(Int64(try reader.integer(Int16.self, key)), type)
    case .int32: return .signed(Int64(try reader.integer(Int32.self, key)), type)
    case .int64: return .signed(try reader.integer(Int64.self, key), type)
    case .float32: return .float(Double(Float(bitPattern: try reader.integer(UInt32.self, key))), type)
    case .float64: return .float(Double(bitPattern: try reader.integer(UInt64.self, key)), type)
    case .bool: return .bool(try readTruth(key))
    case .string: return .string(try readText(limit: GGUFLimits.stringByteCount, key))
    case .array: return try readArray(key)
    }
  }

  @_lifetime(self: copy self)
  private mutating func readTruth(_ key: String) throws(ModelFileError) -> Bool {
    let place = reader.place(key)
    let byte = try reader.integer(UInt8.self, key)
    guard byte <= 1 else { throw .malformed(place, .badTruthValue(byte)) }
    return byte == 1
  }

  @_lifetime(self: copy self)
  private mutating func readArray(_ key: String) throws(ModelFileError) -> GGUFValue {
    let place = reader.place(key)
    let element = try readType(key)
    guard element != .array else { throw .malformed(place, .nestedArray) }
    let count = try reader.count(atMost: elementBudget, key)
    elementBudget -= count
    // At most 16 Mi elements of at most 8 bytes: no overflow.
    try reader.require(count * element.minimumByteCount, key)
    let start = reader.position
    if element == .string {
      for _ in 0..<count { try skipArrayText(key) }
    } else {
      try reader.skip(count * element.minimumByteCount, key)
    }
    return .array(element: element, count: count, range: start..<reader.position)
  }

  @_lifetime(self: copy self)
  private mutating func skipArrayText(_ key: String) throws(ModelFileError) {
    let byteCount = try reader.count(atMost: GGUFLimits.arrayStringByteCount, key)
    _ = try reader.text(byteCount: byteCount, key)
  }

  private func alignment(_ values: [String: GGUFValue]) throws(ModelFileError) -> Int {
    let key = "general.alignment"
    guard let value = values[key] else { return GGUFLimits.defaultAlignment }
    guard case .unsigned(let raw, .uint32) = value else {
      throw .wrongKeyType(file: file, key: key, expected: GGUFType.uint32.name, actual: value.typeName)
    }
    guard raw.nonzeroBitCount == 1, GGUFLimits.alignment.contains(Int(raw)) else {
      throw .malformed(FilePlace(file: file, offset: 0, field: key), .badAlignment(raw))
    }
    return Int(raw)
  }

  // MARK: Tensors

  @_lifetime(self: copy self)
  private mutating func readDescription() throws(ModelFileError) -> Description {
    var place = reader.place("tensor name")
    let name = try readText(limit: GGUFLimits.tensorNameByteCount, "tensor name")
    guard !name.isEmpty else { throw .malformed(place, .empty) }
    let field = "tensor \(name)"
    place.field = field
    let dimensions = try readDimensions(field)
    let code = try reader.integer(UInt32.self, field)
    guard let type = WeightType(rawValue: code) else {
      throw .unsupportedWeightType(tensor: name, code: code)
    }
    return Description(
      name: name, type: type, dimensions: dimensions,
      byteCount: try byteCount(dimensions, type, at: place),
      offset: try reader.integer(UInt64.self, field), place: place)
  }

  @_lifetime(self: copy self)
  private mutating func readDimensions(_ field: String) throws(ModelFileError) -> [Int] {
    let place = reader.place(field)
    let count = try reader.integer(UInt32.self, field)
    guard (1...UInt32(GGUFLimits.dimensionCount)).contains(count) else {
      throw .malformed(
        place, .outOfRange(value: Int64(count), low: 1, high: Int64(GGUFLimits.dimensionCount)))
    }
    var dimensions: [Int] = []
    for _ in 0..<count {
      let place = reader.place(field)
      let dimension = try reader.count(atMost: GGUFLimits.dimension, field)
      guard dimension >= 1 else {
        throw .malformed(place, .outOfRange(value: 0, low: 1, high: Int64(GGUFLimits.dimension)))
      }
      dimensions.append(dimension)
    }
    return dimensions
  }

  /// The size of a tensor's data.
  ///
  /// All products are checked before they are used.
  private func byteCount(
    _ dimensions: [Int], _ type: WeightType, at place: FilePlace
  ) throws(ModelFileError) -> Int {
    guard dimensions[0].isMultiple(of: type.blockElementCount) else {
      throw .malformed(
        place, .notAMultiple(value: Int64(dimensions[0]), of: Int64(type.blockElementCount)))
    }
    var elementCount = 1
    for dimension in dimensions { elementCount = try checkedProduct(elementCount, dimension, at: place) }
    return try checkedProduct(elementCount / type.blockElementCount, type.blockByteCount, at: place)
  }

  /// Turns offsets into places in the file, and checks that they fit and do not overlap.
  private func place(
    _ descriptions: [Description], alignment: Int
  ) throws(ModelFileError) -> [String: TensorInfo] {
    guard !descriptions.isEmpty else { return [:] }
    let end = FilePlace(file: file, offset: reader.position, field: "padding")
    let padded = try checkedSum(reader.position, alignment - 1, at: end)
    let dataStart = padded / alignment * alignment
    var tensors: [String: TensorInfo] = [:]
    tensors.reserveCapacity(descriptions.count)
    for description in descriptions {
      let tensor = try locate(description, from: dataStart, alignment: alignment)
      guard tensors.updateValue(tensor, forKey: tensor.name) == nil else {
        throw .malformed(description.place, .duplicate)
      }
    }
    try TensorLayout.refuseOverlaps(of: tensors, file: file)
    return tensors
  }

  private func locate(
    _ description: Description, from dataStart: Int, alignment: Int
  ) throws(ModelFileError) -> TensorInfo {
    guard let offset = Int(exactly: description.offset) else {
      throw .malformed(description.place, .tooMany(count: description.offset, limit: UInt64(fileByteCount)))
    }
    guard offset.isMultiple(of: alignment) else {
      throw .malformed(description.place, .notAMultiple(value: Int64(offset), of: Int64(alignment)))
    }
    let start = try checkedSum(dataStart, offset, at: description.place)
    let end = try checkedSum(start, description.byteCount, at: description.place)
    guard end <= fileByteCount else {
      throw .malformed(
        description.place,
        .endsTooLate(needed: description.byteCount, remaining: max(0, fileByteCount - start)))
    }
    return TensorInfo(
      name: description.name, type: description.type, dimensions: description.dimensions,
      fileOffset: start, byteCount: description.byteCount)
  }
}
