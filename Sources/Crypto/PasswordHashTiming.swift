// PasswordHashTiming.swift: how long one guess takes on this machine, measured.
//
// For telling people what a cost means to them. An attacker's machine is another one.

/// Measures the derivation of a key.
public enum PasswordHashTiming {
  /// How long it takes to derive one key at `cost`, by deriving one.
  ///
  /// - Throws: ``PasswordHashError`` where the cost is not acceptable, or the system does not give the
  ///   memory.
  public static func measure(_ cost: PasswordHashCost) throws(PasswordHashError) -> Duration {
    let passphrase = SecretBytes.random(count: PasswordHash.keyByteCount)
    let salt = RandomBytes.make(PasswordHash.saltByteCount)
    let start = ContinuousClock.now
    _ = try PasswordHash.deriveKey(passphrase: passphrase, salt: salt, cost: cost)
    return ContinuousClock.now - start
  }
}
