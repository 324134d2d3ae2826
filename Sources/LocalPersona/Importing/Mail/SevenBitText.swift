// SevenBitText.swift: Japanese and Korean text in bytes below 0x80 with escapes between them (RFC 1468, RFC
// 1557), as the text of eight bits that says the same.
//
// Converters of the C library refuse what programs write here against the standards: characters of Windows,
// and lines that do not end in ASCII as they must. Both are read.

/// Rewrites text of seven bits.
enum SevenBitText {
  /// What the bytes after an escape mean.
  private enum CharacterSet {
    case latin, katakana, kanji

    /// Two bytes each, but no characters of Shift_JIS: JIS X 0212, Chinese and Korean.
    case foreign
  }

  private static let escape: UInt8 = 0x1B
  private static let letters: ClosedRange<UInt8> = 0x21...0x7E

  /// Stands for what has no meaning: no character of either result has this second byte.
  private static let meaningless: [UInt8] = [0x81, 0xFF]

  private static let designations: [(mark: [UInt8], set: CharacterSet)] = [
    (Array("(B".utf8), .latin), (Array("(J".utf8), .latin), (Array("(I".utf8), .katakana),
    (Array("$@".utf8), .kanji), (Array("$B".utf8), .kanji), (Array("$(@".utf8), .kanji),
    (Array("$(B".utf8), .kanji), (Array("$(D".utf8), .foreign), (Array("$A".utf8), .foreign),
    (Array("$(C".utf8), .foreign),
  ]

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  // MARK: Japanese

  /// ISO-2022-JP as Shift_JIS.
  ///
  /// Bytes of eight bits stay as they are: some mail is Shift_JIS that is named wrongly.
  static func shiftJIS(ofISO2022JP bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var set = CharacterSet.latin
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == escape, let found = designations.first(where: { rest.starts(with: $0.mark) }) {
        rest = rest.dropFirst(found.mark.count)
        set = found.set
        continue
      }
      if endsLine(byte) { set = .latin }
      if byte <= 0x20 || set == .latin {
        result.append(byte)
      } else {
        appendCharacter(byte, of: set, from: &rest, to: &result)
      }
    }
    return result
  }

  private static func appendCharacter(
    _ first: UInt8, of set: CharacterSet, from rest: inout ArraySlice<UInt8>, to result: inout [UInt8]
  ) {
    if set == .katakana, 0x21...0x5F ~= first { return result.append(first | 0x80) }
    guard set != .katakana, letters ~= first, let second = rest.first, letters ~= second else {
      result += meaningless
      return
    }
    rest.removeFirst()
    guard set == .kanji else {
      result += meaningless
      return
    }
    // Rows of 94 characters lie in pairs in rows of 188, around those that one byte has; 0x7F is skipped.
    let (row, column) = (first - 0x21, second - 0x21)
    result.append(row / 2 + (row < 62 ? 0x81 : 0xC1))
    let isSecondHalf = row % 2 == 1
    result.append(isSecondHalf ? column + 0x9F : column + (column < 63 ? 0x40 : 0x41))
  }

  // MARK: Korean

  /// ISO-2022-KR as EUC-KR.
  ///
  /// Bytes of eight bits stay as they are.
  static func eucKR(ofISO2022KR bytes: [UInt8]) -> [UInt8] {
    let designation = Array("$)C".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isKorean = false
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0x0E: isKorean = true
      case 0x0F: isKorean = false
      case escape where rest.starts(with: designation): rest = rest.dropFirst(designation.count)
      case letters where isKorean:
        guard let second = rest.first, letters ~= second else {
          result += meaningless
          continue
        }
        rest.removeFirst()
        result += [byte | 0x80, second | 0x80]
      default:
        if endsLine(byte) { isKorean = false }
        result.append(byte)
      }
    }
    return result
  }
}
