// Confinement.swift: takes the network, core dumps and debuggers from this process, for good.
//
// Linux: a seccomp filter over all threads is the guarantee; Landlock is a second fence behind it
// where the kernel has it. macOS: a sandbox profile. Child processes (the user's editor) inherit
// both: an editor that wants a clipboard server, a language server or a D-Bus over a socket does
// without, AF_UNIX included. That is intended: an editor holds the plaintext as well.
// Not a defence against other programs of the same user, nor against the authors of this one.

private import CSystem
private import Synchronization

/// The one-way door that every command goes through before it reads any input.
public enum Confinement {
  /// Confines this process, and every thread and child process of it; later calls do nothing.
  ///
  /// Sockets cannot be made from here on: the call fails with `EPERM`. Lookups that ask a local
  /// service over a socket (`getpwuid`, host names, syslog) fail or fall back to files.
  ///
  /// - Returns: What is in force beyond the guarantee, which is always in force on return.
  /// - Throws: ``ConfinementError`` where any part of the guarantee is missing. The caller must
  ///   end the program then, having read nothing.
  @discardableResult
  public static func enter() throws(ConfinementError) -> ConfinementReport {
    try entered.withLock { report throws(ConfinementError) in
      if let report { return report }
      let new = try enterOnce()
      report = new
      return new
    }
  }

  /// What ``enter()`` found, or `nil` before it.
  static var report: ConfinementReport? { entered.withLock { $0 } }

  private static let entered = Mutex<ConfinementReport?>(nil)

  private static func enterOnce() throws(ConfinementError) -> ConfinementReport {
    // First of all, so that the witness is older than the filter; see ConfinementProof.swift.
    try require(csys_start_witness()) { .witness(errorNumber: $0) }
    try require(csys_limit_core_files()) { .coreDumps(errorNumber: $0) }
    try require(csys_forbid_dumps()) { .coreDumps(errorNumber: $0) }
    try require(csys_forbid_new_privileges()) { .privileges(errorNumber: $0) }
    // Before the filter, which is not for Landlock to be kept from. Optional: old kernels lack it.
    let fence = csys_fence_tcp()
    try require(csys_deny_network()) { .network(errorNumber: $0) }
    // Success was reported; what counts is what the kernel says afterwards.
    guard csys_is_filtered(), csys_has_no_new_privileges(), !csys_is_dumpable(), csys_core_file_limit() == 0
    else { throw .notInForce }
    return ConfinementReport(fencesTCP: fence == 0, landlockVersion: Int(csys_landlock_version()))
  }

  private static func require(
    _ errorNumber: Int32, else error: (Int32) -> ConfinementError
  ) throws(ConfinementError) {
    guard errorNumber == 0 else { throw error(errorNumber) }
  }
}

/// What is in force beyond the guarantee.
public struct ConfinementReport: Equatable, Sendable {
  /// Whether Landlock refuses TCP as well, should the filter ever have a hole.
  public let fencesTCP: Bool

  /// The version of Landlock's interface in this kernel; 0 without one.
  public let landlockVersion: Int
}

/// Why this process could not be confined, with error numbers of `errno.h`.
public enum ConfinementError: Error, Equatable {
  /// The network could not be taken away: the kernel lacks seccomp, or forbids it here.
  case network(errorNumber: Int32)

  /// Core dumps could not be forbidden.
  case coreDumps(errorNumber: Int32)

  /// Gaining privileges could not be given up, without which no filter may be installed.
  case privileges(errorNumber: Int32)

  /// The thread that later proves the confinement could not be started.
  case witness(errorNumber: Int32)

  /// Every step reported success, but the kernel says that the result is not in force.
  case notInForce
}
