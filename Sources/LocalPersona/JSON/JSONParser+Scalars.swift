// JSONParser+Scalars.swift: the strings and numbers of JSON.

extension JSONParser {
  /// Reads a string; the cursor stands on its opening quote.
  ///
  /// A string without escapes, the usual case, is made from its bytes in one step.
  mutating func parseString() throws(JSONError) -> String {
    position += 1
    let start = position
    while true {
      let byte = try peek()
      if byte == UInt8(ascii: "\"") {
        let text = try makeString(bytes[start..<position])
        position += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try parseEscapedString(from: start) }
      guard byte >= 0x20 else { throw .controlCharacter(byte, offset: offset) }
      position += 1
    }
  }

  /// Reads the rest of a string that has escapes; the cursor stands on the first.
  private mutating func parseEscapedString(from start: Int) throws(JSONError) -> String {
    var unescaped = Array(try validated(bytes[start..<position]))
    while true {
      let runStart = position
      while true {
        let byte = try peek()
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
        guard byte >= 0x20 else { throw .controlCharacter(byte, offset: offset) }
        position += 1
      }
      unescaped.append(contentsOf: try validated(bytes[runStart..<position]))
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        // Each run was validated, and an escape gives whole scalars: this cannot replace anything.
        return String(decoding: unescaped, as: UTF8.self)
      }
      unescaped.append(contentsOf: try parseEscape().utf8)
    }
  }

  /// Reads one escape; the cursor stands on the backslash.
  private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
    let start = offset
    position += 1
    let byte = try peek()
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try parseUnicodeEscape(from: start)
    default: throw .invalidEscape(offset: start)
    }
  }

  /// Reads the four digits after `\u`, and the second half where they are the first of a pair.
  private mutating func parseUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try parseFourDigits(escapeStart: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, position + 1 < bytes.endIndex, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw .loneSurrogate(offset: start) }
    let secondStart = offset
    position += 2
    let second = try parseFourDigits(escapeStart: secondStart)
    guard 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .loneSurrogate(offset: start) }
    return scalar
  }

  private mutating func parseFourDigits(escapeStart: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = try peek()
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw .invalidEscape(offset: escapeStart)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private func makeString(_ slice: ArraySlice<UInt8>) throws(JSONError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw invalidUTF8(in: slice) }
    return text
  }

  private func validated(_ slice: ArraySlice<UInt8>) throws(JSONError) -> ArraySlice<UInt8> {
    guard UTF8Check.firstInvalidIndex(in: slice) == nil else { throw invalidUTF8(in: slice) }
    return slice
  }

  private func invalidUTF8(in slice: ArraySlice<UInt8>) -> JSONError {
    let index = UTF8Check.firstInvalidIndex(in: slice) ?? slice.startIndex
    return .invalidUTF8(offset: index - bytes.startIndex)
  }

  /// Reads a number; the cursor stands on its first byte.
  mutating func parseNumber() throws(JSONError) -> JSONValue {
    let start = position
    let first = try peek()
    guard first == UInt8(ascii: "-") || isDigit(first) || first == UInt8(ascii: "+") || first == 0x2E else {
      throw unexpected()
    }
    if first == UInt8(ascii: "-") { position += 1 }
    let integerStart = position
    guard skipDigits() > 0 else { throw invalidNumber(from: start) }
    if bytes[integerStart] == UInt8(ascii: "0"), position - integerStart > 1 {
      throw .invalidNumber(offset: start - bytes.startIndex)
    }
    let isWhole = try !skipFractionAndExponent(from: start)
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int64(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw .numberOutOfRange(offset: start - bytes.startIndex)
    }
    return .number(number)
  }

  /// Reads what may follow the whole part; true where there was anything.
  private mutating func skipFractionAndExponent(from start: Int) throws(JSONError) -> Bool {
    let end = position
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard skipDigits() > 0 else { throw invalidNumber(from: start) }
    }
    if position < bytes.endIndex, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.endIndex, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) {
        position += 1
      }
      guard skipDigits() > 0 else { throw invalidNumber(from: start) }
    }
    return position > end
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < bytes.endIndex, isDigit(bytes[position]) { position += 1 }
    return position - start
  }

  private func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  private func invalidNumber(from start: Int) -> JSONError {
    position == bytes.endIndex && position > start
      ? .unexpectedEnd(offset: offset) : .invalidNumber(offset: start - bytes.startIndex)
  }
}
