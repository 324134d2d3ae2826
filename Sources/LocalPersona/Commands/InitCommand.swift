// InitCommand.swift: `persona init`: makes a vault.

private import Crypto

/// `persona init`.
let initCommand: Command = Command(
  name: "init",
  summary: "make an encrypted vault for your history",
  discussion: """
    Makes an empty vault and asks for the passphrase that will open it, twice; it is told how hard that is to \
    guess. An empty line makes one of six random words, shows it once and asks it back. There is no way to \
    read a vault without its passphrase: keep it where you will find it. 'persona key add --recovery' makes \
    words for the day when you do not.

    The name is not secret. 'persona wipe' asks for it before it destroys anything.
    """,
  options: [
    Option(name: "name", value: .text("NAME"), help: "call the vault NAME; 'history' otherwise"),
    .kdf(otherwise: "moderate otherwise"),
    .json,
  ],
  examples: [
    Example(command: "persona init", explanation: "makes the vault in its usual place"),
    Example(
      command: "persona init --vault ~/work-vault --name work --kdf sensitive",
      explanation: "makes a second one, harder to guess"),
  ],
  run: { try InitRun(invocation: $0).run() }
)

private struct InitRun {
  let invocation: Invocation

  func run() throws {
    let name = invocation.text("name") ?? "history"
    guard Vault.isName(name) else { throw VaultError.invalidName }
    try refuseExisting()
    let cost = invocation.passwordHashCost
    // Before anybody thinks of a passphrase: a machine without the memory for this cost has none for the
    // vault.
    let guess = try invocation.console.settings.isQuiet ? nil : PasswordHashTiming.measure(cost)
    let passphrase = try invocation.newPassphrase(from: .vault, cost: cost, guess: guess)
    let vault = try Vault.create(
      at: invocation.vaultPath, name: name, passphrase: passphrase, cost: cost, files: invocation.files,
      state: invocation.paths.state)
    vault.close()
    try report(vault)
    if let guess { invocation.console.note(KeyMessages.unlockTime(guess, cost)) }
  }

  /// Says that there is a vault before anybody thinks of a passphrase for another.
  private func refuseExisting() throws {
    do {
      _ = try Vault.header(at: invocation.vaultPath, files: invocation.files)
    } catch VaultError.noVault {
      return
    }
    throw VaultError.alreadyExists(path: invocation.vaultPath)
  }

  private func report(_ vault: Vault) throws {
    guard invocation.flag("json") else {
      try invocation.console.printSentence(HistoryMessages.created(vault.name, path: vault.path))
      try invocation.console.flush()
      return invocation.console.note(HistoryMessages.firstSteps)
    }
    let cost = invocation.passwordHashCost
    try invocation.console.printJSON(
      .object([
        ("vault", .string(vault.path)), ("name", .string(vault.name)),
        ("operations", .integer(Int64(cost.operations))), ("memoryKiB", .integer(Int64(cost.memoryKiB))),
      ]))
  }
}
