// EntryOptions.swift: the options that describe an entry; the same words in every command that has them.
// Those that choose among entries are EntryFilter's.

internal import Crypto

extension Option {
  static let entryKind = Option(
    name: "kind", short: "k", value: .text("KIND"),
    help: "what it is: mail, note, post, chat or a word of your own")
  static let entryTitle = Option(name: "title", value: .text("TITLE"), help: "its title or subject")
  static let entryRecipient = Option(
    name: "to", short: "t", value: .text("NAME"), help: "to whom it is written",
    candidates: .recipients)
  static let entryTag = Option(
    name: "tag", value: .text("TAG"), isRepeatable: true, help: "a word to find it by", candidates: .tags)
  static let entryDate = Option(
    name: "date", short: "d", value: .date("DATE"),
    help: "when it was written, such as 2025-03-08 or yesterday; now otherwise")
}

extension Invocation {
  /// Brings the vectors of `vault` up to date after a change that is done.
  ///
  /// They are derived and can be made later, so what goes wrong here is a warning, and the command has
  /// still succeeded. `changed` are the entries that changed, or nil for all.
  func refreshVectors(of vault: Vault, changed: [Entry]? = nil) throws {
    do {
      try HistoryVectors.refresh(vault, changed: changed, for: self)
    } catch ConsoleError.interrupted {
      console.warn(HistoryMessages.vectorsInterrupted)
    } catch {
      console.warn(HistoryMessages.vectorsNotMade(Explanation(of: error).what))
    }
  }

  /// The cost of guessing a new passphrase that `--kdf` names.
  var passwordHashCost: PasswordHashCost {
    switch text("kdf") {
    case "interactive": .interactive
    case "sensitive": .sensitive
    default: .moderate
    }
  }
}
