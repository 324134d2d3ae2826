// Bech32.swift: Bech32 (BIP 173) of 32 bytes: how age writes its keys, so that a slip of the pen is noticed.
//
// Fixed length only: the prefix, the digit 1, 52 characters of data, 6 of checksum. Works from span to
// span, so that a secret key is never in ordinary memory.

/// Texts for keys.
enum Bech32 {
  /// The length of the data, in bytes.
  static let dataByteCount = 32

  /// The number of characters after the prefix.
  static func characterCount(prefix: String) -> Int { prefix.utf8.count + 1 + dataCharacterCount + 6 }

  /// Writes `data` behind `prefix`, all in upper or all in lower case.
  ///
  /// - Precondition: `data` has ``dataByteCount`` bytes, `text` room for ``characterCount(prefix:)``.
  static func encode(_ data: RawSpan, prefix: String, isUpperCase: Bool, into text: inout MutableRawSpan) {
    precondition(data.byteCount == dataByteCount, "Bech32 of \(data.byteCount) bytes")
    precondition(text.byteCount == characterCount(prefix: prefix), "no room for Bech32")
    var checksum = Checksum(prefix: prefix)
    var position = 0
    for character in prefix.utf8 + [separator] {
      text.storeBytes(of: character.cased(isUpperCase), toByteOffset: position, as: UInt8.self)
      position += 1
    }
    for index in 0..<dataCharacterCount {
      let digit = digit(index, of: data)
      checksum.add(digit)
      let character = alphabet[Int(digit)].cased(isUpperCase)
      text.storeBytes(of: character, toByteOffset: position + index, as: UInt8.self)
    }
    for (index, digit) in checksum.digits.enumerated() {
      let character = alphabet[Int(digit)].cased(isUpperCase)
      text.storeBytes(of: character, toByteOffset: position + dataCharacterCount + index, as: UInt8.self)
    }
  }

  /// Reads what ``encode(_:prefix:isUpperCase:into:)`` writes, in that case only.
  ///
  /// - Precondition: `data` has room for ``dataByteCount`` bytes.
  /// - Returns: Whether `text` is that; if not, `data` is of no use.
  static func decode(
    _ text: RawSpan, prefix: String, isUpperCase: Bool, into data: inout MutableRawSpan
  ) -> Bool {
    precondition(data.byteCount == dataByteCount, "no room for \(dataByteCount) bytes")
    guard text.byteCount == characterCount(prefix: prefix) else { return false }
    var position = 0
    for character in prefix.utf8 + [separator] {
      guard text.byte(position) == character.cased(isUpperCase) else { return false }
      position += 1
    }
    var checksum = Checksum(prefix: prefix)
    var accumulator = BitAccumulator()
    var written = 0
    for index in position..<text.byteCount {
      guard let digit = digit(of: text.byte(index), isUpperCase: isUpperCase) else { return false }
      checksum.add(digit)
      guard index < position + dataCharacterCount else { continue }
      if let byte = accumulator.add(digit) {
        data.storeBytes(of: byte, toByteOffset: written, as: UInt8.self)
        written += 1
      }
    }
    return checksum.isValid && accumulator.isPaddedWithZeros
  }

  /// 256 bits in fives, the last padded with four zeros.
  private static let dataCharacterCount = 52

  private static let separator = UInt8(ascii: "1")

  private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  /// The five bits of `data` from bit 5 · `index` on.
  private static func digit(_ index: Int, of data: RawSpan) -> UInt8 {
    let (byte, bit) = (index * 5).quotientAndRemainder(dividingBy: 8)
    let high = UInt16(data.byte(byte)) << 8
    let low = byte + 1 < data.byteCount ? UInt16(data.byte(byte + 1)) : 0
    return UInt8((high | low) >> UInt16(11 - bit) & 31)
  }

  private static func digit(of character: UInt8, isUpperCase: Bool) -> UInt8? {
    let index = alphabet.firstIndex { $0.cased(isUpperCase) == character }
    return index.map { UInt8($0) }
  }

  /// Makes bytes out of fives of bits.
  private struct BitAccumulator {
    private var bits: UInt16 = 0
    private var bitCount = 0

    /// The byte that is complete now, if one is.
    mutating func add(_ digit: UInt8) -> UInt8? {
      bits = bits << 5 | UInt16(digit)
      bitCount += 5
      guard bitCount >= 8 else { return nil }
      bitCount -= 8
      let byte = UInt8(bits >> UInt16(bitCount) & 255)
      bits &= (1 << UInt16(bitCount)) - 1
      return byte
    }

    var isPaddedWithZeros: Bool { bits == 0 }
  }

  /// The checksum of BIP 173, a code over the field of 32 elements.
  private struct Checksum {
    private static let generator: [UInt32] = [
      0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3,
    ]

    private var state: UInt32 = 1

    init(prefix: String) {
      for character in prefix.utf8 { add(character.cased(false) >> 5) }
      add(0)
      for character in prefix.utf8 { add(character.cased(false) & 31) }
    }

    mutating func add(_ digit: UInt8) {
      let top = state >> 25
      state = (state & 0x1ff_ffff) << 5 ^ UInt32(digit)
      for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { state ^= Self.generator[bit] }
    }

    /// Whether what was added ends in its checksum.
    var isValid: Bool { state == 1 }

    /// The checksum of what was added.
    var digits: [UInt8] {
      var end = self
      for _ in 0..<6 { end.add(0) }
      let code = end.state ^ 1
      return (0..<6).map { UInt8(code >> UInt32(5 * (5 - $0)) & 31) }
    }
  }
}

extension UInt8 {
  /// This character with its letter in upper or in lower case.
  fileprivate func cased(_ isUpperCase: Bool) -> UInt8 {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z") where isUpperCase: self - 32
    case UInt8(ascii: "A")...UInt8(ascii: "Z") where !isUpperCase: self + 32
    default: self
    }
  }
}
