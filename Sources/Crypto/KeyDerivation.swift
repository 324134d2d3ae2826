// KeyDerivation.swift: many keys from one, by keyed BLAKE2b (libsodium's crypto_kdf).
//
// For keys that are random already: a passphrase needs PasswordHash first.

private import CSodium

/// Derives independent keys from one.
public enum KeyDerivation {
  /// The length of a key and of a subkey, in bytes.
  public static let keyByteCount = 32

  /// The length of a context, in bytes.
  public static let contextByteCount = 8

  /// Derives the subkey number `id` for the purpose `context`.
  ///
  /// It is BLAKE2b-256 of nothing, keyed with `key`, with `id` (8 bytes, little-endian) as the
  /// salt and `context` as the personalisation, both padded with zeros to 16 bytes.
  ///
  /// - Parameters:
  ///   - key: ``keyByteCount`` random bytes.
  ///   - id: Tells the subkeys of one purpose apart.
  ///   - context: ``contextByteCount`` ASCII characters that name the purpose.
  /// - Returns: ``keyByteCount`` bytes that say nothing about `key` or about another subkey.
  /// - Precondition: The lengths are those.
  public static func subkey(of key: borrowing SecretBytes, id: UInt64, context: String) -> SecretBytes {
    precondition(key.count == keyByteCount, "the key has \(key.count) bytes, not \(keyByteCount)")
    let purpose = Array(context.utf8)
    precondition(
      purpose.count == contextByteCount && purpose.allSatisfy { $0 < 0x80 },
      "a context is \(contextByteCount) ASCII characters, not \"\(context)\"")
    return SecretBytes(count: keyByteCount) { subkey in
      let status = cs_derive(&subkey, id, purpose.rawBytes, key.bytes)
      precondition(status == 0, "libsodium refused to derive a subkey")
    }
  }
}
