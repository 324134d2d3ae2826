// Invocation+Vault.swift: opening the vault, the first step of most commands.

extension Invocation {
  /// Asks for the passphrase and opens the vault; what was noticed on opening is told as a warning.
  ///
  /// Where there is no vault, or its header is damaged, that is said before anything is asked. A
  /// command that takes a text calls this first and ``bodyText(argument:)`` second, so that nobody
  /// writes a text only to mistype the passphrase.
  ///
  /// - Parameter access: Whether the vault will be changed.
  /// - Returns: The open vault.
  /// - Throws: What opening a vault throws; Ctrl-C.
  /// - Returns: The open vault.
  /// - Throws: ``VaultError``, or what ``passphrase(prompt:confirm:)`` throws.
  public func openVault(_ access: Vault.Access) throws -> Vault {
    _ = try Vault.header(at: vaultPath, files: files)
    let passphrase = try passphrase(prompt: "Passphrase for \(vaultPath): ")
    let vault = try Vault.open(
      at: vaultPath, passphrase: passphrase, access: access, files: files, state: paths.state,
      acceptRollback: flag("accept-rollback"))
    for notice in vault.notices { console.warn(notice.sentence) }
    return vault
  }
}
