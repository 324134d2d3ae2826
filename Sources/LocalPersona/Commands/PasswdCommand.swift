// PasswdCommand.swift: `persona passwd`: another passphrase and, with --rekey, another data key.

private import Crypto

/// `persona passwd`.
let passwdCommand: Command = Command(
  name: "passwd",
  summary: "change the passphrase, and encrypt everything again if you want",
  discussion: """
    Asks for the passphrase, or recovery words, and then for the new passphrase, twice; an empty line makes \
    one for you. The old one does not open the vault any more. It still opens copies that were made before, \
    such as backups, and whoever copied the vault's key while it was open keeps that key.

    With --rekey the vault gets a new key and every file is encrypted again. Other passphrases and recovery \
    words cannot be taken over, as they are not known: they are listed before, and have to be added again. \
    If it is cut off, the vault is as it was before; run it again. It needs twice the space meanwhile.
    """,
  options: [
    .newPassphraseFile, .newPassphraseDescriptor,
    Option(name: "rekey", help: "encrypt everything again under a new key"),
    Option(
      name: "keep-passphrase", help: "leave the passphrase as it is; with --rekey or --kdf"),
    Option(
      name: "slot", value: .text("ID"),
      help: "change the key slot of this id in 'persona key list'; the one that you open it with otherwise"),
    .kdf(otherwise: "as it was otherwise"), .yes, .json,
  ],
  examples: [
    Example(command: "persona passwd", explanation: "changes the passphrase"),
    Example(
      command: "persona passwd --rekey",
      explanation: "changes it, and makes older copies of the vault's key worthless"),
    Example(
      command: "persona passwd --keep-passphrase --kdf sensitive",
      explanation: "makes the same passphrase harder to guess"),
  ],
  run: { try PasswdRun(invocation: $0).run() }
)

private struct PasswdRun {
  let invocation: Invocation

  private var console: Console { invocation.console }

  func run() throws {
    let (keeps, rekeys) = (invocation.flag("keep-passphrase"), invocation.flag("rekey"))
    if keeps, !rekeys, invocation.text("kdf") == nil { throw KeyCommandError.nothingToChange }
    if keeps, namesNewPassphrase { throw KeyCommandError.keptAndNewPassphrase }
    let present = try invocation.openVaultChangingKeys()
    let vault = present.vault
    defer { invocation.close(vault) }
    if keeps, vault.slotThatOpened?.kind != .passphrase { throw KeyCommandError.keptRecoveryWords }
    let slot = try slotToChange(of: vault)
    if rekeys { try confirmDropping(vault.slots.filter { $0.id != slot.id }) }
    let cost = invocation.passwordHashCost(orOf: slot)
    let passphrase =
      keeps
      ? present.copyOfPassphrase() : try invocation.newPassphrase(from: .new, cost: cost)
    let changed =
      keeps && cost == slot.cost ? slot : try vault.changePassphrase(of: slot.id, to: passphrase, cost: cost)
    // What `persona unlock` keeps belonged to who knew the old passphrase.
    invocation.dropKeptKeys()
    if !rekeys { return try report(changed, dropped: nil) }
    if !keeps { console.note(KeyMessages.changedBeforeRekey) }
    try report(changed, dropped: try rekey(vault, slot: changed, passphrase: passphrase))
  }

  private var namesNewPassphrase: Bool {
    invocation.text(PassphraseOptions.new.file) != nil
      || invocation.text(PassphraseOptions.new.descriptor) != nil
  }

  /// The slot of a passphrase that is named, that opened the vault, or that is the only one.
  private func slotToChange(of vault: Vault) throws -> KeySlotInfo {
    if let prefix = invocation.text("slot") {
      let slot = try vault.slots.only(startingWith: prefix)
      guard slot.kind == .passphrase else { throw KeyCommandError.notAPassphrase(id: slot.id) }
      let isOpened = slot.id == vault.openedSlot
      if invocation.flag("keep-passphrase"), !isOpened { throw KeyCommandError.keptOfOtherSlot }
      return slot
    }
    if let opened = vault.slotThatOpened, opened.kind == .passphrase { return opened }
    let all = vault.slots.filter { $0.kind == .passphrase }
    guard let only = all.first, all.count == 1 else { throw VaultError.slotNotChosen }
    return only
  }

  private func confirmDropping(_ slots: [KeySlotInfo]) throws {
    guard !slots.isEmpty else { return }
    console.say(KeyMessages.willBeDropped)
    for slot in slots { console.say("  \(KeyMessages.line(of: slot))") }
    guard try console.confirm(KeyMessages.dropQuestion) else { throw ConsoleError.declined }
  }

  private func rekey(
    _ vault: Vault, slot: KeySlotInfo, passphrase: borrowing SecretBytes
  ) throws -> [KeySlotInfo] {
    var progress: Progress?
    let dropped = try vault.rekey(
      secret: { $0.id == slot.id ? SecretBytes(copying: passphrase.bytes) : nil },
      progress: { done, total in
        if progress == nil { progress = console.progress(KeyMessages.rekeying, total: total) }
        progress?.advance(to: done)
      })
    progress?.finish()
    return dropped
  }

  private func report(_ slot: KeySlotInfo, dropped: [KeySlotInfo]?) throws {
    if invocation.flag("json") {
      try console.printJSON(
        .object([
          ("slot", slot.json), ("rekeyed", .bool(dropped != nil)),
          ("dropped", .array((dropped ?? []).map(\.json))),
        ]))
    }
    guard let dropped else {
      return console.note(
        invocation.flag("keep-passphrase") ? KeyMessages.costChanged : KeyMessages.passphraseChanged)
    }
    console.note(KeyMessages.rekeyed)
    for slot in dropped { console.note(KeyMessages.dropped(slot)) }
  }
}

extension [KeySlotInfo] {
  /// The one slot whose id starts so.
  ///
  /// - Throws: ``VaultError/slotPrefixTooShort(_:)``, ``VaultError/noSuchSlot(_:)``,
  ///   ``VaultError/ambiguousSlot(_:matchCount:)``.
  func only(startingWith prefix: String) throws(VaultError) -> KeySlotInfo {
    let labelled = filter { !$0.label.isEmpty && $0.label == prefix }
    if let match = labelled.first, labelled.count == 1 { return match }
    guard prefix.count >= Vault.minimumPrefixCharacterCount else { throw .slotPrefixTooShort(prefix) }
    let matches = filter { $0.id.hasPrefix(prefix.lowercased()) }
    guard let match = matches.first else { throw .noSuchSlot(prefix) }
    guard matches.count == 1 else { throw .ambiguousSlot(prefix, matchCount: matches.count) }
    return match
  }
}
