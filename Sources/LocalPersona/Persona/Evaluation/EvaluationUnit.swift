// EvaluationUnit.swift: what an evaluation compares over, and draws in its bootstrap: what does not err
// independently is never parted.

/// What a number stands for in the tables of an evaluation.
enum EvaluationUnit: String, Sendable {
  /// An author, whose passages belong together.
  case author

  /// An entry of one person.
  case entry

  /// More than one.
  var plural: String {
    switch self {
    case .author: "authors"
    case .entry: "entries"
    }
  }
}
