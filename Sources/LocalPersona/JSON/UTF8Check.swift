// UTF8Check.swift: where a byte sequence stops being UTF-8 (RFC 3629), for errors that can say so.

/// Tells where bytes stop being UTF-8.
public enum UTF8Check {
  /// The index of the first byte that begins or breaks no scalar, or nil where all bytes are UTF-8.
  ///
  /// Rejects overlong forms, surrogates and what lies above U+10FFFF.
  public static func firstInvalidIndex(in bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      let byteCount = scalarByteCount(in: bytes, at: index)
      guard byteCount > 0 else { return index }
      index += byteCount
    }
    return nil
  }

  /// The length of the multi-byte scalar at `index`, or 0 where there is none.
  private static func scalarByteCount(in bytes: ArraySlice<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let byteCount: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: byteCount = 2
    case 0xE0...0xEF:
      byteCount = 3
      if lead == 0xE0 { second = 0xA0...0xBF }  // below: overlong
      if lead == 0xED { second = 0x80...0x9F }  // above: surrogates
    case 0xF0...0xF4:
      byteCount = 4
      if lead == 0xF0 { second = 0x90...0xBF }  // below: overlong
      if lead == 0xF4 { second = 0x80...0x8F }  // above: beyond U+10FFFF
    default: return 0
    }
    guard index + byteCount <= bytes.endIndex, second.contains(bytes[index + 1]) else { return 0 }
    for next in bytes[index + 1..<index + byteCount] where next & 0xC0 != 0x80 { return 0 }
    return byteCount
  }
}
