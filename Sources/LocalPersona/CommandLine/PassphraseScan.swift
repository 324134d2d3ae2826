// PassphraseScan.swift: cuts a passphrase into the parts that make it cheapest to guess.
//
// A shortest path: for each position, the cheapest way to get there over all parts that end at it. Parts are
// found by PassphraseScan+Parts.swift. Capital letters and digits in the place of letters hide nothing from a
// guesser who tries those too, and cost one or two bits.

/// A passphrase that is looked at.
struct PassphraseScan: ~Escapable {
  /// A part that was found at a position.
  struct Found {
    let kind: PassphrasePart
    let byteCount: Int
    let bits: Double
  }

  let bytes: Span<UInt8>

  /// The character between the parts; nil where there is none.
  private(set) var separator: UInt8?

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
    for index in bytes.indices where isSeparator(index) {
      separator = bytes[index]
      break
    }
  }

  /// The cheapest parts, in their order, and what they are worth together.
  func cheapestParts() -> (kinds: [PassphrasePart], bits: Double) {
    var best = [Double](repeating: .infinity, count: bytes.count + 1)
    var last = [Found?](repeating: nil, count: bytes.count + 1)
    best[0] = 0
    for start in bytes.indices {
      for found in parts(at: start) {
        let bits = best[start] + found.bits
        if bits < best[start + found.byteCount] {
          best[start + found.byteCount] = bits
          last[start + found.byteCount] = found
        }
      }
    }
    var kinds: [PassphrasePart] = []
    var end = bytes.count
    while let found = last[end] {
      kinds.append(found.kind)
      end -= found.byteCount
    }
    return (kinds.reversed(), best[bytes.count])
  }

  /// Whether the byte at `index` parts what is on both sides of it.
  func isSeparator(_ index: Int) -> Bool {
    index > 0 && index + 1 < bytes.count && !isWordCharacter(index) && isWordCharacter(index - 1)
      && isWordCharacter(index + 1)
  }

  /// Whether the byte at `index` is of a letter or a digit; beyond ASCII everything counts as such.
  private func isWordCharacter(_ index: Int) -> Bool {
    isLetter(index) || isDigit(index) || bytes[index] >= 0x80
  }

  /// The byte at `index`, a capital letter as a small one.
  func lower(_ index: Int) -> UInt8 { WordList.lowercased(bytes[index]) }

  func isLetter(_ index: Int) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= lower(index) }

  func isCapital(_ index: Int) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= bytes[index] }

  func isDigit(_ index: Int) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] }

  /// The number that the digits in `range` write; nil where not all of them are digits.
  func number(_ range: Range<Int>) -> Int? {
    guard range.upperBound <= bytes.count else { return nil }
    var number = 0
    for index in range {
      guard isDigit(index) else { return nil }
      number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
    }
    return number
  }
}
