// ConfinementProof.swift: tries, live, what the confinement forbids, and tells what is not in force.
//
// For `persona doctor` only: the attempts are system calls that a trace of the network shows, and
// two child processes are killed on purpose, which the kernel's log may note. What the kernel and
// the machine say without an attempt is in ConfinementState.swift.

private import CSystem

#if canImport(Darwin)
private import Darwin
#else
private import Glibc
#endif

/// One line of the proof.
public struct ProofLine: Equatable, Sendable {
  /// What is claimed, such as "no io_uring".
  public let name: String

  /// Whether it was seen to hold.
  public let passed: Bool

  /// What was done and seen, or why it could not be tried.
  public let detail: String

  /// Whether the promise rests on it.
  ///
  /// Where not, a line that did not pass tells of something that this machine lacks or that could
  /// not be tried, and does not make the proof fail.
  public let isRequired: Bool

  /// Describes one line.
  public init(_ name: String, passed: Bool, detail: String, isRequired: Bool = true) {
    self.name = name
    self.passed = passed
    self.detail = detail
    self.isRequired = isRequired
  }
}

extension Confinement {
  /// Tries everything that is forbidden, from this thread, from one that is older than the
  /// confinement, and from child processes; then asks the kernel.
  ///
  /// Takes some milliseconds. Before ``enter()`` most lines do not pass, and say so.
  public static func proof() -> [ProofLine] {
    sockets() + [ring()] + children() + foreignCalls() + state()
  }

  /// The families that are tried: those of the Internet, of local services, and of this system.
  private static let families: [(name: String, number: Int32)] = {
    let common = [("AF_INET", AF_INET), ("AF_INET6", AF_INET6), ("AF_UNIX", AF_UNIX)]
    #if canImport(Darwin)
    return common + [("AF_ROUTE", AF_ROUTE), ("AF_SYSTEM", AF_SYSTEM), ("AF_VSOCK", AF_VSOCK)]
    #else
    return common + [("AF_NETLINK", AF_NETLINK), ("AF_BLUETOOTH", AF_BLUETOOTH), ("AF_VSOCK", AF_VSOCK)]
    #endif
  }()

  private static func sockets() -> [ProofLine] {
    [
      socketLine("no sockets from this thread", csys_try_socket),
      socketLine("no sockets from a thread older than the confinement", csys_try_socket_in_witness),
    ]
  }

  private static func socketLine(_ name: String, _ attempt: (Int32) -> Int32) -> ProofLine {
    let outcomes = families.map { (family: $0.name, errorNumber: attempt($0.number)) }
    guard outcomes.allSatisfy({ $0.errorNumber == EPERM }) else {
      let told = outcomes.map { "\($0.family) \(describe($0.errorNumber))" }
      return ProofLine(name, passed: false, detail: told.joined(separator: ", "))
    }
    let names = outcomes.map(\.family).joined(separator: ", ")
    return ProofLine(name, passed: true, detail: "\(names): all refused (EPERM)")
  }

  private static func ring() -> ProofLine {
    let name = "no io_uring, which makes sockets without system calls"
    let errorNumber = csys_try_io_uring()
    guard errorNumber != ENOTSUP else {
      return ProofLine(name, passed: true, detail: "this system has none")
    }
    return ProofLine(name, passed: errorNumber == EPERM, detail: describe(errorNumber))
  }

  private static func children() -> [ProofLine] {
    let fork = csys_try_socket_in_child()
    let program = csys_try_program()
    let told = [0: "sh runs under the filter", 1: "sh runs without it", 2: "sh could not tell"]
    return [
      ProofLine(
        "no sockets from a child process", passed: hasExited(fork, EPERM),
        detail: describe(fork) { describe($0) }),
      ProofLine(
        "programs that are started inherit it, the editor too", passed: hasExited(program, 0),
        detail: describe(program) { told[Int($0)] ?? "sh ended with status \($0)" }),
    ]
  }

  private static func foreignCalls() -> [ProofLine] {
    [
      foreignLine("a 32-bit system call kills the process", csys_try_foreign_call()),
      foreignLine("an x32 system call kills the process", csys_try_x32_call()),
    ]
  }

  /// A call by other numbers, for which the filter has no list, must not be answered at all.
  private static func foreignLine(_ name: String, _ ending: csys_ending) -> ProofLine {
    if ending.error == ENOTSUP {
      return ProofLine(
        name, passed: false, detail: "not tried: this architecture has no way to make one",
        isRequired: false)
    }
    if ending.signal == SIGSEGV {
      return ProofLine(name, passed: true, detail: "this kernel has no such calls")
    }
    let detail = ending.signal == SIGSYS ? "a child that made one was killed (SIGSYS)" : nil
    return ProofLine(
      name, passed: detail != nil,
      detail: detail ?? describe(ending) { $0 == 0 ? "it was answered" : describe($0) })
  }

  private static func hasExited(_ ending: csys_ending, _ status: Int32) -> Bool {
    ending.error == 0 && ending.signal == 0 && ending.status == status
  }

  private static func describe(_ ending: csys_ending, status: (Int32) -> String) -> String {
    if ending.error != 0 { return "no child could be started (error \(ending.error))" }
    if ending.signal != 0 { return "the child was killed by signal \(ending.signal)" }
    return status(ending.status)
  }

  /// Tells how an attempt ended; `EAGAIN` is the answer of the witness where there is none.
  private static func describe(_ errorNumber: Int32) -> String {
    switch errorNumber {
    case 0: "not refused"
    case EPERM: "refused (EPERM)"
    case EAGAIN: "not tried: no such thread"
    default: "failed for another reason (error \(errorNumber))"
    }
  }
}
