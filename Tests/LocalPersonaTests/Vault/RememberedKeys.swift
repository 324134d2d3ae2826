// RememberedKeys.swift: a store of session keys in ordinary memory, with a clock and failures of its own.

import Crypto

@testable import LocalPersona

/// Keys that are kept as long as this object, and belong to one thread.
final class RememberedKeys: SessionKeyStore, @unchecked Sendable {
  /// What time it is.
  var now = Timestamp(1_700_000_000)

  /// What every call throws, where it is set.
  var failure: SessionKeyError?

  private var kept: [SessionKeyName: (bytes: [UInt8], until: Timestamp)] = [:]

  /// The names under which something is kept, ended or not.
  var names: Set<SessionKeyName> { Set(kept.keys) }

  /// Puts bytes under a name, as another program of the session could.
  func plant(_ bytes: [UInt8], as name: SessionKeyName) {
    kept[name] = (bytes, Timestamp(now.secondsSince1970 + 60))
  }

  func scope() throws(SessionKeyError) -> SessionScope {
    if let failure { throw failure }
    return .session
  }

  func store(
    _ key: borrowing SecretBytes, as name: SessionKeyName, seconds: Int
  ) throws(SessionKeyError) -> Timestamp {
    if let failure { throw failure }
    let until = Timestamp(now.secondsSince1970 + Int64(seconds))
    kept[name] = (VaultScenario.revealed(key), until)
    return until
  }

  func read(_ name: SessionKeyName) throws(SessionKeyError) -> KeptKey? {
    if let failure { throw failure }
    guard let (bytes, until) = kept[name], until > now else { return nil }
    return KeptKey(key: SecretBytes(copying: bytes.rawBytes), until: until)
  }

  func forget(vaultID: [UInt8]) throws(SessionKeyError) {
    if let failure { throw failure }
    kept = kept.filter { $0.key.vaultID != vaultID }
  }
}
