// EntryFilterMessages.swift: what a person is told about the options that choose entries.

extension EntryFilterError: Explained {
  /// What is wrong with the options.
  var explanation: Explanation {
    switch self {
    case .empty(let option):
      Explanation(
        what: "\(option) is empty", next: "name what is meant, or leave it out: a variable may not be set",
        exitCode: .usage)
    case .nothingBetween(let from, let until):
      Explanation(
        what: "nothing lies between: --from '\(from)' begins after --until '\(until)' ends",
        next: "exchange the two", exitCode: .usage)
    }
  }
}

extension EntrySelectionError: Explained {
  /// What is wrong with what was named.
  var explanation: Explanation {
    switch self {
    case .idsAndOptions:
      Explanation(
        what: "entries are named by ids and chosen by options", next: "do one after the other",
        exitCode: .usage)
    case .nothingChosen:
      Explanation(
        what: "the options choose no entry, so nothing was done",
        next: "'persona list' takes the same options, and shows what they choose", exitCode: .notFound)
    }
  }
}

/// The sentences about the options that choose entries.
enum EntryFilterMessages {
  /// What no entry has, and what was probably meant.
  static func unknown(_ unknown: UnknownName, suggests: Bool) -> String {
    let what =
      switch unknown.sort {
      case .kind: "no entry is of the kind '\(unknown.name)'"
      case .recipient: "no entry was written to '\(unknown.name)'"
      case .tag: "no entry has the tag '\(unknown.name)'"
      }
    let next =
      switch unknown.sort {
      case .kind, .recipient: "'persona stats' counts what there is"
      case .tag: "'persona tag' lists the tags"
      }
    guard suggests, let suggestion = unknown.suggestion else { return "\(what); \(next)" }
    return "\(what); did you mean '\(suggestion)'?"
  }
}
