// StrictJSON.swift: a small, distrustful reader of JSON, for the headers and settings of model files.
//
// RFC 8259 without extensions: no duplicate keys, no trailing bytes, nesting at most 32 deep. Whole numbers
// that fit stay whole. Inference may not depend on the application's JSON code.

/// A JSON value.
enum StrictJSON: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case number(Double)
  case string(String)
  case array([StrictJSON])
  case object([String: StrictJSON])

  /// Where parsing stopped, in bytes from the start, and why.
  struct Failure: Error, Equatable {
    var offset: Int
    var defect: FileDefect
  }

  /// Values within values may be this deep: the parser recurses.
  static let maximumDepth = 32

  /// Parses `bytes`, which must be one value and white space.
  static func parse(_ bytes: [UInt8]) throws(Failure) -> StrictJSON {
    var parser = StrictJSONParser(bytes: bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.isAtEnd else { throw parser.failure() }
    return value
  }
}

/// A recursive-descent parser with a depth limit.
///
/// Whoever reads a large file walks through its outer values with ``enter(_:_:)``, ``key()`` and
/// ``advance(_:)``, and passes over others with ``skip(depth:)``, so that only what is asked for is ever held
/// as a value.
struct StrictJSONParser {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  func failure(_ defect: FileDefect = .invalidJSON) -> StrictJSON.Failure {
    StrictJSON.Failure(offset: position, defect: defect)
  }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Passes an ASCII character, if it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = next, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  mutating func expect(_ word: String) throws(StrictJSON.Failure) {
    for character in word.unicodeScalars where !take(character) { throw failure() }
  }

  /// Enters an object or an array.
  ///
  /// - Returns: Whether it has anything in it; if not, it has been left again.
  mutating func enter(_ open: Unicode.Scalar, _ close: Unicode.Scalar) throws(StrictJSON.Failure) -> Bool {
    skipSpace()
    guard take(open) else {
      throw failure(.wrongJSONKind(expected: open == "{" ? "object" : "array"))
    }
    skipSpace()
    return !take(close)
  }

  /// Passes the comma before another element, or the end of what was entered.
  ///
  /// - Returns: Whether there is another element.
  mutating func advance(_ close: Unicode.Scalar) throws(StrictJSON.Failure) -> Bool {
    skipSpace()
    if take(",") { return true }
    guard take(close) else { throw failure() }
    return false
  }

  /// Passes a key of an object and its colon; returns the key's UTF-8.
  mutating func key() throws(StrictJSON.Failure) -> [UInt8] {
    skipSpace()
    guard next == UInt8(ascii: "\"") else { throw failure() }
    let key = try text()
    skipSpace()
    guard take(":") else { throw failure() }
    return key
  }

  mutating func value(depth: Int) throws(StrictJSON.Failure) -> StrictJSON {
    guard depth <= StrictJSON.maximumDepth else { throw failure() }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try expect("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try expect("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try expect("null")
      return .null
    default: return try number()
    }
  }

  /// Passes a value without building it.
  ///
  /// What passes is what ``value(depth:)`` takes, and objects with a key twice: nobody reads their members.
  mutating func skip(depth: Int) throws(StrictJSON.Failure) {
    guard depth <= StrictJSON.maximumDepth else { throw failure() }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"):
      var hasMore = try enter("{", "}")
      while hasMore {
        _ = try key()
        try skip(depth: depth + 1)
        hasMore = try advance("}")
      }
    case UInt8(ascii: "["):
      var hasMore = try enter("[", "]")
      while hasMore {
        try skip(depth: depth + 1)
        hasMore = try advance("]")
      }
    default: _ = try value(depth: depth)
    }
  }

  mutating func object(depth: Int) throws(StrictJSON.Failure) -> StrictJSON {
    position += 1
    var members: [String: StrictJSON] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure() }
      let start = position
      let key = try string()
      skipSpace()
      guard take(":") else { throw failure() }
      let member = try value(depth: depth + 1)
      guard members.updateValue(member, forKey: key) == nil else {
        throw StrictJSON.Failure(offset: start, defect: .duplicate)
      }
      skipSpace()
    } while take(",")
    guard take("}") else { throw failure() }
    return .object(members)
  }

  mutating func array(depth: Int) throws(StrictJSON.Failure) -> StrictJSON {
    position += 1
    var elements: [StrictJSON] = []
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw failure() }
    return .array(elements)
  }

  mutating func string() throws(StrictJSON.Failure) -> String {
    String(decoding: try text(), as: UTF8.self)
  }

  /// The UTF-8 of a string, valid as it is checked here.
  ///
  /// Two texts of different bytes stay two, where as strings they could be equal (é in one scalar and in
  /// two).
  mutating func text() throws(StrictJSON.Failure) -> [UInt8] {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard String(validating: text, as: UTF8.self) != nil else {
          throw StrictJSON.Failure(offset: start, defect: .invalidUTF8)
        }
        return text
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw failure()
      default: text.append(byte)
      }
    }
    throw failure()
  }

  mutating func escape(into text: inout [UInt8]) throws(StrictJSON.Failure) {
    guard let byte = next else { throw failure() }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: try unicodeEscape())
    default: throw failure()
    }
  }

  /// The UTF-8 of `\uXXXX`, or of a pair of them; a lone surrogate is an error.
  mutating func unicodeEscape() throws(StrictJSON.Failure) -> [UInt8] {
    var code = try hexadecimal()
    if (0xD800..<0xDC00).contains(code) {
      try expect("\\u")
      let low = try hexadecimal()
      guard (0xDC00..<0xE000).contains(low) else { throw failure() }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure() }
    return Array(String(Character(scalar)).utf8)
  }

  mutating func hexadecimal() throws(StrictJSON.Failure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure()
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  mutating func digits() throws(StrictJSON.Failure) {
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
    guard position > start else { throw failure() }
  }

  mutating func number() throws(StrictJSON.Failure) -> StrictJSON {
    let start = position
    var isWhole = true
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") {
      isWhole = false
      try digits()
    }
    if take("e") || take("E") {
      isWhole = false
      if !take("+") { _ = take("-") }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw failure(.notFinite) }
    return .number(number)
  }
}
