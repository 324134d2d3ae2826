// JSONParser.swift: a strict, one-pass reader of JSON (RFC 8259).
//
// A text from a file is hostile until proven otherwise: length, depth and numbers are bounded, and
// nothing beyond the grammar is accepted. All offsets count bytes.

extension JSONValue {
  /// How much a text may ask for.
  public struct Limits: Sendable {
    /// Longest text, in bytes.
    public var byteCount: Int

    /// Deepest nesting of arrays and objects.
    ///
    /// It bounds recursion, so that a crafted file cannot overflow the stack; real records nest two or three
    /// deep.
    public var depth: Int

    /// Sets limits.
    public init(byteCount: Int = 1 << 28, depth: Int = 128) {
      self.byteCount = byteCount
      self.depth = depth
    }
  }

  /// Reads the one value that `bytes` hold.
  ///
  /// - Throws: ``JSONError`` with the byte at which the text stops being JSON.
  public static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> JSONValue {
    try parse(bytes[...], limits: limits)
  }

  /// Reads the one value that a slice holds, such as one line of a file.
  ///
  /// Offsets in errors count from the start of the slice.
  public static func parse(
    _ bytes: ArraySlice<UInt8>, limits: Limits = Limits()
  ) throws(JSONError) -> JSONValue {
    guard bytes.count <= limits.byteCount else {
      throw .tooLong(byteCount: bytes.count, limit: limits.byteCount)
    }
    var parser = JSONParser(bytes, depthLimit: limits.depth)
    return try parser.parseDocument()
  }
}

/// The cursor of a parse.
struct JSONParser {
  let bytes: ArraySlice<UInt8>
  let depthLimit: Int
  var position: Int
  private var depth = 0

  init(_ bytes: ArraySlice<UInt8>, depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    self.position = bytes.startIndex
  }

  /// The cursor as an offset that errors carry.
  var offset: Int { position - bytes.startIndex }

  mutating func parseDocument() throws(JSONError) -> JSONValue {
    skipWhitespace()
    let value = try parseValue()
    skipWhitespace()
    guard position == bytes.endIndex else { throw .trailingContent(offset: offset) }
    return value
  }

  private mutating func parseValue() throws(JSONError) -> JSONValue {
    switch try peek() {
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in try parser.parseObject() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.parseArray() }
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    default: return try parseNumber()
    }
  }

  private mutating func nested(
    _ body: (inout JSONParser) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    guard depth < depthLimit else { throw .tooDeep(limit: depthLimit, offset: offset) }
    depth += 1
    position += 1
    let value = try body(&self)
    depth -= 1
    return value
  }

  private mutating func parseArray() throws(JSONError) -> JSONValue {
    var elements: [JSONValue] = []
    skipWhitespace()
    if try peek() == UInt8(ascii: "]") {
      position += 1
      return .array(elements)
    }
    while true {
      skipWhitespace()
      elements.append(try parseValue())
      skipWhitespace()
      if try endsAfterElement(with: UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  private mutating func parseObject() throws(JSONError) -> JSONValue {
    var members: [(String, JSONValue)] = []
    var names = MemberNames()
    skipWhitespace()
    if try peek() == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      skipWhitespace()
      let start = offset
      guard try peek() == UInt8(ascii: "\"") else { throw unexpected() }
      let name = try parseString()
      guard names.insert(name, among: members) else { throw .duplicateMember(offset: start) }
      skipWhitespace()
      guard try peek() == UInt8(ascii: ":") else { throw unexpected() }
      position += 1
      skipWhitespace()
      members.append((name, try parseValue()))
      skipWhitespace()
      if try endsAfterElement(with: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  /// Takes the comma or the bracket after an element; true for the bracket.
  private mutating func endsAfterElement(with bracket: UInt8) throws(JSONError) -> Bool {
    let byte = try peek()
    guard byte == bracket || byte == UInt8(ascii: ",") else { throw unexpected() }
    position += 1
    return byte == bracket
  }

  private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for expected in word.description.utf8 {
      guard try peek() == expected else { throw unexpected() }
      position += 1
    }
    return value
  }

  private mutating func skipWhitespace() {
    while position < bytes.endIndex {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  func peek() throws(JSONError) -> UInt8 {
    guard position < bytes.endIndex else { throw .unexpectedEnd(offset: offset) }
    return bytes[position]
  }

  func unexpected() -> JSONError { .unexpectedByte(bytes[position], offset: offset) }
}

/// The names of an object's members so far.
///
/// A short object is searched in place; a long one gets a set, so that a crafted object cannot take quadratic
/// time.
private struct MemberNames {
  private var set: Set<[UInt8]> = []

  /// The count from which a set is faster than a search.
  private static let setThreshold = 16

  /// Notes `name`; false where it is there already.
  ///
  /// Names compare by their bytes, as in RFC 8259.
  mutating func insert(_ name: String, among members: [(String, JSONValue)]) -> Bool {
    guard members.count >= MemberNames.setThreshold else {
      return !members.contains { $0.0.utf8.elementsEqual(name.utf8) }
    }
    if set.isEmpty { set = Set(members.map { Array($0.0.utf8) }) }
    return set.insert(Array(name.utf8)).inserted
  }
}
