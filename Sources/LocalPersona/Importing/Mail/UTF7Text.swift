// UTF7Text.swift: UTF-7 (RFC 2152), in which some programs wrote mail before eight bits were safe.

/// Decodes UTF-7.
enum UTF7Text {
  private static let plus = UInt8(ascii: "+")
  private static let minus = UInt8(ascii: "-")

  /// The text that `bytes` are; what means nothing becomes U+FFFD, and a `+` before nothing of base64 stays.
  static func decode(_ bytes: [UInt8]) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == plus {
        takeShifted(from: &rest, into: &units)
      } else {
        units.append(byte < 0x80 ? UInt16(byte) : 0xFFFD)
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// Takes the UTF-16 in base64 that follows a `+`.
  private static func takeShifted(from rest: inout ArraySlice<UInt8>, into units: inout [UInt16]) {
    var bits: UInt32 = 0
    var bitCount = 0
    let byteCount = rest.count
    while let value = rest.first.flatMap(TransferDecoder.sixBits) {
      rest.removeFirst()
      bits = bits << 6 | UInt32(value)
      bitCount += 6
      if bitCount >= 16 {
        bitCount -= 16
        units.append(UInt16(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    if rest.count == byteCount {
      units.append(UInt16(plus))
    } else if bitCount >= 6 {
      units.append(0xFFFD)  // a letter that belongs to no unit
    }
    if rest.first == minus { rest.removeFirst() }
  }
}
