// DoctorCommand.swift: `persona doctor`: proves the promises on this machine, and shows what it has to work
// with.

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
    try console.print(console.line(of: check, nameWidth: width))
  }
}

extension Console {
  /// One line for a check, or two where the terminal is too narrow for a name beside its details.
  func line(of check: HealthCheck, nameWidth: Int) -> String {
    let (word, colour) =
      switch check.state {
      case .passed: ("ok", style.green)
      case .failed: ("FAILED", style.red)
      case .noted: ("note", style.yellow)
      }
    if settings.isPlain { return "\(word): \(check.name): \(check.detail)" }
    let mark = colour + ColumnText.fitted(word, to: 6) + style.reset
    let detail = style.dim + check.detail + style.reset
    let line = "  \(mark)  \(ColumnText.fitted(check.name, to: nameWidth))  \(detail)"
    guard outputIsTerminal else { return line }
    guard nameWidth + 12 + 20 > columnCount else {  // 12: the mark and the gaps
      return WrappedText.wrap(line, to: columnCount, hanging: nameWidth + 12)
    }
    let name = WrappedText.wrap("  \(mark)  \(check.name)", to: columnCount, hanging: 10)
    return name + "\n" + WrappedText.wrap("          \(detail)", to: columnCount, hanging: 10)
  }
}

/// What a check-up found.
enum HealthError: Error, Equatable {
  /// Checks that must hold did not; the exit code is that of the first.
  case failed(count: Int, exitCode: ExitCode)
}
