// JSONArrayReader.swift: the elements of a JSON array that is too large to be held, one at a time.
//
// Only one piece of the source and one element are in memory. Where an element ends is found by brackets and
// quotes alone; then JSONParser reads it, so that what is accepted is what it accepts of the whole array.

/// Why an array cannot be read on; offsets count bytes from the start of the source.
enum JSONArrayError<Failure: Error>: Error {
  /// The source has no next piece.
  case source(Failure)

  /// It is no JSON.
  case invalid(JSONError)

  /// What begins at `offset` is no array.
  case notAnArray(offset: Int)

  /// The element at `offset` is longer than the limit.
  case elementTooLong(offset: Int, limit: Int)
}

extension JSONArrayError: Equatable where Failure: Equatable {}

/// An element, and where it begins: behind the bracket or the comma before it.
struct JSONArrayElement {
  let value: JSONValue
  let offset: Int
}

/// Reads the elements of an array.
struct JSONArrayReader<Source: PieceSource & ~Copyable>: ~Copyable {
  private let source: Source
  private let limits: JSONValue.Limits
  private var buffer: [UInt8] = []
  private var start = 0  // of what is not taken yet, in `buffer`
  private var bufferOffset = 0  // of the buffer in the source
  private var isOpen = false
  private var isFinished = false

  /// How many elements were returned.
  private(set) var count = 0

  /// Reads `source` from where it stands.
  ///
  /// - Parameters:
  ///   - source: An array, with nothing but white space around it.
  ///   - limits: How long and how deep one element may be.
  init(_ source: consuming Source, limits: JSONValue.Limits = JSONValue.Limits(byteCount: 1 << 26)) {
    self.source = source
    self.limits = limits
  }

  /// The next element, or nil at the end, behind which nothing else may stand.
  mutating func next() throws(JSONArrayError<Source.Failure>) -> JSONArrayElement? {
    guard !isFinished else { return nil }
    if !isOpen { try open() }
    let end = try findEnd()
    let (slice, offset) = (buffer[start..<end], bufferOffset + start)
    let mark = buffer[end]
    let isBlank = slice.allSatisfy(\.isJSONSpace)
    start = end + 1
    let isLast = mark == UInt8(ascii: "]")
    // A comma without an element before it, one before the end, or a brace that closes nothing.
    if (isBlank && !(isLast && count == 0)) || mark == UInt8(ascii: "}") {
      throw .invalid(.unexpectedByte(mark, offset: bufferOffset + end))
    }
    let value = try isBlank ? nil : parse(slice, at: offset)
    if isLast {
      isFinished = true
      try requireNothingMore()
    }
    guard let value else { return nil }
    count += 1
    return JSONArrayElement(value: value, offset: offset)
  }

  private func parse(
    _ slice: ArraySlice<UInt8>, at offset: Int
  ) throws(JSONArrayError<Source.Failure>) -> JSONValue {
    do {
      return try JSONValue.parse(slice, limits: limits)
    } catch {
      throw .invalid(error.moved(by: offset))
    }
  }

  /// Takes the bracket that opens the array.
  private mutating func open() throws(JSONArrayError<Source.Failure>) {
    while true {
      while start < buffer.count, buffer[start].isJSONSpace { start += 1 }
      if start < buffer.count { break }
      guard try fill() else { throw .invalid(.unexpectedEnd(offset: bufferOffset + start)) }
    }
    guard buffer[start] == UInt8(ascii: "[") else { throw .notAnArray(offset: bufferOffset + start) }
    start += 1
    isOpen = true
  }

  /// The place of the comma or bracket behind the element at `start`.
  private mutating func findEnd() throws(JSONArrayError<Source.Failure>) -> Int {
    var scan = ElementScan()
    var length = 0
    while true {
      if let found = scan.end(in: buffer[(start + length)...]) { return found }
      length = buffer.count - start
      guard length <= limits.byteCount else {
        throw .elementTooLong(offset: bufferOffset + start, limit: limits.byteCount)
      }
      guard try fill() else { throw .invalid(.unexpectedEnd(offset: bufferOffset + start + length)) }
    }
  }

  private mutating func requireNothingMore() throws(JSONArrayError<Source.Failure>) {
    while true {
      if let other = buffer[start...].firstIndex(where: { !$0.isJSONSpace }) {
        throw .invalid(.trailingContent(offset: bufferOffset + other))
      }
      start = buffer.count
      guard try fill() else { return }
    }
  }

  /// Reads the next piece; false at the end of the source.
  private mutating func fill() throws(JSONArrayError<Source.Failure>) -> Bool {
    bufferOffset += start
    buffer.removeFirst(start)
    start = 0
    do {
      let piece = try source.readPiece()
      buffer.append(contentsOf: piece)
      return !piece.isEmpty
    } catch {
      throw .source(error)
    }
  }

}

/// Finds where an element of an array ends, piece by piece.
private struct ElementScan {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false

  /// The index of the first comma or closing bracket of `bytes` that does not belong to the element; nil
  /// where it goes on.
  mutating func end(in bytes: ArraySlice<UInt8>) -> Int? {
    for index in bytes.indices {
      let byte = bytes[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}

extension JSONError {
  /// The error of a part of a text that begins `distance` bytes after the whole.
  fileprivate func moved(by distance: Int) -> JSONError {
    switch self {
    case .unexpectedEnd(let offset): .unexpectedEnd(offset: offset + distance)
    case .unexpectedByte(let byte, let offset): .unexpectedByte(byte, offset: offset + distance)
    case .trailingContent(let offset): .trailingContent(offset: offset + distance)
    case .invalidUTF8(let offset): .invalidUTF8(offset: offset + distance)
    case .controlCharacter(let byte, let offset): .controlCharacter(byte, offset: offset + distance)
    case .invalidEscape(let offset): .invalidEscape(offset: offset + distance)
    case .loneSurrogate(let offset): .loneSurrogate(offset: offset + distance)
    case .invalidNumber(let offset): .invalidNumber(offset: offset + distance)
    case .numberOutOfRange(let offset): .numberOutOfRange(offset: offset + distance)
    case .duplicateMember(let offset): .duplicateMember(offset: offset + distance)
    case .tooDeep(let limit, let offset): .tooDeep(limit: limit, offset: offset + distance)
    case .tooLong: self
    }
  }
}

extension UInt8 {
  /// Whether it is white space in JSON (RFC 8259, section 2).
  fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
