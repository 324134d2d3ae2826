// HKDF.swift: HKDF with SHA-256 (RFC 5869), one block of it: all that age derives is 32 bytes long.

/// Derives keys from a secret that is random already.
enum HKDF {
  /// The length of a derived key, in bytes.
  static let keyByteCount = SHA256.digestByteCount

  /// Derives ``keyByteCount`` bytes for the purpose `info`.
  ///
  /// - Parameters:
  ///   - secret: The input keying material, of any length.
  ///   - salt: Public bytes; none are the same as 32 zeros.
  ///   - info: Names the purpose.
  /// - Returns: A key that says nothing about the secret, or about the key for another purpose.
  static func derive(_ secret: borrowing SecretBytes, salt: [UInt8], info: String) -> SecretBytes {
    let extracted = AgePrimitives.authenticate(secret.bytes, suffix: [], key: salt.rawBytes)
    let purpose = Array(info.utf8)
    // The first block is the last: its number, 1, follows the purpose.
    return AgePrimitives.authenticate(purpose.rawBytes, suffix: [1], key: extracted.bytes)
  }
}
