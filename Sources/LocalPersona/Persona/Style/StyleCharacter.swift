// StyleCharacter.swift: a character as the style encoder sees it: lower case, plain typography.
//
// Curly and straight quotes, the widths of a dash and of a space come from programs and printers rather
// than from writers, so they are one here. Letters are folded as search folds them.

/// One character of a text, folded.
struct StyleCharacter {
  static let space: UInt32 = 0x20
  static let newline: UInt32 = 0x0a
  static let dash: UInt32 = 0x2014
  static let ellipsis: UInt32 = 0x2026

  /// A folded letter, `0` for every digit, plain punctuation, or the bytes of any other character.
  let code: UInt32

  /// How many bytes it takes; at least one.
  let byteCount: Int

  /// Whether it only changes the character before it, and is passed over.
  let isMark: Bool

  /// Reads the character that starts at `position`; any bytes will do.
  init(at position: Int, in bytes: Span<UInt8>) {
    let symbol = Symbol(at: position, in: bytes)
    byteCount = symbol.byteCount
    isMark = symbol.kind == .mark
    switch symbol.kind {
    case .letter, .ideograph: code = symbol.folded &- 0x30 < 10 ? 0x30 : symbol.folded
    case .apostrophe: code = 0x27
    case .mark, .separator:
      var packed: UInt32 = 0
      for offset in 0..<symbol.byteCount { packed = packed << 8 | UInt32(bytes[position + offset]) }
      code = Self.plain(packed)
    }
  }

  /// Whether it is white space of any kind.
  var isWhite: Bool { code == Self.space || code == Self.newline }

  /// The plain form of a character that is given as its UTF-8 bytes, first byte highest.
  private static func plain(_ packed: UInt32) -> UInt32 {
    switch packed {
    case 0x0a, 0x0b, 0x0c, 0xc285, 0xe280a8, 0xe280a9: newline
    case 0x09, 0x0d, 0x20, 0xc2a0, 0xe28080...0xe2808a, 0xe280af, 0xe38080: space
    case 0xe28090, 0xe28091: 0x2d
    case 0xe28092...0xe28095: dash
    case 0xe280a6: ellipsis
    case 0x60, 0xe28098, 0xe2809a, 0xe2809b, 0xe280b9, 0xe280ba: 0x27
    case 0xe2809c...0xe2809f, 0xc2ab, 0xc2bb, 0xe3808c...0xe3808f: 0x22
    case 0xe38082, 0xefbc8e, 0xe0a5a4: 0x2e  // ideographic and full-width stop, danda
    case 0xe38081, 0xefbc8c, 0xd88c: 0x2c
    case 0xefbc81: 0x21
    case 0xefbc9f, 0xd89f: 0x3f
    case 0xefbc9a: 0x3a
    case 0xefbc9b, 0xd89b: 0x3b
    case 0xefbc88: 0x28
    case 0xefbc89: 0x29
    default: packed
    }
  }
}

/// Whether a word starts large or small.
enum LetterCase {
  case upper
  case lower

  /// A digit, or a letter of a script without cases.
  case none

  /// The case of the character at `position`.
  init(at position: Int, in bytes: Span<UInt8>) {
    guard position < bytes.count else {
      self = .none
      return
    }
    let byte = bytes[position]
    switch byte {
    case 0x41...0x5a: self = .upper
    case 0x61...0x7a: self = .lower
    case 0..<0x80: self = .none
    default: self = Self.beyondASCII(at: position, in: bytes)
    }
  }

  private static func beyondASCII(at position: Int, in bytes: Span<UInt8>) -> LetterCase {
    let symbol = Symbol(at: position, in: bytes)
    guard symbol.kind == .letter, symbol.byteCount > 1 else { return .none }
    var value = UInt32(bytes[position]) & (0x7f >> UInt32(symbol.byteCount))
    for offset in 1..<symbol.byteCount { value = value << 6 | UInt32(bytes[position + offset]) & 0x3f }
    guard let properties = Unicode.Scalar(value)?.properties else { return .none }
    return properties.isUppercase ? .upper : properties.isLowercase ? .lower : .none
  }
}
