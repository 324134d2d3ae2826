// AgeRecipient.swift: whom a file is encrypted to: a public key of X25519, written `age1…`.

/// A public key; whoever has its identity can read what is encrypted to it.
public struct AgeRecipient: Equatable, Sendable {
  /// The point on the curve.
  let point: [UInt8]

  /// Reads a recipient as `age-keygen` prints it, in lower case, without anything around it.
  ///
  /// - Throws: ``AgeError/invalidRecipient`` where it is none, for example because of a slip of the pen, or
  ///   where it is a point of low order: what is encrypted to such a key, anybody can read.
  public init(_ text: String) throws(AgeError) {
    let characters = Array(text.utf8)
    let point = try [UInt8](count: Bech32.dataByteCount) { point throws(AgeError) in
      let isRecipient = Bech32.decode(
        characters.rawBytes, prefix: Self.prefix, isUpperCase: false, into: &point)
      guard isRecipient else { throw .invalidRecipient }
    }
    // Every scalar makes zero out of a point of low order, and none out of another.
    _ = try X25519.sharedSecret(SecretBytes.random(count: X25519.keyByteCount), point, or: .invalidRecipient)
    self.point = point
  }

  /// The recipient of a secret key.
  init(secret: borrowing SecretBytes) {
    point = AgePrimitives.publicKey(of: secret)
  }

  /// The recipient as `age` takes it.
  public var text: String {
    let characters = [UInt8](count: Bech32.characterCount(prefix: Self.prefix)) { text in
      Bech32.encode(point.rawBytes, prefix: Self.prefix, isUpperCase: false, into: &text)
    }
    return String(decoding: characters, as: UTF8.self)
  }

  private static let prefix = "age"
}
