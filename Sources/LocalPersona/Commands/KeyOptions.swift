// KeyOptions.swift: what the commands that change the keys of a vault share: their options, and opening the
// vault for such a change, which always takes a passphrase.

internal import Crypto

extension Option {
  /// `--kdf`; `otherwise` says what holds without it.
  static func kdf(otherwise: String) -> Option {
    Option(
      name: "kdf", value: .choice(["interactive", "moderate", "sensitive"]),
      help:
        "how hard guessing the passphrase is: about 0.1 s, 0.6 s or 5 s and 64 MiB, 256 MiB or 1 GiB; \(otherwise)"
    )
  }

  /// `--new-passphrase-file`.
  static let newPassphraseFile = Option(
    name: PassphraseOptions.new.file, value: .path("FILE"),
    help: "read the new passphrase from the first line of FILE")

  /// `--new-passphrase-fd`.
  static let newPassphraseDescriptor = Option(
    name: PassphraseOptions.new.descriptor, value: .integer("N", 0...Int(Int32.max)),
    help: "read the new passphrase from the first line of the open file descriptor N")
}

/// A vault that was opened for a change of its keys.
final class KeyChange {
  let vault: Vault

  /// What opened it.
  private let passphrase: SecretBytes

  init(_ vault: Vault, openedBy passphrase: consuming SecretBytes) {
    self.vault = vault
    self.passphrase = passphrase
  }

  /// What opened it, once more, for somebody else to own.
  func copyOfPassphrase() -> SecretBytes { Self.copy(passphrase) }

  private static func copy(_ secret: borrowing SecretBytes) -> SecretBytes {
    SecretBytes(copying: secret.bytes)
  }
}

extension Invocation {
  /// Opens the vault for a change of its keys, after a look at whether there is one; who mistypes what opens
  /// it is asked again.
  ///
  /// A key that `persona unlock` keeps is not enough: who finds a terminal open may read, but not lock out
  /// the owner.
  ///
  /// - Throws: ``VaultError``; ``MistypedRecoveryWords`` where recovery words were meant; what
  ///   ``passphrase(prompt:confirm:)`` throws.
  func openVaultChangingKeys() throws -> KeyChange {
    _ = try Vault.header(at: vaultPath, files: files)
    let change = try askingAgain { try openVaultChangingKeysOnce() }
    tellNewNotices(of: change.vault)
    return change
  }

  private func openVaultChangingKeysOnce() throws -> KeyChange {
    let passphrase = try passphrase(prompt: PassphrasePrompt.vault(vaultPath))
    let vault: Vault
    do {
      vault = try Vault.open(
        at: vaultPath, passphrase: passphrase, access: .write, files: files, state: paths.state,
        acceptRollback: flag("accept-rollback"))
    } catch {
      throw MistypedRecoveryWords(typed: passphrase, refusedBy: error) ?? error
    }
    return KeyChange(vault, openedBy: passphrase)
  }

  /// Tells, as warnings, what was noticed of a vault since this was called last.
  func tellNewNotices(of vault: Vault) {
    for notice in vault.notices { console.warn(notice.sentence) }
    vault.notices = []
  }

  /// Closes a vault after a change of its keys; what was noticed meanwhile is told.
  func close(_ vault: Vault) {
    tellNewNotices(of: vault)
    vault.close()
  }

  /// The cost that `--kdf` names, or else that of `slot`.
  func passwordHashCost(orOf slot: KeySlotInfo?) -> PasswordHashCost {
    text("kdf") == nil ? slot?.cost ?? .moderate : passwordHashCost
  }
}

/// Recovery words that do not open the vault because one of them is not what was written down.
struct MistypedRecoveryWords: Error, Equatable {
  /// The folder of the vault.
  let path: String

  /// What is wrong with the words.
  let problem: RecoveryWords.Problem

  /// Nil where the vault did not open for another reason, or where no recovery words were typed.
  init?(typed: borrowing SecretBytes, refusedBy error: VaultError) {
    guard case .wrongPassphrase(let path) = error, let problem = RecoveryWords.problem(in: typed),
      problem != .otherText
    else { return nil }
    self.path = path
    self.problem = problem
  }
}

extension Vault {
  /// The slot that opened the vault; nil where that is not known.
  var slotThatOpened: KeySlotInfo? { openedSlot.flatMap { id in slots.first { $0.id == id } } }
}

extension KeySlotInfo {
  /// The slot for programs.
  var json: JSONValue {
    .object([
      ("id", .string(id)), ("kind", .string(HistoryMessages.slotCode(kind))), ("label", .string(label)),
      ("made", JSONValue(made?.iso8601)),
      ("operations", cost.map { JSONValue(Int($0.operations)) } ?? .null),
      ("memoryKiB", cost.map { JSONValue(Int($0.memoryKiB)) } ?? .null),
    ])
  }
}
