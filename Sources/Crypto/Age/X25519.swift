// X25519.swift: how age encrypts a file key to a recipient: X25519 with a key for one use, HKDF,
// ChaCha20-Poly1305. A key is used for one message, so its nonce is zero.

/// File keys, wrapped for recipients.
enum X25519 {
  /// The length of a scalar and of a point, in bytes.
  static let keyByteCount = AgePrimitives.keyByteCount

  /// Wraps `fileKey` for `recipient`.
  ///
  /// - Throws: ``AgeError/invalidRecipient`` where no secret can be shared with it.
  static func wrap(_ fileKey: borrowing SecretBytes, for recipient: AgeRecipient) throws(AgeError)
    -> AgeStanza
  {
    let ephemeral = SecretBytes.random(count: keyByteCount)
    let share = AgePrimitives.publicKey(of: ephemeral)
    let shared = try sharedSecret(ephemeral, recipient.point, or: .invalidRecipient)
    let key = HKDF.derive(shared, salt: share + recipient.point, info: purpose)
    let body = AgePrimitives.seal(fileKey.bytes, key: key, nonce: AgeFileKey.zeroNonce)
    return AgeStanza(kind: .x25519(share: share), body: body)
  }

  /// Unwraps a file key with `identity`; nil where it was wrapped for another.
  ///
  /// - Throws: `error` where the share is a point of low order.
  static func unwrap(
    _ body: [UInt8], share: [UInt8], with identity: borrowing AgeIdentity, orLowOrder error: AgeError
  ) throws(AgeError) -> SecretBytes? {
    let shared = try sharedSecret(identity.secret, share, or: error)
    let key = HKDF.derive(shared, salt: share + identity.recipient.point, info: purpose)
    return AgeFileKey.unwrap(body, key: key)
  }

  /// What the owner of `scalar` shares with the owner of `point`.
  ///
  /// - Throws: `error` where that is zero, so that everybody knows it.
  static func sharedSecret(
    _ scalar: borrowing SecretBytes, _ point: [UInt8], or error: AgeError
  ) throws(AgeError) -> SecretBytes {
    try SecretBytes(count: keyByteCount) { shared throws(AgeError) in
      guard AgePrimitives.multiply(scalar, point, into: &shared) else { throw error }
    }
  }

  private static let purpose = "age-encryption.org/v1/X25519"
}
