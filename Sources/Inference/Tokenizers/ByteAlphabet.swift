// ByteAlphabet.swift: the visible characters that byte-level BPE vocabularies write bytes with.
//
// Printable ASCII and Latin-1 stand for themselves; the other 68 bytes get the characters from U+0100 on, in
// order, so that a space is written Ġ. Introduced with GPT-2.

enum ByteAlphabet {
  /// The character of each byte.
  static let scalars: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (0...255).map { (byte: UInt32) in
      let isVisible = (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE
      if !isVisible { next += 1 }
      // Every value is below 0x144, far from surrogates.
      return Unicode.Scalar(isVisible ? byte : next - 1) ?? " "
    }
  }()

  /// The byte of each character below U+0144, or nil for characters outside the alphabet.
  private static let bytes: [UInt8?] = {
    var bytes = [UInt8?](repeating: nil, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar.value)] = UInt8(byte) }
    return bytes
  }()

  /// The byte that `scalar` stands for.
  static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    scalar.value < UInt32(bytes.count) ? bytes[Int(scalar.value)] : nil
  }

  /// The UTF-8 of the characters of `bytes`.
  static func encode(_ bytes: Span<UInt8>) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(2 * bytes.count)
    for index in bytes.indices {
      let value = scalars[Int(bytes[index])].value
      if value < 0x80 {
        encoded.append(UInt8(value))
      } else {
        encoded.append(UInt8(0xC0 | value >> 6))
        encoded.append(UInt8(0x80 | value & 0x3F))
      }
    }
    return encoded
  }

  /// The bytes that `text` stands for; characters outside the alphabet stand for their UTF-8.
  static func decode(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar in byte(of: scalar).map { [$0] } ?? Array(String(scalar).utf8) }
  }
}
