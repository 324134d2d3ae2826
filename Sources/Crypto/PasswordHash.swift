// PasswordHash.swift: Argon2id v1.3 (RFC 9106) with one lane, from a passphrase to a key.
//
// Slow and large in memory on purpose. Not for keys that are random already: see KeyDerivation.

private import CSodium

/// Turns a passphrase into a key.
public enum PasswordHash {
  /// The length of a salt, in bytes.
  public static let saltByteCount = 16

  /// The length of the derived key, in bytes.
  public static let keyByteCount = 32

  /// Derives ``keyByteCount`` bytes from `passphrase`.
  ///
  /// - Parameters:
  ///   - passphrase: Any bytes, also none; whether that is wise is for the caller to say.
  ///   - salt: ``saltByteCount`` random bytes, new for each passphrase that is set.
  ///   - cost: Within ``PasswordHashCost/floor`` and ``PasswordHashCost/ceiling``.
  /// - Throws: ``PasswordHashError`` where the salt or the cost is not acceptable (both come from
  ///   files), or where the system does not give the memory.
  /// - Returns: ``keyByteCount`` bytes.
  public static func deriveKey(
    passphrase: borrowing SecretBytes, salt: [UInt8], cost: PasswordHashCost
  ) throws(PasswordHashError) -> SecretBytes {
    try cost.validate()
    guard salt.count == saltByteCount else {
      throw .wrongSaltByteCount(expected: saltByteCount, actual: salt.count)
    }
    return try SecretBytes(count: keyByteCount) { key throws(PasswordHashError) in
      let status = cs_argon2id(
        &key, passphrase.bytes, salt.rawBytes, UInt64(cost.operations), UInt64(cost.memoryKiB) << 10)
      guard status == 0 else { throw .outOfMemory(memoryKiB: cost.memoryKiB) }
    }
  }
}

/// Why no key could be derived from a passphrase.
public enum PasswordHashError: Error, Equatable {
  /// The cost is less than ``PasswordHashCost/floor``: cheap to guess, so not accepted.
  case costBelowFloor(PasswordHashCost)

  /// The cost is more than ``PasswordHashCost/ceiling``: it would take minutes, or all memory.
  case costAboveCeiling(PasswordHashCost)

  /// The salt has another length than ``PasswordHash/saltByteCount``.
  case wrongSaltByteCount(expected: Int, actual: Int)

  /// The system does not give this much memory.
  case outOfMemory(memoryKiB: UInt32)
}
