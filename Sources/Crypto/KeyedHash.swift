// KeyedHash.swift: keyed BLAKE2b (RFC 7693), a fingerprint that only the holder of a key can make.
//
// For looking things up (equal texts, opaque names). What must resist changes is sealed instead:
// see AuthenticatedBox.

private import CSodium

/// Hashes under a key.
public enum KeyedHash {
  /// The lengths that a digest may have, in bytes.
  public static let digestByteCounts = 16...64

  /// The lengths that a key may have, in bytes.
  public static let keyByteCounts = 16...64

  /// Hashes `message` to `byteCount` bytes under `key`.
  ///
  /// A digest of another length is a digest of its own, not a prefix.
  ///
  /// - Precondition: `byteCount` is one of ``digestByteCounts``, the length of `key` one of
  ///   ``keyByteCounts``.
  public static func hash(_ message: RawSpan, key: borrowing SecretBytes, byteCount: Int) -> [UInt8] {
    precondition(digestByteCounts.contains(byteCount), "no digest has \(byteCount) bytes")
    precondition(keyByteCounts.contains(key.count), "no key has \(key.count) bytes")
    requireLibrary()
    return [UInt8](count: byteCount) { digest in
      let status = cs_keyed_hash(&digest, message, key.bytes)
      precondition(status == 0, "libsodium refused to hash \(message.byteCount) bytes")
    }
  }
}
