// SHA256.swift: SHA-256 (FIPS 180-4), at once or piece by piece.
//
// For public data that others hash as well: model files, headers. Without a key, it hides nothing.

private import CSodium

/// A SHA-256 computation over bytes that come in pieces.
///
/// A copy goes on independently of the original.
public struct SHA256: Sendable {
  /// The length of a digest, in bytes.
  public static let digestByteCount = 32

  private var state: cs_sha256_state

  /// Starts over no bytes.
  public init() {
    requireLibrary()
    state = cs_sha256_start()
  }

  /// Adds `message` to what is hashed.
  public mutating func update(_ message: RawSpan) {
    guard !message.isEmpty else { return }
    state = cs_sha256_add(state, message)
  }

  /// The digest of all bytes so far; more may follow.
  public func finalize() -> [UInt8] {
    [UInt8](count: Self.digestByteCount) { digest in
      let status = cs_sha256_finish(&digest, state)
      precondition(status == 0, "libsodium refused to finish a SHA-256")
    }
  }

  /// The digest of `message`, of which nothing is left in memory but the message itself and the digest.
  public static func hash(of message: RawSpan) -> [UInt8] {
    requireLibrary()
    return [UInt8](count: digestByteCount) { digest in
      let status = cs_sha256(&digest, message)
      precondition(status == 0, "libsodium refused to hash \(message.byteCount) bytes")
    }
  }

  /// The digest of `message`.
  public static func hash(of message: [UInt8]) -> [UInt8] {
    hash(of: message.rawBytes)
  }
}
