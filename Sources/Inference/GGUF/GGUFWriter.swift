// GGUFWriter.swift: the parts of a GGUF file that are not weights, version 3, in little-endian order.
//
// Everything in front of the data is known before the first weight is: so the file is written front to back,
// the header first, then each tensor's bytes with padding after it, and no more than a piece of it is ever in
// memory.

/// The header of a GGUF file to be, and where its tensors go.
struct GGUFWriter: Sendable {
  /// A metadata value, as far as models need them.
  enum Value: Sendable, Equatable {
    case uint32(UInt32)
    case float32(Float)
    case bool(Bool)
    case string(String)
    case texts(PackedTexts)
    case int32s([Int32])
    case float32s([Float])
  }

  /// A tensor to be written.
  struct Tensor: Sendable, Equatable {
    var name: String
    var type: WeightType

    /// 1 to 4 sizes, columns first; the columns are whole blocks.
    var dimensions: [Int]

    /// How many bytes its data takes, without padding.
    var byteCount: Int {
      dimensions.dropFirst().reduce(type.byteCount(columns: dimensions[0]), *)
    }
  }

  /// Every tensor's data starts at a multiple of so many bytes.
  static let alignment = GGUFLimits.defaultAlignment

  /// The keys, each once, in the order of the file.
  let keys: [(name: String, value: Value)]

  /// The tensors, each name once, in the order of the file.
  let tensors: [Tensor]

  /// Everything in front of the first tensor's data, padding included.
  var header: [UInt8] {
    var out = LittleEndianBytes()
    out.append(Array("GGUF".utf8))
    out.append(UInt32(3))
    out.append(UInt64(tensors.count))
    out.append(UInt64(keys.count))
    for (name, value) in keys {
      out.append(text: name)
      out.append(value)
    }
    var offset = 0
    for tensor in tensors {
      out.append(tensor, at: offset)
      offset += Self.padded(tensor.byteCount)
    }
    out.append(Self.padding(after: out.bytes.count))
    return out.bytes
  }

  /// The size of the whole file.
  var byteCount: Int { header.count + tensors.reduce(0) { $0 + Self.padded($1.byteCount) } }

  /// The zeros between the end of `byteCount` bytes and the next tensor.
  static func padding(after byteCount: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: padded(byteCount) - byteCount)
  }

  private static func padded(_ byteCount: Int) -> Int {
    (byteCount + alignment - 1) / alignment * alignment
  }
}

/// Bytes of a file in the making.
struct LittleEndianBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ more: [UInt8]) { bytes += more }

  mutating func append(_ number: some FixedWidthInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// A length and the UTF-8.
  mutating func append(text: String) {
    append(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// The type of a value, and the value.
  mutating func append(_ value: GGUFWriter.Value) {
    switch value {
    case .uint32(let number):
      append(GGUFType.uint32)
      append(number)
    case .float32(let number):
      append(GGUFType.float32)
      append(number.bitPattern)
    case .bool(let flag):
      append(GGUFType.bool)
      bytes.append(flag ? 1 : 0)
    case .string(let text):
      append(GGUFType.string)
      append(text: text)
    case .texts(let texts): append(texts)
    case .int32s(let numbers):
      appendArray(of: .int32, count: numbers.count)
      for number in numbers { append(number) }
    case .float32s(let numbers):
      appendArray(of: .float32, count: numbers.count)
      for number in numbers { append(number.bitPattern) }
    }
  }

  /// The description of a tensor whose data starts at `offset` from the start of all data.
  mutating func append(_ tensor: GGUFWriter.Tensor, at offset: Int) {
    append(text: tensor.name)
    append(UInt32(tensor.dimensions.count))
    for dimension in tensor.dimensions { append(UInt64(dimension)) }
    append(tensor.type.rawValue)
    append(UInt64(offset))
  }

  private mutating func append(_ type: GGUFType) { append(type.rawValue) }

  private mutating func append(_ texts: PackedTexts) {
    appendArray(of: .string, count: texts.count)
    for index in 0..<texts.count {
      append(UInt64(texts.range(index).count))
      bytes += texts[index]
    }
  }

  private mutating func appendArray(of element: GGUFType, count: Int) {
    append(GGUFType.array)
    append(element)
    append(UInt64(count))
  }
}
