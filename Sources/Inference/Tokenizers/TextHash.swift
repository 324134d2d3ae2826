// TextHash.swift: a keyed hash of bytes that can be continued byte by byte.
//
// A polynomial over the bytes modulo the prime 2^61 - 1, at a random point: two texts of n bytes collide with
// probability n / 2^61 whatever they are, so a crafted vocabulary cannot make look-ups slow. Continuing a
// hash is what lets WordPiece try all prefixes of a word in one pass. Not for signatures.

/// The state of a hash: a number below 2^61 - 1.
struct TextHash: Equatable, Sendable {
  private static let prime: UInt64 = (1 << 61) - 1

  /// Drawn once in each process.
  ///
  /// Results do not depend on it, only the layout of tables does.
  private static let point = UInt64.random(in: 1 << 32..<prime)

  private(set) var value: UInt64 = 0

  /// Adds one byte.
  mutating func add(_ byte: UInt8) {
    let (high, low) = value.multipliedFullWidth(by: Self.point)
    // 2^61 = 1 modulo the prime: fold the upper bits onto the lower ones.
    let folded = (low & Self.prime) + (low >> 61 | high << 3) + UInt64(byte) + 1
    value = folded >= Self.prime ? folded - Self.prime : folded
    if value >= Self.prime { value -= Self.prime }
  }

  /// Adds bytes in order.
  mutating func add(_ bytes: Span<UInt8>) {
    for index in bytes.indices { add(bytes[index]) }
  }

  /// The hash of `bytes`.
  static func of(_ bytes: Span<UInt8>) -> TextHash {
    var hash = TextHash()
    hash.add(bytes)
    return hash
  }
}
