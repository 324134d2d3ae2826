// AuthenticatedBox.swift: XChaCha20-Poly1305 under a random nonce, over libsodium.
//
// Wire form: nonce (24) || ciphertext (as long as the message) || tag (16). Lengths are bytes.
// Says nothing about order or completeness of several boxes: callers bind those into the context.

private import CSodium

/// Seals and opens messages under one 32-byte key.
public enum AuthenticatedBox {
  /// The length of a key, in bytes.
  public static let keyByteCount = 32

  /// How much longer a sealed message is than its plaintext: the nonce and the tag.
  public static let overheadByteCount = 24 + 16

  /// Encrypts `message`, and authenticates it together with `context`.
  ///
  /// Each call draws a fresh nonce, so one key may seal any practical number of messages.
  ///
  /// - Parameters:
  ///   - message: Plaintext, of any length.
  ///   - key: ``keyByteCount`` bytes; borrowed, never copied.
  ///   - context: Bytes that are authenticated but not stored. Opening needs the same bytes.
  /// - Returns: nonce || ciphertext || tag.
  public static func seal(_ message: RawSpan, key: borrowing SecretBytes, context: RawSpan) -> [UInt8] {
    requireKey(key)
    return [UInt8](count: message.byteCount + overheadByteCount) { box in
      let status = cs_seal(&box, message, context, key.bytes)
      precondition(status == 0, "libsodium refused to seal \(message.byteCount) bytes")
    }
  }

  /// Verifies `sealed`, and returns its plaintext in locked memory.
  ///
  /// For keys and other short secrets; see ``openInPlain(_:key:context:)`` for texts.
  ///
  /// - Throws: ``OpenError/truncated(byteCount:)`` where `sealed` cannot hold a nonce and a tag;
  ///   ``OpenError/notAuthentic`` where the key or the context is wrong, or any byte changed.
  ///   Those are one case on purpose: to tell them apart would help an attacker.
  public static func open(
    _ sealed: RawSpan, key: borrowing SecretBytes, context: RawSpan
  ) throws(OpenError) -> SecretBytes {
    let byteCount = try plaintextByteCount(of: sealed, key: key)
    return try SecretBytes(count: byteCount) { plaintext throws(OpenError) in
      guard cs_open(&plaintext, sealed, context, key.bytes) == 0 else { throw .notAuthentic }
    }
  }

  /// Verifies `sealed`, and returns its plaintext in ordinary memory, which may be swapped out.
  ///
  /// For entries: a whole history is far larger than what systems let a process lock. Nothing of
  /// the plaintext is released, and none is left in memory, where this throws.
  ///
  /// - Throws: As ``open(_:key:context:)``.
  public static func openInPlain(
    _ sealed: RawSpan, key: borrowing SecretBytes, context: RawSpan
  ) throws(OpenError) -> [UInt8] {
    let byteCount = try plaintextByteCount(of: sealed, key: key)
    guard byteCount > 0 else {
      _ = try open(sealed, key: key, context: context)
      return []
    }
    return try [UInt8](count: byteCount) { plaintext throws(OpenError) in
      guard cs_open(&plaintext, sealed, context, key.bytes) == 0 else { throw .notAuthentic }
    }
  }

  /// Why a sealed message could not be opened.
  public enum OpenError: Error, Equatable {
    /// The box is shorter than a nonce and a tag.
    case truncated(byteCount: Int)

    /// The tag does not match: a wrong key, a wrong context or a changed byte.
    case notAuthentic
  }

  private static func plaintextByteCount(
    of sealed: RawSpan, key: borrowing SecretBytes
  ) throws(OpenError) -> Int {
    requireKey(key)
    guard sealed.byteCount >= overheadByteCount else { throw .truncated(byteCount: sealed.byteCount) }
    return sealed.byteCount - overheadByteCount
  }

  private static func requireKey(_ key: borrowing SecretBytes) {
    requireLibrary()
    precondition(key.count == keyByteCount, "the key has \(key.count) bytes, not \(keyByteCount)")
  }
}
