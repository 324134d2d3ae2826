// CheckCommand.swift: `persona check`: is everything in the vault as it was written, and what can be saved
// where it is not?

/// `persona check`.
let checkCommand: Command = Command(
  name: "check",
  summary: "look for damage in the vault",
  discussion: """
    Looks at every file of the vault and names all that is wrong, file by file. With --full everything is \
    decrypted, and where something is damaged, what is still readable is counted. Nothing is changed.

    With --salvage every entry that can still be read is brought into a new vault in FOLDER, which must be \
    missing or empty. Ids, dates and order stay, and the passphrase is the same. The damaged vault is only \
    read: if the salvage is cut off, remove FOLDER and begin again.
    """,
  options: [
    Option(name: "full", help: "decrypt everything"),
    Option(
      name: "salvage", value: .path("FOLDER"),
      help: "bring all that can be read into a new vault in FOLDER; implies --full"),
    .json,
  ],
  examples: [
    Example(command: "persona check", explanation: "looks at the structure, which is quick"),
    Example(command: "persona check --full", explanation: "reads every entry"),
    Example(
      command: "persona check --salvage ~/rescued", explanation: "saves what it can from a damaged vault"),
  ],
  run: { invocation in
    if let target = invocation.text("salvage") {
      try SalvageRun(invocation: invocation, target: target).run()
    } else {
      try check(invocation)
    }
  }
)

private func check(_ invocation: Invocation) throws {
  let path = invocation.vaultPath
  // A header that is missing or damaged is told before anything is asked: no passphrase would help.
  _ = try Vault.header(at: path, files: invocation.files)
  let report = try invocation.checkVault(full: invocation.flag("full"))
  if invocation.flag("json") {
    try invocation.console.printJSON(.object(report.members))
  } else {
    try print(report, path: path, to: invocation.console)
  }
  if let first = report.damages.first {
    throw HistoryCommandError.damageFound(path: path, count: report.damages.count, first: first)
  }
  if let rollback = report.rollback { throw VaultError.rollbackSuspected(path: path, rollback) }
}

private func print(_ report: CheckReport, path: String, to console: Console) throws {
  try printFindings(of: report, to: console)
  guard report.isSound else {
    try console.printSentence(HistoryMessages.stillReadable(report))
    if report.readableEntryCount ?? 0 > 0 { try console.printSentence(SalvageMessages.offer) }
    return
  }
  let style = console.style
  try console.print(console.finding("sound", HistoryMessages.sound(report, path: path), style.green))
}

private func printFindings(of report: CheckReport, to console: Console) throws {
  let style = console.style
  for damage in report.damages {
    try console.print(console.finding("damaged", damage.sentence, style.red))
    try console.print(console.finding("", damage.advice))
  }
  if let rollback = report.rollback {
    try console.print(console.finding("older", rollback.sentence, style.red))
  }
  for notice in report.notices {
    try console.print(console.finding("note", notice.sentence, style.yellow))
  }
}

extension Console {
  /// A word on what was found, and the rest beside it.
  fileprivate func finding(_ word: String, _ rest: String, _ colour: String? = nil) -> String {
    factLine(word, rest, nameWidth: 7, colour: colour)
  }
}

extension CheckReport {
  /// What a program is told.
  fileprivate var members: [(String, JSONValue)] {
    [
      ("sound", .bool(isSound)), ("full", .bool(isFull)),
      ("fileCount", JSONValue(fileCount)), ("byteCount", JSONValue(byteCount)),
      ("readableEntryCount", readableEntryCount.map { JSONValue($0) } ?? .null),
      ("expectedEntryCount", expectedEntryCount.map { JSONValue($0) } ?? .null),
      ("lostVectorFrameCount", JSONValue(lostVectorFrameCount)),
      ("rollback", JSONValue(rollback?.sentence)),
      (
        "damages",
        .array(
          damages.map {
            .object([
              ("file", .string($0.file)), ("problem", .string($0.sentence)), ("advice", .string($0.advice)),
            ])
          })
      ),
      ("notices", JSONValue(notices.map(\.sentence))),
    ]
  }
}

// MARK: Salvage

private struct SalvageRun {
  let invocation: Invocation
  let target: String

  private var path: String { invocation.vaultPath }
  private var console: Console { invocation.console }

  func run() throws {
    let report = try salvage()
    if invocation.flag("json") {
      try console.printJSON(json(report))
    } else {
      try print(report)
    }
    guard report.target != nil else {
      throw SalvageError.nothingReadable(path: path, first: report.check.damages.first)
    }
  }

  /// Salvages; what has other words here than elsewhere gets them.
  private func salvage() throws -> SalvageReport {
    do {
      // Both are looked at before anybody is asked for a passphrase.
      _ = try Vault.header(at: path, files: invocation.files)
      try Vault.requireSalvageTarget(target, for: path, files: invocation.files)
      return try invocation.askingAgain { try salvageByOnePassphrase() }
    } catch VaultError.damaged(_, let damage) {
      throw SalvageError.headerDamaged(path: path, damage)
    } catch VaultError.folderNotEmpty(let taken) {
      throw SalvageError.targetNotEmpty(path: taken)
    } catch VaultError.notAFolder(let other) where other != path {
      throw SalvageError.targetNotAFolder(path: other)
    }
  }

  private func salvageByOnePassphrase() throws -> SalvageReport {
    let passphrase = try invocation.passphrase(prompt: PassphrasePrompt.vault(path))
    let progress = console.progress(ProgressMessages.lookingThrough, total: 0)
    defer { progress.finish() }
    return try Vault.salvage(
      at: path, passphrase: passphrase, into: target, files: invocation.files, state: invocation.paths.state
    ) { done, _ in progress.advance(to: done) }
  }

  private func print(_ report: SalvageReport) throws {
    let style = console.style
    try printFindings(of: report.check, to: console)
    // What a full check named already is not told twice.
    let named = Set(report.check.damages.map { "\(path)/\($0.file)" })
    for error in report.unreadable where !named.contains(error.path) {
      try console.print(console.finding("damaged", SalvageMessages.unreadable(error), style.red))
    }
    guard let made = report.target else { return }
    try console.print(console.finding("saved", SalvageMessages.saved(report, to: made), style.green))
    if let lost = SalvageMessages.lost(report) {
      try console.print(console.finding("lost", lost, style.red))
    }
    for remark in SalvageMessages.remarks(report) {
      try console.print(console.finding("note", remark, style.yellow))
    }
    for step in SalvageMessages.nextSteps(from: path, to: made) {
      try console.print(console.finding("next", step))
    }
  }

  private func json(_ report: SalvageReport) -> JSONValue {
    let salvage: JSONValue = .object([
      ("target", JSONValue(report.target)), ("savedEntryCount", JSONValue(report.savedEntryCount)),
      ("lostEntryCount", report.lostEntryCount.map { JSONValue($0) } ?? .null),
      ("usedList", .bool(report.usesHead)),
      ("unreadable", JSONValue(report.unreadable.map(SalvageMessages.unreadable))),
    ])
    return .object(report.check.members + [("salvage", salvage)])
  }
}
