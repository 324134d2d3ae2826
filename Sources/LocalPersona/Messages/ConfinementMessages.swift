// ConfinementMessages.swift: what a person is told where the process could not be confined.

extension ConfinementError: Explained {
  /// What was refused, and that nothing was read by then.
  public var explanation: Explanation {
    Explanation(what: "\(missing), so nothing was read", next: remedy, exitCode: .sandboxUnavailable)
  }

  private var missing: String {
    switch self {
    case .network(let number): "the system did not take the network away (\(errorName(number)))"
    case .coreDumps(let number): "the system did not switch core dumps off (\(errorName(number)))"
    case .privileges(let number): "the system did not forbid new privileges (\(errorName(number)))"
    case .witness(let number): "no thread could be started (\(errorName(number)))"
    case .notInForce: "the system reported success, but the confinement is not in force"
    }
  }

  private var remedy: String {
    switch self {
    case .witness: "raise the limit on processes (ulimit -u), or end some"
    default: "Linux needs a kernel with seccomp, and a container that allows it; macOS needs its sandbox"
    }
  }

  /// The names of the numbers that these calls can give; all are the same on Linux and macOS.
  private func errorName(_ number: Int32) -> String {
    switch number {
    case 1: "EPERM"
    case 3: "ESRCH: a thread has a filter of its own"
    case 12: "ENOMEM"
    case 13: "EACCES"
    case 22: "EINVAL"
    default: "error \(number)"
    }
  }
}
