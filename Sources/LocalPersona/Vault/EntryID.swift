// EntryID.swift: the name of an entry: 50 random bits, written as ten characters.
//
// Crockford's base 32 (no i, l, o, u), lower case, most significant bits first. Random and not
// counted, so that an id says nothing about when an entry was added or how many there are.

private import Crypto

/// The name of one entry, for ever.
public struct EntryID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number of random bits: ten characters of five bits.
  public static let bitCount = 50

  /// The number of characters of ``description``.
  public static let characterCount = 10

  /// The bits, in the low ``bitCount`` bits.
  public let value: UInt64

  /// Makes an id from its bits.
  ///
  /// Returns nil where `value` does not fit into ``bitCount`` bits.
  public init?(value: UInt64) {
    guard value >> Self.bitCount == 0 else { return nil }
    self.value = value
  }

  /// Reads the ten characters of ``description``.
  ///
  /// Upper case is taken as lower case, `i` and `l` as `1`, `o` as `0`, as Crockford proposes.
  public init?(parsing text: String) {
    guard let digits = Self.digits(of: text), digits.count == Self.characterCount else { return nil }
    value = digits.reduce(0) { $0 << 5 | UInt64($1) }
  }

  private init(drawn value: UInt64) {
    self.value = value
  }

  /// Draws a new id.
  public static func random() -> EntryID {
    let bits = RandomBytes.make(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return EntryID(drawn: bits >> (64 - bitCount))
  }

  /// The ten characters.
  public var description: String {
    var characters: [UInt8] = []
    characters.reserveCapacity(Self.characterCount)
    for index in 1...Self.characterCount {
      let digit = Int(value >> (Self.bitCount - 5 * index)) & 31
      characters.append(Self.alphabet[digit])
    }
    return String(decoding: characters, as: UTF8.self)
  }

  /// Orders by the bits, which is also the order of the descriptions.
  public static func < (first: EntryID, second: EntryID) -> Bool {
    first.value < second.value
  }

  /// Whether the description of this id starts with `prefix`, read as ``init(parsing:)`` reads.
  public func hasPrefix(_ prefix: String) -> Bool {
    guard let digits = Self.digits(of: prefix), digits.count <= Self.characterCount else { return false }
    let start = digits.reduce(UInt64(0)) { $0 << 5 | UInt64($1) }
    return value >> (Self.bitCount - 5 * digits.count) == start
  }

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// The values of the characters of `text`, or nil where one is not a digit or there are too many.
  private static func digits(of text: String) -> [UInt8]? {
    var digits: [UInt8] = []
    for byte in text.utf8 {
      guard digits.count < characterCount, let digit = digit(of: byte) else { return nil }
      digits.append(digit)
    }
    return digits
  }

  private static func digit(of byte: UInt8) -> UInt8? {
    let isUpperCase = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    let lower = isUpperCase ? byte | 0x20 : byte
    switch lower {
    case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
    case UInt8(ascii: "o"): return 0
    default: return alphabet.firstIndex(of: lower).map { UInt8($0) }
    }
  }
}
