// TagMessages.swift: what a person is told by `persona tag`.

/// What is wrong with what `tag` was asked to do.
enum TagCommandError: Error, Equatable {
  /// Entries are named, but not what to do with them.
  case nothingToDo

  /// What to do is named, but no entry.
  case noEntryNamed

  /// `--rename` comes with none, or several, new names.
  case newNameMissing

  /// `--rename` comes with `--add` or `--remove`.
  case renameIsAlone
}

extension TagCommandError: Explained {
  var explanation: Explanation {
    switch self {
    case .nothingToDo:
      Explanation(
        what: "entries are named, but not what to do with them", next: "say --add TAG or --remove TAG",
        exitCode: .usage)
    case .noEntryNamed:
      Explanation(
        what: "no entry to tag is named",
        next: "'persona list' shows the ids; options such as --kind choose entries, too", exitCode: .usage)
    case .newNameMissing:
      Explanation(
        what: "--rename takes the old tag and the new one, and no ids",
        next: "persona tag --rename OLD NEW", exitCode: .usage)
    case .renameIsAlone:
      Explanation(
        what: "--rename goes with neither --add nor --remove", next: "do one after the other",
        exitCode: .usage)
    }
  }
}

/// The sentences of `persona tag`.
enum TagMessages {
  static let noTags = "no entry has a tag; 'persona tag --add TAG ID' gives one"

  static let noTagsChosen = "no entry that the options choose has a tag; 'persona tag' lists all tags"

  static let nothingChanged = "these tags are as they were"

  static let notRemembered = "this was too large to be remembered, so 'persona undo' cannot take it back"

  static func changed(_ count: Int, isDryRun: Bool) -> String {
    let entries = count == 1 ? "1 entry" : "\(count.grouped) entries"
    return isDryRun
      ? "would change the tags of \(entries); nothing was changed"
      : "changed the tags of \(entries)"
  }
}
