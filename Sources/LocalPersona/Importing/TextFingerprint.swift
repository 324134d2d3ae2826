// TextFingerprint.swift: tells whether two texts are the same but for white space.
//
// For use inside one process: the hash is keyed at random when the process starts. Not cryptographic.

/// 128 bits that two texts share when they differ only in white space and in Unicode composition.
///
/// Two different texts share them with a chance of 2⁻¹²⁸: for the largest history that an import takes,
/// less likely than a fault of the memory.
struct TextFingerprint: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// Hashes `text` with each run of white space taken as one space, and none at the ends.
  init(_ text: String) {
    let normalised = TextFingerprint.normalise(text)
    first = TextFingerprint.hash(normalised, salt: 1)
    second = TextFingerprint.hash(normalised, salt: 2)
  }

  /// A string hashes by its canonical composition, so é in one scalar and in two are the same.
  private static func hash(_ text: String, salt: UInt8) -> Int {
    var hasher = Hasher()
    hasher.combine(salt)
    hasher.combine(text)
    return hasher.finalize()
  }

  private static func normalise(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isAfterSpace = true
    for scalar in text.unicodeScalars {
      if isWhiteSpace(scalar) {
        if !isAfterSpace { bytes.append(UInt8(ascii: " ")) }
        isAfterSpace = true
        continue
      }
      isAfterSpace = false
      if scalar.isASCII { bytes.append(UInt8(scalar.value)) } else { bytes.append(contentsOf: scalar.utf8) }
    }
    if isAfterSpace, !bytes.isEmpty { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The Unicode property, without its table where a comparison will do.
  private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return scalar == " " || 0x09...0x0D ~= scalar.value }
    return scalar.properties.isWhitespace
  }
}
