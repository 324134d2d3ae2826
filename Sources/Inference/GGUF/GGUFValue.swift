// GGUFValue.swift: one metadata value of a GGUF file, as it lies in the file.
//
// Numbers are decoded; text and arrays stay in the mapping and are known by place and count, both checked.

/// The type codes of GGUF metadata.
enum GGUFType: UInt32, Sendable {
  case uint8 = 0
  case int8 = 1
  case uint16 = 2
  case int16 = 3
  case uint32 = 4
  case int32 = 5
  case float32 = 6
  case bool = 7
  case string = 8
  case array = 9
  case uint64 = 10
  case int64 = 11
  case float64 = 12

  /// The bytes of one value; for a string, of its length alone; for an array, of its element type and count.
  var minimumByteCount: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .uint64, .int64, .float64, .string: 8
    case .array: 12
    }
  }

  var name: String {
    switch self {
    case .uint8: "uint8"
    case .int8: "int8"
    case .uint16: "uint16"
    case .int16: "int16"
    case .uint32: "uint32"
    case .int32: "int32"
    case .float32: "float32"
    case .bool: "bool"
    case .string: "string"
    case .array: "array"
    case .uint64: "uint64"
    case .int64: "int64"
    case .float64: "float64"
    }
  }
}

/// A checked metadata value.
enum GGUFValue: Sendable, Equatable {
  /// Any unsigned type.
  case unsigned(UInt64, GGUFType)

  /// Any signed type.
  case signed(Int64, GGUFType)

  /// Either float type.
  case float(Double, GGUFType)

  case bool(Bool)
  case string(String)

  /// `count` elements that take `range` of the file; for strings each with its length in front.
  case array(element: GGUFType, count: Int, range: Range<Int>)

  /// What an error message calls the type.
  var typeName: String {
    switch self {
    case .unsigned(_, let type), .signed(_, let type), .float(_, let type): type.name
    case .bool: "bool"
    case .string: "string"
    case .array(let element, _, _): "array of \(element.name)"
    }
  }
}
