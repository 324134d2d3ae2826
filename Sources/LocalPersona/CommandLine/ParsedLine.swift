// ParsedLine.swift: a command line after the parser: which command, and the words for it.

/// What was typed, checked against the declarations.
struct ParsedLine: Sendable {
  /// What the line asks for.
  enum Request: Sendable, Equatable {
    /// To run the command.
    case run

    /// To explain it: `--help`, or a group without a command.
    case help

    /// To print the version.
    case version
  }

  /// What is asked for.
  var request: Request

  /// The commands from the root to the one typed.
  var path: [Command]

  /// The names of the flags given.
  var flags: Set<String> = []

  /// The values given, by the name of the option.
  var values: [String: [String]] = [:]

  /// The words of arguments, by the name of the argument.
  var positionals: [String: [String]] = [:]

  /// The command typed, or the root.
  var command: Command { path[path.count - 1] }
}

extension Array<Command> {
  /// The words that lead to the last command, with the name of the program first.
  var typed: String { map(\.name).joined(separator: " ") }
}
