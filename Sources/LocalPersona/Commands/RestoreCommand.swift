// RestoreCommand.swift: `persona restore`: takes a backup into a vault, all of it or nothing.

/// `persona restore FILE`.
let restoreCommand: Command = Command(
  name: "restore",
  summary: "take back what 'persona backup' saved",
  discussion: """
    Checks the whole backup before it touches anything: that nobody changed a byte, that nothing is \
    missing, and that every entry is what was saved. Then it adds the entries that the vault does not \
    have, ids and dates included, in one step: after a crash either all of them are there or none. An \
    entry that the vault has stays as it is, so restoring twice changes nothing.

    It needs a vault to restore into; 'persona init' makes one. --dry-run only checks, and tells what \
    would happen.
    """,
  positionals: [Positional(name: "file", help: "the backup; '-' is standard input", kind: .path("FILE"))],
  options: Option.ageReading + [.dryRun, .json],
  examples: [
    Example(command: "persona restore --dry-run history.age", explanation: "checks a backup"),
    Example(command: "persona restore history.age", explanation: "asks for its passphrase and takes it back"),
    Example(
      command: "persona restore history.age --identity key.txt",
      explanation: "opens it with an identity of age"),
  ],
  run: { try RestoreRun($0).run() }
)

private struct RestoreRun {
  let invocation: Invocation
  let path: String
  let keys: AgeKeys

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    path = invocation.positional("file") ?? Importer.standardInputPath
    keys = try invocation.ageKeys()
  }

  func run() throws {
    try requireVault()
    let backup = try readBackup()
    let isDryRun = invocation.flag("dry-run")
    let vault = try invocation.openVault(isDryRun ? .read : .write)
    defer { vault.close() }
    let plan = RestorePlan(backup.entries, existing: vault.entries)
    if !isDryRun, !plan.entries.isEmpty {
      try invocation.console.checkInterrupt()
      try vault.append(plan.entries, as: UndoStep(.restore))
    }
    try report(backup.manifest, plan, isDryRun: isDryRun)
    try invocation.console.flush()
    guard !isDryRun, !plan.entries.isEmpty else { return }
    try invocation.refreshVectors(of: vault)
    invocation.learnAgainIfAllowed(vault)
  }

  /// Says that there is no vault before anybody types a passphrase.
  private func requireVault() throws {
    do {
      _ = try Vault.header(at: invocation.vaultPath, files: invocation.files)
    } catch VaultError.noVault(let path) {
      throw BackupError.noVault(path: path)
    }
  }

  private func readBackup() throws -> Backup {
    let console = invocation.console
    let progress = console.progress(ProgressMessages.checking, total: 0)
    let reader = BackupReader(keys: keys) { count in
      try console.checkInterrupt()
      progress.advance(to: count)
    }
    invocation.noteTypedFile(at: path, as: TypingMessages.backup)
    let backup = try reader.read(path)
    progress.finish()
    return backup
  }

  private func report(_ manifest: BackupManifest, _ plan: RestorePlan, isDryRun: Bool) throws {
    let console = invocation.console
    guard invocation.flag("json") else {
      console.note(AgeMessages.backup(manifest))
      return try console.print(AgeMessages.restored(plan, isDryRun: isDryRun))
    }
    try console.printJSON(
      .object([
        ("dryRun", .bool(isDryRun)), ("restored", JSONValue(plan.entries.count)),
        ("ids", JSONValue(plan.entries.map(\.id.description))),
        ("alreadyThere", JSONValue(plan.sameCount)),
        ("thereWithOtherContent", JSONValue(plan.differentCount)),
        (
          "backup",
          .object([
            ("vault", .string(manifest.vault)), ("made", .string(manifest.made.iso8601)),
            ("entries", JSONValue(manifest.entryCount)),
          ])
        ),
      ]))
  }
}
