// AgeFileKey.swift: the key of one file, and what comes from it: the keys of its header and of its payload.
//
// A file key is 16 random bytes, wrapped once for each recipient. Wrapped, it is 32 bytes long, which is
// checked before a body is opened: a longer one could be made to open under many passphrases at once.

/// What is done with a file key.
enum AgeFileKey {
  /// The length of a file key, in bytes.
  static let byteCount = 16

  /// The length of a wrapped file key, in bytes.
  static let wrappedByteCount = byteCount + AgePrimitives.tagByteCount

  /// The length of the nonce in front of the payload, in bytes.
  static let nonceByteCount = 16

  /// The nonce under which file keys are wrapped: each wrapping key is used once.
  static let zeroNonce = [UInt8](repeating: 0, count: AgePrimitives.nonceByteCount)

  /// Draws a file key.
  static func generate() -> SecretBytes { SecretBytes.random(count: byteCount) }

  /// Opens a wrapped file key; nil where `key` is not the one that it was wrapped with.
  ///
  /// - Precondition: `body` has ``wrappedByteCount`` bytes.
  static func unwrap(_ body: [UInt8], key: borrowing SecretBytes) -> SecretBytes? {
    precondition(body.count == wrappedByteCount, "a wrapped file key of \(body.count) bytes")
    return try? SecretBytes(count: byteCount) { fileKey throws(AgeError) in
      let isAuthentic = AgePrimitives.open(body.rawBytes, key: key, nonce: zeroNonce, into: &fileKey)
      guard isAuthentic else { throw .noMatchingIdentity }
    }
  }

  /// The code that authenticates the bytes of a header.
  static func authenticationCode(of header: [UInt8], fileKey: borrowing SecretBytes) -> SecretBytes {
    let key = HKDF.derive(fileKey, salt: [], info: "header")
    return AgePrimitives.authenticate(header.rawBytes, suffix: [], key: key.bytes)
  }

  /// The key of the payload that follows `nonce`.
  static func payloadKey(of fileKey: borrowing SecretBytes, nonce: [UInt8]) -> SecretBytes {
    HKDF.derive(fileKey, salt: nonce, info: "payload")
  }
}
