// CheckCommand.swift: `persona check`: is everything in the vault as it was written?

/// `persona check`.
let checkCommand: Command = Command(
  name: "check",
  summary: "look for damage in the vault",
  discussion: """
    Looks at every file of the vault and names all that is wrong, file by file. With --full everything is \
    decrypted, and where something is damaged, what is still readable is counted. Nothing is changed.
    """,
  options: [Option(name: "full", help: "decrypt everything"), .json],
  examples: [
    Example(command: "persona check", explanation: "looks at the structure, which is quick"),
    Example(command: "persona check --full", explanation: "reads every entry"),
  ],
  run: { invocation in
    try requireReadableHeader(invocation)
    let path = invocation.vaultPath
    let passphrase = try invocation.passphrase(prompt: "Passphrase for \(path): ")
    let report = try Vault.check(
      at: path, passphrase: passphrase, full: invocation.flag("full"), files: invocation.files,
      state: invocation.paths.state)
    if invocation.flag("json") {
      try invocation.console.printJSON(json(report))
    } else {
      try print(report, path: path, to: invocation.console)
    }
    if let first = report.damages.first {
      throw HistoryCommandError.damageFound(path: path, count: report.damages.count, first: first)
    }
    if let rollback = report.rollback { throw VaultError.rollbackSuspected(path: path, rollback) }
  }
)

/// A header that is missing or damaged is told before anything is asked: no passphrase would help.
private func requireReadableHeader(_ invocation: Invocation) throws {
  _ = try Vault.header(at: invocation.vaultPath, files: invocation.files)
}

private func print(_ report: CheckReport, path: String, to console: Console) throws {
  let style = console.style
  for damage in report.damages {
    try console.print("\(style.red)damaged\(style.reset)  \(damage.sentence)")
    try console.print("         \(damage.advice)")
  }
  if let rollback = report.rollback {
    try console.print("\(style.red)older\(style.reset)    \(rollback.sentence)")
  }
  for notice in report.notices {
    try console.print("\(style.yellow)note\(style.reset)     \(notice.sentence)")
  }
  guard report.isSound else { return try console.print(HistoryMessages.stillReadable(report)) }
  try console.print("\(style.green)sound\(style.reset)    \(HistoryMessages.sound(report, path: path))")
}

private func json(_ report: CheckReport) -> JSONValue {
  .object([
    ("sound", .bool(report.isSound)), ("full", .bool(report.isFull)),
    ("fileCount", JSONValue(report.fileCount)), ("byteCount", JSONValue(report.byteCount)),
    ("readableEntryCount", report.readableEntryCount.map { JSONValue($0) } ?? .null),
    ("expectedEntryCount", report.expectedEntryCount.map { JSONValue($0) } ?? .null),
    ("lostVectorFrameCount", JSONValue(report.lostVectorFrameCount)),
    ("rollback", JSONValue(report.rollback?.sentence)),
    (
      "damages",
      .array(
        report.damages.map {
          .object([
            ("file", .string($0.file)), ("problem", .string($0.sentence)), ("advice", .string($0.advice)),
          ])
        })
    ),
    ("notices", JSONValue(report.notices.map(\.sentence))),
  ])
}
