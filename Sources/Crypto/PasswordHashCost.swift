// PasswordHashCost.swift: how much work Argon2id does, and the bounds within which we accept it.
//
// Memory counts KiB, as Argon2 does. The cost is read from a file that anybody may have written:
// a floor keeps it from being made cheap to guess, a ceiling from being made impossible to open.

/// The work of deriving one key from a passphrase.
///
/// The parallelism is always 1, the only one that libsodium offers.
public struct PasswordHashCost: Equatable, Sendable {
  /// The number of passes over the memory.
  public var operations: UInt32

  /// The memory that is filled, in KiB.
  public var memoryKiB: UInt32

  /// A cost that is not checked yet; see ``validate()``.
  public init(operations: UInt32, memoryKiB: UInt32) {
    self.operations = operations
    self.memoryKiB = memoryKiB
  }

  /// 2 passes over 64 MiB: some 0.06 s on a machine of 2024. (libsodium's `INTERACTIVE`.)
  public static let interactive = PasswordHashCost(operations: 2, memoryKiB: 64 << 10)

  /// 3 passes over 256 MiB: some 0.6 s; the default of a new vault. (libsodium's `MODERATE`.)
  public static let moderate = PasswordHashCost(operations: 3, memoryKiB: 256 << 10)

  /// 4 passes over 1 GiB: some 4.5 s. (libsodium's `SENSITIVE`.)
  public static let sensitive = PasswordHashCost(operations: 4, memoryKiB: 1 << 20)

  /// The least that is accepted: 2 passes over 19 MiB, the minimum that OWASP's password storage
  /// cheat sheet gives for Argon2id with a parallelism of 1.
  public static let floor = PasswordHashCost(operations: 2, memoryKiB: 19 << 10)

  /// The most that is accepted: 16 passes over 2 GiB, which is some 40 s and what small machines have.
  public static let ceiling = PasswordHashCost(operations: 16, memoryKiB: 2 << 20)

  /// Checks that each number is between those of ``floor`` and ``ceiling``.
  ///
  /// - Throws: ``PasswordHashError/costBelowFloor(_:)`` or ``PasswordHashError/costAboveCeiling(_:)``.
  public func validate() throws(PasswordHashError) {
    guard operations >= Self.floor.operations, memoryKiB >= Self.floor.memoryKiB else {
      throw .costBelowFloor(self)
    }
    guard operations <= Self.ceiling.operations, memoryKiB <= Self.ceiling.memoryKiB else {
      throw .costAboveCeiling(self)
    }
  }
}
