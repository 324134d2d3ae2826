// AgeKeyring.swift: what a person has to open a file with: a passphrase, or identities. In locked memory.

/// A passphrase or identities.
///
/// A class, so that a reader can keep it: the secrets themselves have one owner each.
public final class AgeKeyring {
  /// The passphrase, if there is one.
  private let passphrase: Passphrase?

  /// The identities, in the order in which they are tried.
  private let identities: [Identity]

  /// Opens files that are encrypted to a passphrase.
  public init(passphrase: consuming SecretBytes) {
    self.passphrase = Passphrase(passphrase)
    identities = []
  }

  /// Opens files that are encrypted to the recipient of `identity`.
  public init(identity: consuming AgeIdentity) {
    passphrase = nil
    identities = [Identity(identity)]
  }

  /// Opens files that are encrypted to the recipient of one of the identities in a file.
  ///
  /// Such a file has an identity on each line; empty lines and those that begin with `#` are passed over. It
  /// should be in locked memory, as all is that is copied out of it here.
  ///
  /// - Throws: ``AgeError/invalidIdentityFile(line:)`` or ``AgeError/noIdentities``.
  public init(identityFile: RawSpan) throws(AgeError) {
    var identities: [Identity] = []
    var start = 0
    var line = 0
    while start < identityFile.byteCount {
      line += 1
      var end = start
      while end < identityFile.byteCount, identityFile.byte(end) != newline { end += 1 }
      if let identity = try Self.identity(identityFile.extracting(start..<end), line: line) {
        identities.append(identity)
      }
      start = end + 1
    }
    guard !identities.isEmpty else { throw .noIdentities }
    passphrase = nil
    self.identities = identities
  }

  /// Whether this can open files that are encrypted to a passphrase.
  public var hasPassphrase: Bool { passphrase != nil }

  /// Whether this can open files that are encrypted to recipients.
  public var hasIdentities: Bool { !identities.isEmpty }

  /// The recipients of the identities, in their order.
  public var recipients: [AgeRecipient] { identities.map(\.recipient) }

  /// The file key of the file with `header`.
  ///
  /// - Throws: ``AgeError`` where it cannot be had.
  func fileKey(of header: AgeHeader, maximumWorkFactor: Int) throws(AgeError) -> SecretBytes {
    for stanza in header.stanzas {
      guard case .scrypt(let salt, let workFactor) = stanza.kind else { continue }
      guard let passphrase else { throw .passphraseNeeded }
      return try AgeScrypt.unwrap(
        stanza.body, salt: salt, workFactor: workFactor, maximumWorkFactor: maximumWorkFactor,
        with: passphrase.secret)
    }
    guard hasIdentities else { throw .identityNeeded }
    for stanza in header.stanzas {
      guard case .x25519(let share) = stanza.kind else { continue }
      for identity in identities {
        let error = AgeError.malformedHeader(line: stanza.line, .lowOrderShare)
        let fileKey = try X25519.unwrap(
          stanza.body, share: share, with: identity.identity, orLowOrder: error)
        if let fileKey { return fileKey }
      }
    }
    throw .noMatchingIdentity
  }

  private static func identity(_ text: RawSpan, line: Int) throws(AgeError) -> Identity? {
    var count = text.byteCount
    if count > 0, text.byte(count - 1) == UInt8(ascii: "\r") { count -= 1 }
    guard count > 0, text.byte(0) != UInt8(ascii: "#") else { return nil }
    let secret = SecretBytes(copying: text.extracting(0..<count))
    do {
      return Identity(try AgeIdentity(text: secret))
    } catch {
      throw .invalidIdentityFile(line: line)
    }
  }

  /// Holds a secret that cannot be copied where a value is needed that can.
  private final class Passphrase {
    let secret: SecretBytes

    init(_ secret: consuming SecretBytes) { self.secret = secret }
  }

  /// The same for an identity.
  private final class Identity {
    let identity: AgeIdentity

    var recipient: AgeRecipient { identity.recipient }

    init(_ identity: consuming AgeIdentity) { self.identity = identity }
  }
}
