// CanonicalBases.swift: canonical decomposition (NFD) followed by dropping the accents.
//
// The standard library has no public normalisation, and Foundation's would cost start-up time. Only what
// WordPiece needs: the characters that stay once non-spacing marks are gone. Their order among themselves
// never changes, because what stays has combining class 0 (but for a few marks of musical notation).

enum CanonicalBases {
  /// Calls `body` with each character that stays of `scalar`.
  static func forEach(of scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    if scalar.value < 0xC0 { return body(scalar) }
    if hangul.contains(scalar.value) { return forEachJamo(of: scalar, body) }
    if let bases = decompositions[scalar.value] { return bases.forEach(body) }
    if scalar.properties.generalCategory != .nonspacingMark { body(scalar) }
  }

  private static let hangul: ClosedRange<UInt32> = 0xAC00...0xD7A3

  /// The arithmetic of the Unicode Standard, section 3.12.
  private static func forEachJamo(of syllable: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    let index = syllable.value - hangul.lowerBound
    let (vowels, trails): (UInt32, UInt32) = (21, 28)
    let parts = [
      0x1100 + index / (vowels * trails), 0x1161 + index / trails % vowels, 0x11A7 + index % trails,
    ]
    for part in parts where part != 0x11A7 {
      if let jamo = Unicode.Scalar(part) { body(jamo) }
    }
  }

  /// ``table``, parsed on first use.
  private static let decompositions: [UInt32: [Unicode.Scalar]] = {
    var decompositions: [UInt32: [Unicode.Scalar]] = [:]
    decompositions.reserveCapacity(2100)
    for entry in table.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
      let sides = entry.split(separator: UInt8(ascii: "="), omittingEmptySubsequences: false)
      let ends = sides[0].split(separator: UInt8(ascii: "-")).map(hexadecimal)
      let bases = sides[1].split(separator: UInt8(ascii: "+")).compactMap { Unicode.Scalar(hexadecimal($0)) }
      for value in ends[0]...ends[ends.count - 1] { decompositions[value] = bases }
    }
    return decompositions
  }()

  private static func hexadecimal(_ digits: Substring.UTF8View) -> UInt32 {
    digits.reduce(0) { $0 << 4 | UInt32($1 < 0x3A ? $1 - 0x30 : $1 - 0x41 + 10) }
  }
}
