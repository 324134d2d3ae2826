// KeyAddRun.swift: one run of `persona key add`. Recovery words become a way in only after somebody showed
// that they have them: words that nobody wrote down would be worse than none.

private import Crypto

/// Adds a key slot.
struct KeyAddRun {
  /// How many words are asked back.
  private static let askedWordCount = 3

  /// How often a word may be mistyped.
  private static let attemptCount = 3

  let invocation: Invocation

  private var console: Console { invocation.console }
  private var label: String { invocation.text("label") ?? "" }

  func run() throws {
    try refuseContradictions()
    let vault = try invocation.openVaultChangingKeys().vault
    defer { invocation.close(vault) }
    // Said before anybody thinks of a passphrase, or writes down words, in vain.
    guard vault.slots.count < Vault.maximumSlotCount else { throw VaultError.tooManySlots }
    let cost = invocation.passwordHashCost(orOf: vault.slotThatOpened)
    let slot =
      invocation.flag("recovery") ? try addWords(to: vault, cost) : try addPassphrase(to: vault, cost)
    if invocation.flag("json") {
      try console.printJSON(.object([("slot", slot.json)]))
    } else {
      try console.print(slot.id)
    }
    console.note(invocation.flag("recovery") ? KeyMessages.wordsAdded : KeyMessages.passphraseAdded)
  }

  private func refuseContradictions() throws {
    let isRecovery = invocation.flag("recovery")
    if !isRecovery, invocation.text("output") != nil { throw KeyCommandError.outputWithoutRecovery }
    let namesPassphrase = [PassphraseOptions.new.file, PassphraseOptions.new.descriptor]
      .contains { invocation.text($0) != nil }
    if isRecovery, namesPassphrase { throw KeyCommandError.recoveryWithPassphrase }
    guard Vault.isSlotLabel(label) else { throw VaultError.invalidSlotLabel }
  }

  private func addPassphrase(to vault: Vault, _ cost: PasswordHashCost) throws -> KeySlotInfo {
    let passphrase = try invocation.newPassphrase(from: .new, cost: cost)
    return try vault.addSlot(kind: .passphrase, secret: passphrase, label: label, cost: cost)
  }

  private func addWords(to vault: Vault, _ cost: PasswordHashCost) throws -> KeySlotInfo {
    let words = RecoveryWords.generate()
    guard let path = invocation.text("output") else {
      try showAndAskBack(words)
      return try vault.addSlot(kind: .recovery, secret: words, label: label, cost: cost)
    }
    let file: SecretFile
    do throws(ExportError) {
      file = try SecretFile.write(words, to: path, files: invocation.files)
    } catch {
      if case .alreadyExists(let path) = error { throw KeyCommandError.outputExists(path: path) }
      throw error
    }
    do {
      let slot = try vault.addSlot(kind: .recovery, secret: words, label: label, cost: cost)
      console.note(KeyMessages.wordsWritten(path))
      return slot
    } catch {
      // Words that open nothing would only mislead.
      file.remove()
      throw error
    }
  }

  private func showAndAskBack(_ words: borrowing SecretBytes) throws {
    do {
      try invocation.showSecret(
        SecretPage.table(of: words, columnCount: console.columnCount), heading: KeyMessages.wordsHeading,
        prompt: KeyMessages.writtenPrompt)
    } catch PassphraseError.cannotAsk(let becauseOfNoInput) {
      throw KeyCommandError.cannotShowWords(becauseOfNoInput: becauseOfNoInput)
    }
    console.say(KeyMessages.askingBack)
    for position in (1...RecoveryWords.count).shuffled().prefix(Self.askedWordCount).sorted() {
      try askBack(position, of: words)
    }
  }

  private func askBack(_ position: Int, of words: borrowing SecretBytes) throws {
    for _ in 0..<Self.attemptCount {
      let typed = try invocation.askPassphrase(KeyMessages.wordPrompt(position))
      if RecoveryWords.isWord(typed, at: position, of: words) { return }
      console.warn(KeyMessages.otherWord)
    }
    throw KeyCommandError.wordsNotConfirmed
  }
}
