// ByteReader.swift: a cursor over untrusted bytes, in little-endian order.
//
// Every read is bounds-checked and says where it failed. Offsets are bytes from the start of the file.
// Arithmetic on numbers from a file goes through the throwing helpers at the end.

/// Reads numbers and text from a span, front to back.
struct ByteReader: ~Escapable {
  /// All bytes that may be read.
  let bytes: RawSpan

  /// The path of the file, for errors.
  let file: String

  /// The next byte to read.
  private(set) var position = 0

  /// Starts at the first of `bytes`.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// How many bytes are left.
  var remaining: Int { bytes.byteCount - position }

  /// The place of the next byte, as `field`.
  func place(_ field: String) -> FilePlace { FilePlace(file: file, offset: position, field: field) }

  /// Throws where fewer than `count` bytes are left.
  func require(_ count: Int, _ field: @autoclosure () -> String) throws(ModelFileError) {
    guard count <= remaining else {
      throw .malformed(place(field()), .endsTooLate(needed: count, remaining: remaining))
    }
  }

  /// Reads one number.
  @_lifetime(self: copy self)
  mutating func integer<T: FixedWidthInteger & BitwiseCopyable>(
    _ type: T.Type = T.self, _ field: @autoclosure () -> String
  ) throws(ModelFileError) -> T {
    try require(MemoryLayout<T>.size, field())
    let value = bytes.littleEndian(T.self, at: position)
    position += MemoryLayout<T>.size
    return value
  }

  /// Reads a 64-bit count that must be at most `limit`.
  @_lifetime(self: copy self)
  mutating func count(atMost limit: Int, _ field: @autoclosure () -> String) throws(ModelFileError) -> Int {
    let at = position
    let value = try integer(UInt64.self, field())
    guard value <= UInt64(limit) else {
      throw .malformed(
        FilePlace(file: file, offset: at, field: field()), .tooMany(count: value, limit: UInt64(limit)))
    }
    return Int(value)
  }

  /// Passes over `count` bytes.
  ///
  /// - Precondition: `count` is not negative.
  @_lifetime(self: copy self)
  mutating func skip(_ count: Int, _ field: @autoclosure () -> String) throws(ModelFileError) {
    precondition(count >= 0)
    try require(count, field())
    position += count
  }

  /// Passes over `byteCount` bytes that have to be UTF-8.
  ///
  /// - Returns: The bytes, within those that are being read.
  @_lifetime(self: copy self)
  @_lifetime(copy self)
  mutating func text(byteCount: Int, _ field: @autoclosure () -> String) throws(ModelFileError) -> UTF8Span {
    try require(byteCount, field())
    // Any bytes are valid UInt8 values.
    let bytes = Span<UInt8>(_bytes: bytes.extracting(position..<position + byteCount))
    do throws(UTF8.ValidationError) {
      let text = try UTF8Span(validating: bytes)
      position += byteCount
      return text
    } catch {
      throw .malformed(place(field()), .invalidUTF8)
    }
  }
}

extension RawSpan {
  /// The number in little-endian order at `offset`, aligned or not.
  ///
  /// - Precondition: It lies within the span.
  func littleEndian<T: FixedWidthInteger & BitwiseCopyable>(_: T.Type, at offset: Int) -> T {
    // Any bit pattern is a valid integer, and the load is bounds-checked.
    T(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: T.self))
  }
}

/// The product of sizes from a file.
func checkedProduct(_ a: Int, _ b: Int, at place: @autoclosure () -> FilePlace) throws(ModelFileError) -> Int
{
  let (product, overflow) = a.multipliedReportingOverflow(by: b)
  guard !overflow else { throw .malformed(place(), .arithmeticOverflow) }
  return product
}

/// The sum of sizes from a file.
func checkedSum(_ a: Int, _ b: Int, at place: @autoclosure () -> FilePlace) throws(ModelFileError) -> Int {
  let (sum, overflow) = a.addingReportingOverflow(b)
  guard !overflow else { throw .malformed(place(), .arithmeticOverflow) }
  return sum
}
