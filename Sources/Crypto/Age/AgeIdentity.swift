// AgeIdentity.swift: a secret key of X25519, written `AGE-SECRET-KEY-1…`, in locked memory throughout.

/// A secret key; opens what is encrypted to its recipient.
public struct AgeIdentity: ~Copyable {
  /// The scalar.
  let secret: SecretBytes

  /// Whom to encrypt to, so that this identity can read it.
  public let recipient: AgeRecipient

  /// Reads an identity as `age-keygen` prints it, in upper case, without anything around it.
  ///
  /// - Throws: ``AgeError/invalidIdentity`` where it is none.
  public init(text: borrowing SecretBytes) throws(AgeError) {
    self.init(secret: try Self.secret(of: text.bytes))
  }

  /// Draws a new identity.
  public static func generate() -> AgeIdentity {
    AgeIdentity(secret: SecretBytes.random(count: X25519.keyByteCount))
  }

  /// The identity as `age` takes it.
  public func text() -> SecretBytes {
    SecretBytes(count: Bech32.characterCount(prefix: Self.prefix)) { text in
      Bech32.encode(secret.bytes, prefix: Self.prefix, isUpperCase: true, into: &text)
    }
  }

  private init(secret: consuming SecretBytes) {
    recipient = AgeRecipient(secret: secret)
    self.secret = secret
  }

  private static let prefix = "AGE-SECRET-KEY-"

  private static func secret(of text: RawSpan) throws(AgeError) -> SecretBytes {
    try SecretBytes(count: X25519.keyByteCount) { secret throws(AgeError) in
      let isIdentity = Bech32.decode(text, prefix: prefix, isUpperCase: true, into: &secret)
      guard isIdentity else { throw .invalidIdentity }
    }
  }
}
