// SafetensorsHeader.swift: reads and checks the JSON header of a safetensors file.
//
// As the format demands: offsets in order of the data, no gaps, no overlaps, sizes equal to the product of
// the shape. The header's length is capped before anything is read.

enum SafetensorsHeader {
  /// The reference implementation's cap is 100 MB; a header of 16 MiB names 100,000 tensors.
  static let maximumByteCount = 16 << 20

  /// Bytes of an element, for every type that the format defines.
  private static let elementByteCounts = [
    "BOOL": 1, "U8": 1, "I8": 1, "F8_E5M2": 1, "F8_E4M3": 1, "U16": 2, "I16": 2, "F16": 2, "BF16": 2,
    "U32": 4, "I32": 4, "F32": 4, "U64": 8, "I64": 8, "F64": 8,
  ]

  private static let weightTypes: [String: WeightType] = ["F32": .f32, "F16": .f16, "BF16": .bf16]

  /// One entry of the header.
  private struct Entry {
    var name: String
    var type: WeightType?
    var dimensions: [Int]
    var range: Range<Int>
  }

  /// The tensors of a mapped file.
  static func read(_ mapped: MappedFile) throws(ModelFileError) -> [String: TensorInfo] {
    var reader = ByteReader(mapped.bytes, file: mapped.path)
    let headerByteCount = try reader.count(atMost: maximumByteCount, "header length")
    try reader.require(headerByteCount, "header")
    let start = reader.position
    let bytes = mapped.copy(start..<start + headerByteCount)
    let members = try parse(bytes, file: mapped.path)
    let dataStart = start + headerByteCount
    var entries: [Entry] = []
    for (name, value) in members where name != "__metadata__" {
      entries.append(try entry(name, value, dataStart: dataStart, file: mapped.path))
    }
    try checkCoverage(&entries, from: dataStart, to: mapped.byteCount, file: mapped.path)
    return try tensors(entries, file: mapped.path)
  }

  private static func parse(_ bytes: [UInt8], file: String) throws(ModelFileError) -> [String: StrictJSON] {
    do throws(StrictJSON.Failure) {
      guard case .object(let members) = try StrictJSON.parse(bytes) else {
        throw StrictJSON.Failure(offset: 0, defect: .wrongJSONKind(expected: "object"))
      }
      return members
    } catch {
      throw .malformed(FilePlace(file: file, offset: 8 + error.offset, field: "header"), error.defect)
    }
  }

  private static func entry(
    _ name: String, _ value: StrictJSON, dataStart: Int, file: String
  ) throws(ModelFileError) -> Entry {
    let place = FilePlace(file: file, offset: 8, field: "tensor \(name)")
    guard !name.isEmpty else { throw .malformed(place, .empty) }
    guard case .object(let fields) = value, case .string(let type) = fields["dtype"],
      let shape = numbers(fields["shape"]), let offsets = numbers(fields["data_offsets"])
    else { throw .malformed(place, .wrongJSONKind(expected: "dtype, shape and data_offsets")) }
    guard let elementByteCount = elementByteCounts[type] else {
      throw .unsupportedFeature(file: file, feature: "tensor type \(type.prefix(16))")
    }
    var dimensions = Array(shape.reversed())
    if dimensions.isEmpty { dimensions = [1] }
    let limit = GGUFLimits.dimension
    guard dimensions.count <= 8, dimensions.allSatisfy({ (1...limit).contains($0) }) else {
      let wrong = dimensions.first { !(1...limit).contains($0) } ?? dimensions.count
      throw .malformed(place, .outOfRange(value: Int64(wrong), low: 1, high: Int64(limit)))
    }
    var byteCount = elementByteCount
    for dimension in dimensions { byteCount = try checkedProduct(byteCount, dimension, at: place) }
    let range = try self.range(offsets, byteCount: byteCount, dataStart: dataStart, at: place)
    return Entry(name: name, type: weightTypes[type], dimensions: dimensions, range: range)
  }

  private static func range(
    _ offsets: [Int], byteCount: Int, dataStart: Int, at place: FilePlace
  ) throws(ModelFileError) -> Range<Int> {
    guard offsets.count == 2, offsets[0] >= 0, offsets[0] <= offsets[1] else {
      throw .malformed(place, .wrongJSONKind(expected: "data_offsets [start, end]"))
    }
    guard offsets[1] - offsets[0] == byteCount else {
      let count = Int64(offsets[1] - offsets[0])
      throw .malformed(place, .outOfRange(value: count, low: Int64(byteCount), high: Int64(byteCount)))
    }
    let end = try checkedSum(dataStart, offsets[1], at: place)
    return end - byteCount..<end
  }

  /// Whole numbers that fit, or nil.
  private static func numbers(_ value: StrictJSON?) -> [Int]? {
    guard case .array(let elements) = value else { return nil }
    var numbers: [Int] = []
    for element in elements {
      guard case .integer(let number) = element else { return nil }
      numbers.append(Int(number))
    }
    return numbers
  }

  /// The data has to be covered from its first to its last byte, each byte once.
  private static func checkCoverage(
    _ entries: inout [Entry], from start: Int, to end: Int, file: String
  ) throws(ModelFileError) {
    entries.sort { ($0.range.lowerBound, $0.name) < ($1.range.lowerBound, $1.name) }
    var position = start
    var previous = ""
    for entry in entries {
      let place = FilePlace(file: file, offset: entry.range.lowerBound, field: "tensor \(entry.name)")
      guard entry.range.upperBound <= end else {
        let remaining = max(0, end - entry.range.lowerBound)
        throw .malformed(place, .endsTooLate(needed: entry.range.count, remaining: remaining))
      }
      guard entry.range.lowerBound >= position else { throw .malformed(place, .overlaps(tensor: previous)) }
      guard entry.range.lowerBound == position else {
        throw .malformed(place, .gap(byteCount: entry.range.lowerBound - position))
      }
      (position, previous) = (entry.range.upperBound, entry.name)
    }
    guard position == end else {
      throw .malformed(
        FilePlace(file: file, offset: position, field: "data"), .gap(byteCount: end - position))
    }
  }

  private static func tensors(_ entries: [Entry], file: String) throws(ModelFileError) -> [String: TensorInfo]
  {
    var tensors: [String: TensorInfo] = [:]
    for entry in entries {
      guard let type = entry.type else { continue }
      let place = FilePlace(file: file, offset: entry.range.lowerBound, field: "tensor \(entry.name)")
      guard entry.dimensions.count <= GGUFLimits.dimensionCount else {
        throw .malformed(
          place,
          .outOfRange(value: Int64(entry.dimensions.count), low: 1, high: Int64(GGUFLimits.dimensionCount)))
      }
      // The kernels load whole elements; writers pad the header so that they are aligned.
      guard entry.range.lowerBound.isMultiple(of: type.blockByteCount) else {
        throw .malformed(
          place, .notAMultiple(value: Int64(entry.range.lowerBound), of: Int64(type.blockByteCount)))
      }
      tensors[entry.name] = TensorInfo(
        name: entry.name, type: type, dimensions: entry.dimensions, fileOffset: entry.range.lowerBound,
        byteCount: entry.range.count)
    }
    return tensors
  }
}
