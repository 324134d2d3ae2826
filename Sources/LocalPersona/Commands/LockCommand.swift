// LockCommand.swift: `persona lock`: ends what `persona unlock` began.

/// `persona lock`.
let lockCommand: Command = Command(
  name: "lock",
  summary: "end what 'persona unlock' began, at once",
  discussion: """
    Wipes the key of the vault from the keyring, so that the next command asks for the passphrase again. Does \
    nothing where the vault is not unlocked. A command that has opened the vault already goes on to its end.
    """,
  options: [.json],
  examples: [Example(command: "persona lock", explanation: "locks the vault")],
  run: { invocation in
    let path = invocation.vaultPath
    do {
      _ = try Vault.header(at: path, files: invocation.files)
    } catch let error as VaultError {
      // A key can be there although the vault cannot be opened any more.
      invocation.dropKeptKeys()
      throw error
    }
    try Vault.forgetKeptKeys(at: path, files: invocation.files, in: invocation.sessionKeys)
    if invocation.flag("json") {
      return try invocation.console.printJSON(
        .object([("vault", .string(path)), ("unlockedUntil", .null)]))
    }
    try invocation.console.print(SessionMessages.locked)
  }
)
