// AgeChunks.swift: the payload of an age file: chunks of 64 KiB, each sealed under its number and whether
// it is the last one, so that none can be changed, moved, left out or added.

/// The form of the payload.
struct AgeChunks {
  /// That of every age file.
  ///
  /// Tests have smaller chunks too, so that many of them cost little.
  static let standard = AgeChunks(plaintextByteCount: 64 << 10)

  /// The plaintext in every chunk but the last, in bytes.
  let plaintextByteCount: Int

  /// The length of such a chunk, in bytes.
  var byteCount: Int { plaintextByteCount + AgePrimitives.tagByteCount }

  /// Seals the chunk with this index, from 0.
  static func seal(_ plaintext: [UInt8], index: UInt64, isLast: Bool, key: borrowing SecretBytes) -> [UInt8] {
    AgePrimitives.seal(plaintext.rawBytes, key: key, nonce: nonce(index: index, isLast: isLast))
  }

  /// Opens a chunk; nil where it is not the one with this index, or was changed.
  ///
  /// - Precondition: It is at least as long as a tag.
  static func open(_ chunk: [UInt8], index: UInt64, isLast: Bool, key: borrowing SecretBytes) -> [UInt8]? {
    var isAuthentic = false
    let plaintext = [UInt8](count: chunk.count - AgePrimitives.tagByteCount) { plaintext in
      isAuthentic = AgePrimitives.open(
        chunk.rawBytes, key: key, nonce: nonce(index: index, isLast: isLast), into: &plaintext)
    }
    return isAuthentic ? plaintext : nil
  }

  /// The index in 11 bytes, big-endian, and a byte that is 1 for the last chunk.
  private static func nonce(index: UInt64, isLast: Bool) -> [UInt8] {
    let digits = stride(from: 56, through: 0, by: -8).map { UInt8(index >> UInt64($0) & 255) }
    return [0, 0, 0] + digits + [isLast ? 1 : 0]
  }
}
