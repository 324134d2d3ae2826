// EntryOptions.swift: the options that describe an entry, or choose among entries; the same words in
// every command that has them.

internal import Crypto

extension Option {
  static let entryKind = Option(
    name: "kind", short: "k", value: .text("KIND"),
    help: "what it is: mail, note, post, chat or a word of your own")
  static let entryTitle = Option(name: "title", value: .text("TITLE"), help: "its title or subject")
  static let entryRecipient = Option(
    name: "to", short: "t", value: .text("NAME"), help: "to whom it is written")
  static let entryTag = Option(
    name: "tag", value: .text("TAG"), isRepeatable: true, help: "a word to find it by")
  static let entryDate = Option(
    name: "date", short: "d", value: .date("DATE"), help: "when it was written; now otherwise")
}

/// Which entries a command is about.
struct EntryFilter {
  static let options: [Option] = [
    Option(
      name: "kind", short: "k", value: .text("KIND"), isRepeatable: true, help: "only entries of this kind"),
    Option(
      name: "tag", value: .text("TAG"), isRepeatable: true,
      help: "only entries with this tag; with all, if several"),
    Option(name: "from", value: .date("DATE"), help: "only what was written then or later"),
    Option(
      name: "to-date", value: .date("DATE"), help: "only what was written by the end of that day, or by then"),
  ]

  private let kinds: Set<EntryKind>
  private let tags: [String]
  private let first: Timestamp?
  private let last: Timestamp?

  init(_ invocation: Invocation) throws {
    kinds = Set(try invocation.kinds("kind"))
    tags = invocation.texts("tag")
    first = invocation.date("from")
    let isDay = invocation.text("to-date").map { $0.utf8.count == "2026-11-24".utf8.count } ?? false
    last = invocation.date("to-date").map { Timestamp($0.secondsSince1970 + (isDay ? 86_399 : 0)) }
  }

  /// Whether every entry passes.
  var isOpen: Bool { kinds.isEmpty && tags.isEmpty && first == nil && last == nil }

  func admits(_ entry: Entry) -> Bool {
    (kinds.isEmpty || kinds.contains(entry.kind)) && tags.allSatisfy(entry.tags.contains)
      && (first.map { entry.written >= $0 } ?? true) && (last.map { entry.written <= $0 } ?? true)
  }
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
