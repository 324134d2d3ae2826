// AgeScrypt.swift: how age encrypts a file key to a passphrase: scrypt and ChaCha20-Poly1305. A salt is
// drawn for each file, so its key is used for one message and the nonce is zero.

/// File keys, wrapped for a passphrase.
enum AgeScrypt {
  /// The length of a salt, in bytes.
  static let saltByteCount = 16

  /// The work factors that libsodium can do: its cost is a power of two with 32 bits.
  static let workFactors = 1...31

  /// Wraps `fileKey` for `passphrase`.
  ///
  /// - Throws: ``AgeError/outOfMemory``.
  static func wrap(
    _ fileKey: borrowing SecretBytes, for passphrase: borrowing SecretBytes, workFactor: Int
  ) throws(AgeError) -> AgeStanza {
    let salt = RandomBytes.make(saltByteCount)
    let key = try deriveKey(passphrase, salt: salt, workFactor: workFactor)
    let body = AgePrimitives.seal(fileKey.bytes, key: key, nonce: AgeFileKey.zeroNonce)
    return AgeStanza(kind: .scrypt(salt: salt, workFactor: workFactor), body: body)
  }

  /// Unwraps a file key with `passphrase`.
  ///
  /// - Throws: ``AgeError/wrongPassphrase``; ``AgeError/workFactorTooHigh(_:)``, before any work;
  ///   ``AgeError/outOfMemory``.
  static func unwrap(
    _ body: [UInt8], salt: [UInt8], workFactor: Int, maximumWorkFactor: Int,
    with passphrase: borrowing SecretBytes
  ) throws(AgeError) -> SecretBytes {
    guard workFactor <= maximumWorkFactor, workFactors.contains(workFactor) else {
      throw .workFactorTooHigh(workFactor)
    }
    let key = try deriveKey(passphrase, salt: salt, workFactor: workFactor)
    guard let fileKey = AgeFileKey.unwrap(body, key: key) else { throw .wrongPassphrase }
    return fileKey
  }

  private static func deriveKey(
    _ passphrase: borrowing SecretBytes, salt: [UInt8], workFactor: Int
  ) throws(AgeError) -> SecretBytes {
    try AgePrimitives.scrypt(passphrase, salt: Array(purpose.utf8) + salt, logarithm: workFactor)
  }

  private static let purpose = "age-encryption.org/v1/scrypt"
}
