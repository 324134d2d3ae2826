// Invocation+Vault.swift: opening the vault, the first step of most commands: with the key that
// `persona unlock` left in the keyring of the session, or else with the passphrase.

extension Invocation {
  /// Opens the vault; what was noticed on opening is told as a warning.
  ///
  /// The passphrase is asked for unless the vault is unlocked. Where there is no vault, or its header is
  /// damaged, that is said before anything is asked. A command that takes a text calls this first and
  /// ``bodyText(argument:)`` second, so that nobody writes a text only to mistype the passphrase.
  ///
  /// - Parameter access: Whether the vault will be changed.
  /// - Returns: The open vault.
  /// - Throws: ``VaultError``, or what ``passphrase(prompt:confirm:)`` throws.
  public func openVault(_ access: Vault.Access) throws -> Vault {
    _ = try Vault.header(at: vaultPath, files: files)
    return try openUnlockedVault(access) ?? openVaultByPassphrase(access)
  }

  /// Opens the vault with the key that is kept for it; nil where there is none, without a word.
  ///
  /// A passphrase that is given by an option is used instead: whoever names one wants it tried.
  ///
  /// - Throws: ``VaultError``.
  func openUnlockedVault(_ access: Vault.Access) throws(VaultError) -> Vault? {
    guard !namesPassphrase, let kept = keptKey() else { return nil }
    let vault = try Vault.open(
      at: vaultPath, dataKey: kept.key, access: access, files: files, state: paths.state,
      acceptRollback: flag("accept-rollback"))
    if let vault { tellNotices(of: vault) }
    return vault
  }

  /// How often the terminal asks for a passphrase that does not open the vault.
  private static let openingAttemptCount = 3

  /// Opens the vault with the passphrase, also where it is unlocked; who mistypes it is asked again.
  ///
  /// - Throws: ``VaultError``, or what ``passphrase(prompt:confirm:)`` throws.
  func openVaultByPassphrase(_ access: Vault.Access) throws -> Vault {
    try askingAgain { try openVaultByOnePassphrase(access) }
  }

  /// Does what asks for the passphrase of the vault, and again where what was typed does not open it.
  ///
  /// - Parameter attempt: Changes nothing where the passphrase is wrong. A passphrase that an option names is
  ///   tried once.
  /// - Returns: What the attempt that succeeds returns.
  /// - Throws: What the last attempt throws.
  func askingAgain<Value>(_ attempt: () throws -> Value) throws -> Value {
    for _ in 1..<Invocation.openingAttemptCount where !namesPassphrase {
      do {
        return try attempt()
      } catch let error as any Explained where error.explanation.exitCode == .wrongPassphrase {
        console.warn(of: error)
      }
    }
    return try attempt()
  }

  private func openVaultByOnePassphrase(_ access: Vault.Access) throws -> Vault {
    let passphrase = try passphrase(prompt: PassphrasePrompt.vault(vaultPath))
    do {
      let vault = try Vault.open(
        at: vaultPath, passphrase: passphrase, access: access, files: files, state: paths.state,
        acceptRollback: flag("accept-rollback"))
      tellNotices(of: vault)
      return vault
    } catch {
      throw MistypedRecoveryWords(typed: passphrase, refusedBy: error) ?? error
    }
  }

  /// Checks the vault with the key that is kept for it, or else with the passphrase.
  ///
  /// - Throws: ``VaultError``, or what ``passphrase(prompt:confirm:)`` throws.
  func checkVault(full: Bool) throws -> CheckReport {
    if !namesPassphrase, let kept = keptKey(),
      let report = try Vault.check(
        at: vaultPath, dataKey: kept.key, full: full, files: files, state: paths.state)
    {
      return report
    }
    return try askingAgain { try checkVaultByOnePassphrase(full: full) }
  }

  private func checkVaultByOnePassphrase(full: Bool) throws -> CheckReport {
    let passphrase = try passphrase(prompt: PassphrasePrompt.vault(vaultPath))
    do {
      return try Vault.check(
        at: vaultPath, passphrase: passphrase, full: full, files: files, state: paths.state)
    } catch {
      throw MistypedRecoveryWords(typed: passphrase, refusedBy: error) ?? error
    }
  }

  /// Where keys are kept between commands.
  var sessionKeys: any SessionKeyStore { KernelSessionKeys() }

  /// The key that is kept for the vault, if it fits.
  func keptKey() -> KeptKey? { Vault.keptKey(at: vaultPath, files: files, in: sessionKeys) }

  /// Ends the keys that are kept for the vault, before a command that makes them worthless.
  ///
  /// Where the system keeps no keys there is nothing to say; a key that cannot be ended is told.
  func dropKeptKeys() {
    do {
      try Vault.forgetKeptKeys(at: vaultPath, files: files, in: sessionKeys)
    } catch .unavailable {
    } catch {
      console.warn(error.explanation.what)
    }
  }

  /// Whether an option names a passphrase.
  private var namesPassphrase: Bool { text("passphrase-file") != nil || text("passphrase-fd") != nil }

  /// Tells what was noticed on opening a vault, and from now on what its changes notice.
  private func tellNotices(of vault: Vault) {
    for notice in vault.notices { console.tell(notice) }
    vault.whenNoticing = { [console] notice in console.tell(notice) }
  }
}

extension Console {
  /// Tells a notice of a vault: as a note where it is harmless, else as a warning.
  fileprivate func tell(_ notice: VaultNotice) {
    if notice.isHarmless {
      note(notice.sentence)
    } else {
      warn(notice.sentence)
    }
  }
}
