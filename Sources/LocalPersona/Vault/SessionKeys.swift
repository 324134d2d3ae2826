// SessionKeys.swift: where the data key of a vault may wait for the next command, after `persona unlock`.
//
// Off unless asked for, and never needed: who finds no key here asks for the passphrase. A store is no
// judge of what it holds, another program of the session may have put something else there; so whoever
// reads a key checks it against the header of the vault.

internal import Crypto

/// Names a data key: that of which vault, and which of those that it has had.
struct SessionKeyName: Hashable {
  let vaultID: [UInt8]
  let epoch: UInt32

  /// The name of a key by its facts.
  init(vaultID: [UInt8], epoch: UInt32) {
    (self.vaultID, self.epoch) = (vaultID, epoch)
  }

  /// The name of the key that opens the vault with this header.
  init(_ header: VaultHeader) {
    self.init(vaultID: header.vaultID, epoch: header.epoch)
  }

  /// What the names of all keys of a vault begin with.
  static func beginning(vaultID: [UInt8]) -> String { "persona:\(hexadecimal(vaultID)):" }

  /// The name as the system knows it.
  var text: String { "\(Self.beginning(vaultID: vaultID))\(epoch)" }
}

/// A data key, and until when it may be used.
struct KeptKey: ~Copyable {
  let key: SecretBytes
  let until: Timestamp
}

/// Who can read a key that is kept.
enum SessionScope: Equatable {
  /// The programs of this login session.
  case session
  /// All programs of this user: the session has no keyring of its own.
  case user
  /// This program only.
  case program
}

/// Why a key cannot be kept or taken back.
enum SessionKeyError: Error, Equatable {
  /// The system has no place for keys, or forbids its use, or has only that of another user.
  case unavailable(SystemError)

  /// There is no room for another key.
  case full

  /// A key that is there could not be reached or ended.
  case failed(SystemError)
}

/// A place that keeps data keys for a while.
protocol SessionKeyStore: Sendable {
  /// Tells who can read what is kept.
  ///
  /// - Throws: ``SessionKeyError/unavailable(_:)``.
  func scope() throws(SessionKeyError) -> SessionScope

  /// Keeps a key instead of what was kept under this name.
  ///
  /// - Parameters:
  ///   - key: A data key, of ``VaultKeys/byteCount`` bytes.
  ///   - name: Which one it is.
  ///   - seconds: How long, at least 1.
  /// - Returns: When it ends.
  /// - Throws: ``SessionKeyError``; nothing new is kept then.
  func store(
    _ key: borrowing SecretBytes, as name: SessionKeyName, seconds: Int
  ) throws(SessionKeyError) -> Timestamp

  /// The key that is kept under this name; nil where there is none, or not any more.
  ///
  /// - Throws: ``SessionKeyError``.
  func read(_ name: SessionKeyName) throws(SessionKeyError) -> KeptKey?

  /// Ends all keys of a vault; does nothing where there is none.
  ///
  /// - Throws: ``SessionKeyError``.
  func forget(vaultID: [UInt8]) throws(SessionKeyError)
}
