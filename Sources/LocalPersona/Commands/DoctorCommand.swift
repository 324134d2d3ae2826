// DoctorCommand.swift: `persona doctor`: proves the promises on this machine, and shows what it has to work with.

/// `persona doctor`.
let doctorCommand: Command = Command(
  name: "doctor",
  summary: "prove that nothing can leave this machine, and check what is installed",
  discussion: """
    Tries, live, what the confinement forbids: sockets of every family from two threads, asynchronous rings, \
    foreign system calls. Then it looks at the engine, the models, the vault's folder and the terminal. No \
    passphrase is needed and no entry is read.

    A line marked 'ok' was seen to hold. 'FAILED' breaks a promise and ends with an exit code; 'note' tells of \
    something that this machine lacks.
    """,
  options: [.json],
  examples: [
    Example(command: "persona doctor", explanation: "prints the proof, line by line"),
    Example(command: "persona doctor --json", explanation: "prints the same for programs"),
  ],
  run: { invocation in
    let checks = HealthCheck.all(for: invocation)
    if invocation.flag("json") {
      try invocation.console.printJSON(.object([("checks", .array(checks.map(\.json)))]))
    } else {
      try printChecks(checks, to: invocation.console)
    }
    let failed = checks.filter { $0.state == .failed }
    if let first = failed.first { throw HealthError.failed(count: failed.count, exitCode: first.exitCode) }
  }
)

private func printChecks(_ checks: [HealthCheck], to console: Console) throws {
  let style = console.style
  let width = checks.map(\.name.count).max() ?? 0
  var area: String?
  for check in checks {
    if check.area != area {
      if area != nil { try console.print() }
      try console.print(style.bold + check.area + style.reset)
      area = check.area
    }
    let mark =
      switch check.state {
      case .passed: "\(style.green)ok    \(style.reset)"
      case .failed: "\(style.red)FAILED\(style.reset)"
      case .noted: "\(style.yellow)note  \(style.reset)"
      }
    let padding = String(repeating: " ", count: width - check.name.count)
    try console.print("  \(mark)  \(check.name)\(padding)  \(style.dim)\(check.detail)\(style.reset)")
  }
}

/// What a check-up found.
enum HealthError: Error, Equatable {
  /// Checks that must hold did not; the exit code is that of the first.
  case failed(count: Int, exitCode: ExitCode)
}
