// KeySlotMessages.swift: what a person is told where the keys of a vault cannot be changed as asked.

extension VaultError {
  /// What happened to the keys, and what to do; for the errors of key slots only.
  var slotExplanation: Explanation {
    Explanation(what: whatOfSlots, next: nextOfSlots, exitCode: exitCodeOfSlots)
  }

  private var whatOfSlots: String {
    switch self {
    case .ambiguousSlot(let prefix, let count): "\(count) key slots have ids that begin with '\(prefix)'"
    case .invalidSlotLabel:
      "the label of a key slot is one line of at most \(Vault.maximumSlotLabelByteCount) bytes"
    case .keysChanged(let path): "the vault at \(path) got another key since it was opened"
    case .lastPassphraseSlot: "no passphrase would open the vault any more"
    case .noSuchSlot(let id): "no key slot has an id that begins with '\(id)'"
    case .notRecoveryWords: "these are not recovery words"
    case .slotNotChosen: "the vault was not opened by a passphrase, and has several"
    case .slotPrefixTooShort(let prefix):
      "'\(prefix)' is too short for a key slot: at least \(Vault.minimumPrefixCharacterCount) digits of its id"
    case .tooManySlots: "the vault has \(Vault.maximumSlotCount) key slots already, which is the most"
    default: ""
    }
  }

  private var nextOfSlots: String? {
    switch self {
    case .ambiguousSlot: "give more digits of the id; 'persona key list' shows them"
    case .invalidSlotLabel: "choose another one with --label"
    case .keysChanged: "run the command again; nothing that was confirmed is lost"
    case .lastPassphraseSlot: "add another one first with 'persona key add'"
    case .noSuchSlot, .slotPrefixTooShort: "'persona key list' shows the ids"
    case .notRecoveryWords: "type the words as they were shown, separated by spaces"
    case .slotNotChosen: "say which one with its id; 'persona key list' shows the ids"
    case .tooManySlots: "remove one that is not needed with 'persona key rm'"
    default: nil
    }
  }

  private var exitCodeOfSlots: ExitCode {
    switch self {
    case .ambiguousSlot, .slotPrefixTooShort, .slotNotChosen: .usage
    case .invalidSlotLabel, .notRecoveryWords: .invalidInput
    case .noSuchSlot: .notFound
    default: .failure
    }
  }
}
