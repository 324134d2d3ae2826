// ByteCoding.swift: little-endian numbers and counted bytes, written to and read from arrays.
//
// Reading takes every length as hostile: nothing is taken beyond the end, nothing overflows.

/// What was read breaks the rules of a format.
struct FormatError: Error, Equatable {
  /// Where, in bytes from the beginning of what was read.
  var offset: Int
}

/// Writes numbers and bytes one after the other.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(reserving byteCount: Int = 0) {
    bytes.reserveCapacity(byteCount)
  }

  mutating func write<Number: FixedWidthInteger>(_ number: Number) {
    var rest = number
    for _ in 0..<Number.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  mutating func write(_ more: some Collection<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// Fills up with zeros, to `byteCount` bytes in all.
  mutating func pad(to byteCount: Int) {
    let missing = byteCount - bytes.count
    if missing > 0 { bytes.append(contentsOf: repeatElement(0, count: missing)) }
  }

  /// Replaces bytes that were written before.
  mutating func overwrite(at offset: Int, with other: [UInt8]) {
    bytes.replaceSubrange(offset..<offset + other.count, with: other)
  }
}

/// Reads numbers and bytes one after the other.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>

  /// Where the next read begins, from the beginning of the array.
  private(set) var offset: Int

  init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes[...]
    self.offset = start
  }

  /// Reads `range` of an array; offsets are still those of the whole array.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes[range]
    self.offset = range.lowerBound
  }

  /// How many bytes are left.
  var remaining: Int { bytes.endIndex - offset }

  mutating func read<Number: FixedWidthInteger & UnsignedInteger>(
    _: Number.Type = Number.self
  ) throws(FormatError) -> Number {
    let byteCount = Number.bitWidth / 8
    guard remaining >= byteCount else { throw FormatError(offset: offset) }
    var number: Number = 0
    for index in (0..<byteCount).reversed() {
      number = number << 8 | Number(truncatingIfNeeded: bytes[offset + index])
    }
    offset += byteCount
    return number
  }

  mutating func readSigned() throws(FormatError) -> Int64 {
    Int64(bitPattern: try read(UInt64.self))
  }

  mutating func readBytes(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
    guard count >= 0, remaining >= count else { throw FormatError(offset: offset) }
    defer { offset += count }
    return bytes[offset..<offset + count]
  }

  /// Reads `count` bytes that must be UTF-8.
  mutating func readText(_ count: Int) throws(FormatError) -> String {
    let start = offset
    guard let text = String(validating: try readBytes(count), as: UTF8.self) else {
      throw FormatError(offset: start)
    }
    return text
  }

  /// Reads a number that must be `expected`, such as a reserved zero.
  mutating func expect<Number: FixedWidthInteger & UnsignedInteger>(_ expected: Number) throws(FormatError) {
    let start = offset
    guard try read(Number.self) == expected else { throw FormatError(offset: start) }
  }
}
