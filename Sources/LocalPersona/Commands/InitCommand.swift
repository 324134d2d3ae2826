// InitCommand.swift: `persona init`: makes a vault.

private import Crypto

/// `persona init`.
let initCommand: Command = Command(
  name: "init",
  summary: "make an encrypted vault for your history",
  discussion: """
    Makes an empty vault and asks for the passphrase that will open it, twice. There is no way to read a \
    vault without its passphrase: keep it where you will find it.

    The name is not secret. 'persona wipe' asks for it before it destroys anything.
    """,
  options: [
    Option(name: "name", value: .text("NAME"), help: "call the vault NAME; 'history' otherwise"),
    Option(
      name: "kdf", value: .choice(["interactive", "moderate", "sensitive"]),
      help:
        "how hard guessing the passphrase is: about 0.1 s, 0.6 s or 5 s and 64 MiB, 256 MiB or 1 GiB; moderate otherwise"
    ),
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
  /// A passphrase shorter than this gets a word of warning: 12 random letters are 56 bits.
  private static let shortByteCount = 12

  let invocation: Invocation

  func run() throws {
    let name = invocation.text("name") ?? "history"
    guard Vault.isName(name) else { throw VaultError.invalidName }
    try refuseExisting()
    let passphrase = try invocation.passphrase(prompt: "New passphrase: ", confirm: true)
    if passphrase.count < InitRun.shortByteCount { invocation.console.warn(HistoryMessages.shortPassphrase) }
    let vault = try Vault.create(
      at: invocation.vaultPath, name: name, passphrase: passphrase, cost: invocation.passwordHashCost,
      files: invocation.files, state: invocation.paths.state)
    vault.close()
    try report(vault)
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
      try invocation.console.print(HistoryMessages.created(vault.name, path: vault.path))
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
