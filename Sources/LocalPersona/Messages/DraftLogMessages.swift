// DraftLogMessages.swift: what a person is told about drafts that are kept, accepted and rejected.

extension DraftLogError: Explained {
  /// Why the log cannot be used.
  var explanation: Explanation {
    switch self {
    case .unreadable:
      Explanation(
        what: "the drafts that were kept cannot be read: another version wrote them, or they are damaged",
        next: "'persona drafts rm --all' takes them away; entries are not touched", exitCode: .vaultDamaged)
    case .full(let limit):
      Explanation(
        what: "\(limit.grouped) drafts are kept, which is all that a vault holds",
        next: "'persona drafts rm' makes room", exitCode: .storage)
    case .notFound(nil):
      Explanation(
        what: "no draft waits for a verdict", next: "'persona write --keep' keeps one", exitCode: .notFound)
    case .notFound(let prefix?):
      Explanation(
        what: "no kept draft has an id that begins with '\(prefix)' (at least "
          + "\(Vault.minimumPrefixCharacterCount) characters)",
        next: "'persona drafts list' shows the ids", exitCode: .notFound)
    case .ambiguous(let prefix, let count):
      Explanation(
        what: "\(count) kept drafts have an id that begins with '\(prefix)'", next: "give more of it",
        exitCode: .usage)
    case .decided(let id, .accepted):
      Explanation(
        what: "the draft \(id) was accepted before", next: "'persona show \(id)' shows the entry",
        exitCode: .invalidInput)
    case .decided(let id, _):
      Explanation(
        what: "the draft \(id) was rejected before, and its words are gone",
        next: "'persona drafts list' shows the others", exitCode: .invalidInput)
    case .nothingToRemove:
      Explanation(
        what: "no draft to remove is named", next: "name ids, or say --all", exitCode: .usage)
    case .someAndAll:
      Explanation(
        what: "ids and --all do not go together", next: "name the drafts to remove, or say --all alone",
        exitCode: .usage)
    }
  }
}

/// The sentences about kept drafts.
enum DraftLogMessages {
  static let none = "no drafts are kept; 'persona write --keep' keeps one"

  static let noneWithWords = "no kept draft has all of these words; 'persona drafts list' lists every draft"

  static func kept(_ id: EntryID) -> String {
    "kept in the vault as \(id); 'persona accept \(id)' makes it an entry, 'persona reject \(id)' drops its words"
  }

  /// A line of a list, without the first words of the draft.
  static func verdict(_ draft: KeptDraft) -> String {
    draft.edited != nil ? "edited" : draft.verdict.rawValue
  }

  static let notLearned =
    "most of its words are the model's, so nothing is learned from it; the tag \(Entry.acceptedDraftTag) says so"

  static let learned =
    "most of its words are yours, so it is learned from like your other entries; it has the tag "
    + "\(Entry.editedDraftTag)"

  static func rejected(_ id: EntryID) -> String { "rejected \(id); that it was is kept, its words are not" }

  static func removeQuestion(_ count: Int) -> String {
    switch count {
    case 0: "Remove all that is kept of drafts?"
    case 1: "Remove this draft for good?"
    default: "Remove these \(count.grouped) drafts for good?"
    }
  }

  static func removed(_ count: Int) -> String {
    "removed \(count.grouped) \(count == 1 ? "draft" : "drafts")"
  }

  static let stay =
    "drafts that you kept stay, and may have words of what is gone; 'persona drafts list' shows them"
}
