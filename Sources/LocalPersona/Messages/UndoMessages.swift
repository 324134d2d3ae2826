// UndoMessages.swift: what a person is told by `persona undo`.

/// Why `undo` takes nothing back.
enum UndoCommandError: Error, Equatable {
  /// No step is remembered that can be taken back; `last` is the newest of those that cannot.
  case nothing(last: UndoRecord?)

  /// The last step cannot be taken back, but an older one can.
  case onlyOlder(last: UndoRecord, older: UndoRecord)

  /// All that is left of the step was edited since.
  case editedSince(UndoRecord)
}

extension UndoCommandError: Explained {
  var explanation: Explanation {
    switch self {
    case .nothing(nil):
      Explanation(
        what: "there is nothing to take back",
        next: "what add, accept, import, restore and tag did can be taken back, up to "
          + "\(UndoJournal.maximumLineCount) steps of it", exitCode: .notFound)
    case .nothing(let last?):
      Explanation(
        what: "\(UndoMessages.name(last)) cannot be taken back, and there is nothing older to take back",
        next: UndoMessages.whyNot, exitCode: .notFound)
    case .onlyOlder(let last, let older):
      Explanation(
        what: "\(UndoMessages.name(last)) cannot be taken back: \(UndoMessages.whyNot)",
        next: "before that came \(UndoMessages.name(older)); 'persona undo --older' takes that back",
        exitCode: .failure)
    case .editedSince(let record):
      Explanation(
        what: "what is left of \(UndoMessages.name(record)) was edited since",
        next: "--force removes it all the same", exitCode: .failure)
    }
  }
}

/// The sentences of `persona undo`.
enum UndoMessages {
  static let whyNot = "what was removed or reworded is in no file of the vault any more"

  static let nothingRemembered =
    "no step is remembered; what add, accept, import, restore and tag do from now on is"

  static let forgetQuestion = "Forget all steps, so that nothing until now can be taken back?"

  static let forgotten = "all steps are forgotten"

  static let wouldForget = "would forget all steps; nothing was changed"

  /// A step as a thing that happened: `the import of 12 entries at 2026-11-24T10:02:11Z`.
  static func name(_ record: UndoRecord) -> String {
    if record.isOfDraft { return "the accepting of a draft at \(record.step.time.iso8601)" }
    let what =
      switch record.step.action {
      case .add: "the addition"
      case .import: "the import"
      case .restore: "the restore"
      case .tag: "the tagging"
      case .remove: "the removal"
      case .edit: "the edit"
      }
    return "\(what) of \(entries(record.entryCount)) at \(record.step.time.iso8601)"
  }

  /// The name of the command that made the step.
  static func code(_ record: UndoRecord) -> String {
    switch record.step.action {
    case .add: record.isOfDraft ? "accept" : "add"
    case .import: "import"
    case .restore: "restore"
    case .tag: "tag"
    case .remove: "rm"
    case .edit: "edit"
    }
  }

  /// The line of a step in the list.
  static func line(_ record: UndoRecord, isPlain: Bool = false) -> String {
    let action = code(record)
    let rest = entries(record.entryCount) + state(of: record)
    if isPlain { return "\(record.step.time.iso8601), \(action), \(rest)" }
    let padding = String(repeating: " ", count: max(0, 7 - action.count))
    return "\(record.step.time.iso8601)  \(action)\(padding)  \(rest)"
  }

  private static func state(of record: UndoRecord) -> String {
    guard record.step.action.canBeTakenBack else { return ", cannot be taken back" }
    guard record.canBeTakenBack else { return ", nothing of it is left" }
    let left = record.brought.count + record.edited.count + record.tags.count
    return (left < record.entryCount ? ", \(left.grouped) left" : "")
      + (record.edited.isEmpty ? "" : ", \(record.edited.count.grouped) edited since")
  }

  static func andMore(_ count: Int) -> String { "and \(count.grouped) more; --dry-run --json lists all" }

  static func question(_ record: UndoRecord, removedCount: Int) -> String {
    "Take back \(name(record)), and so remove \(entries(removedCount)) for good?"
  }

  static func editedStay(_ count: Int) -> String {
    count == 1
      ? "1 entry was edited since and stays; --force removes it too"
      : "\(count.grouped) entries were edited since and stay; --force removes them too"
  }

  /// What happened, or would happen.
  static func done(_ record: UndoRecord, removedCount: Int, isDryRun: Bool) -> String {
    let isTagging = record.step.action == .tag
    let count = entries(isTagging ? record.tags.count : removedCount)
    guard !isDryRun else {
      let effect = isTagging ? "the tags of \(count) would be as before" : "\(count) would be removed"
      return "would take back \(name(record)): \(effect); nothing was changed"
    }
    return "took back \(name(record)): "
      + (isTagging ? "the tags of \(count) are as before" : "\(count) removed")
      + (record.isOfDraft ? "; the draft does not wait again" : "")
  }

  private static func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count.grouped) entries" }
}
