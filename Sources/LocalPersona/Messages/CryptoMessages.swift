// CryptoMessages.swift: what a person is told about a box that does not open, or a costly key.
//
// The vault says more about where and why; these words are for what reaches the top by itself.

public import Crypto

extension AuthenticatedBox.OpenError: Explained {
  /// Damage: a wrong passphrase is told apart from it by the vault, not here.
  public var explanation: Explanation {
    let least = AuthenticatedBox.overheadByteCount
    return switch self {
    case .truncated(let byteCount):
      Explanation(
        what: "encrypted data is cut short: \(byteCount) bytes of at least \(least)",
        next: "run 'persona check'", exitCode: .vaultDamaged)
    case .notAuthentic:
      Explanation(
        what: "encrypted data was changed, or belongs to another key",
        next: "run 'persona check'", exitCode: .vaultDamaged)
    }
  }
}

extension PasswordHashError: Explained {
  /// Which number of the file, or which limit of the machine, stood in the way.
  public var explanation: Explanation {
    switch self {
    case .costBelowFloor(let cost):
      Explanation(
        what: "the key derivation is too cheap to be safe: \(describe(cost)), at least \(describe(.floor))",
        next: "somebody changed the file, or another program wrote it: restore it from a backup",
        exitCode: .vaultDamaged)
    case .costAboveCeiling(let cost):
      Explanation(
        what: "the key derivation is too costly: \(describe(cost)), at most \(describe(.ceiling))",
        next: "somebody changed the file, or another program wrote it: restore it from a backup",
        exitCode: .vaultDamaged)
    case .wrongSaltByteCount(let expected, let actual):
      Explanation(
        what: "the salt of the key derivation has \(actual) bytes, not \(expected)",
        next: "run 'persona check'", exitCode: .vaultDamaged)
    case .outOfMemory(let memoryKiB):
      Explanation(
        what: "the key derivation needs \(memoryKiB >> 10) MiB of memory, and the system does not give it",
        next: "close other programs, or raise the limit on memory (ulimit -v)", exitCode: .failure)
    }
  }

  private func describe(_ cost: PasswordHashCost) -> String {
    "\(cost.operations) passes over \(cost.memoryKiB) KiB"
  }
}
