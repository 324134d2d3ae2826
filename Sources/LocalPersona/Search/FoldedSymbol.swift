// FoldedSymbol.swift: what one character is to a search: part of a word, or not, and folded to what.
//
// ASCII takes the short way: it is nearly all of most texts. The tables fold the Latin blocks of Unicode
// to letters without accents; Greek and Cyrillic to lower case. Other scripts ask Unicode's own data.

/// One character of a text as search sees it.
struct Symbol {
  /// What a character does to the words around it.
  enum Kind {
    /// Belongs to a word.
    case letter

    /// Belongs to a word, but does not change it: combining marks, soft hyphens.
    case mark

    /// Belongs to a word where a letter is on both sides.
    case apostrophe

    /// Is a word by itself, since its script does not part words.
    case ideograph

    /// Parts words.
    case separator
  }

  let kind: Kind

  /// The character in its folded form; meaningful for letters and ideographs.
  let folded: UInt32

  /// How many bytes it takes.
  let byteCount: Int

  /// Reads the character that starts at `position`.
  init(at position: Int, in bytes: Span<UInt8>) {
    let byte = bytes[position]
    if let folded = Self.plainLetter(byte) {
      self.init(kind: .letter, folded: folded, byteCount: 1)
    } else if byte < 0x80 {
      self.init(kind: byte == 0x27 ? .apostrophe : .separator, folded: UInt32(byte), byteCount: 1)
    } else {
      self.init(multibyte: UInt32(byte), at: position, in: bytes)
    }
  }

  /// The folded form of a letter or digit of ASCII, or nil.
  static func plainLetter(_ byte: UInt8) -> UInt32? {
    let lower = UInt32(byte) | 0x20
    return lower &- 0x61 < 26 ? lower : byte &- 0x30 < 10 ? UInt32(byte) : nil
  }

  private init(kind: Kind, folded: UInt32, byteCount: Int) {
    self.kind = kind
    self.folded = folded
    self.byteCount = byteCount
  }

  private init(multibyte first: UInt32, at position: Int, in bytes: Span<UInt8>) {
    let byteCount = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard first >= 0xc2, first < 0xf5, position + byteCount <= bytes.count else {
      self.init(kind: .separator, folded: 0, byteCount: 1)
      return
    }
    var scalar = first & (0x7f >> UInt32(byteCount))
    for offset in 1..<byteCount {
      let next = UInt32(bytes[position + offset])
      guard next & 0xc0 == 0x80 else {
        self.init(kind: .separator, folded: 0, byteCount: offset)
        return
      }
      scalar = scalar << 6 | next & 0x3f
    }
    let (kind, folded) = Self.fold(scalar)
    self.init(kind: kind, folded: folded, byteCount: byteCount)
  }

  private static func fold(_ scalar: UInt32) -> (Kind, UInt32) {
    switch scalar {
    case 0xad: (.mark, 0)
    case 0xc0...0x17f: foldLatin(scalar)
    case 0x2bc, 0x2019: (.apostrophe, 0x27)
    case 0x300...0x36f: (.mark, 0)
    case 0x391...0x3a9: (.letter, scalar + 32)
    case 0x3c2: (.letter, 0x3c3)  // final sigma
    case 0x3b1...0x3c9, 0x430...0x45f: (.letter, scalar)
    case 0x400...0x40f: (.letter, scalar + 80)
    case 0x410...0x42f: (.letter, scalar + 32)
    case 0x2000...0x206f, 0x3000...0x3004, 0x3008...0x3020: (.separator, 0)
    case 0x3040...0x30ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0x20000...0x3ffff: (.ideograph, scalar)
    case 0xac00...0xd7a3: (.letter, scalar)
    default: foldByProperties(scalar)
    }
  }

  private static func foldLatin(_ scalar: UInt32) -> (Kind, UInt32) {
    let utf8 = latinLetters.utf8Span.span
    let letter = UInt32(utf8[Int(scalar - 0xc0)])
    return letter == 0x2e ? (.separator, 0) : (.letter, letter)
  }

  /// The letters U+00C0 to U+017F without accents; '.' for × and ÷.
  private static let latinLetters =
    "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
    + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
    + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

  private static func foldByProperties(_ value: UInt32) -> (Kind, UInt32) {
    guard let scalar = Unicode.Scalar(value) else { return (.separator, 0) }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format:
      // Vowel signs of Indic scripts carry meaning; what has none, joiners for one, does not.
      return properties.isAlphabetic ? (.letter, value) : (.mark, 0)
    case .decimalNumber, .letterNumber, .otherNumber:
      return (.letter, value)
    default:
      guard properties.isAlphabetic else { return (.separator, 0) }
      let lower = properties.lowercaseMapping.unicodeScalars
      return (.letter, lower.count == 1 ? lower.first?.value ?? value : value)
    }
  }
}
