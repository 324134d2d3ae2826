// CompletionTable.swift: what shells need to know of the commands, in a form that any of them can use.

/// What can be completed after a command.
struct CompletionTable {
  /// What a value or an argument is completed with.
  enum Source: Equatable {
    case files
    case words([String])
    case candidates(Candidates)
    case nothing
  }

  /// An option with what its value is completed with; nil for a flag.
  struct Entry {
    let option: Option
    let source: Source?

    /// `--kind`, `-k`.
    var spellings: [String] { ["--\(option.name)"] + (option.short.map { ["-\($0)"] } ?? []) }
  }

  /// A command with everything that may follow it.
  struct Row {
    /// The words after the name of the program, such as `model add`; empty for the root.
    let words: String
    let command: Command
    let entries: [Entry]

    /// Sources of arguments by position; the last one of arity `.many` counts for all that follow.
    let arguments: [Source]
    let lastArgumentRepeats: Bool
  }

  /// The commands, groups too, the root first.
  let rows: [Row]

  /// Reads the declarations.
  init(root: Command) {
    let names = root.subcommands.map(\.name) + HelpTopic.allCases.map(\.rawValue)
    rows = [root].all.map { path in
      let command = path[path.count - 1]
      return Row(
        words: path.dropFirst().map(\.name).joined(separator: " "), command: command,
        entries: (command.options + Option.global).map { option in
          Entry(
            option: option,
            source: option.candidates.map(Source.candidates) ?? option.value.map(CompletionTable.source))
        },
        arguments: command.positionals.map { positional in
          positional.namesCommand
            ? .words(names)
            : positional.candidates.map(Source.candidates) ?? CompletionTable.source(for: positional.kind)
        },
        lastArgumentRepeats: command.positionals.last?.arity == .many)
    }
  }

  private static func source(for kind: ValueKind) -> Source {
    switch kind {
    case .path: .files
    case .choice(let words): .words(words)
    case .text, .integer, .number, .date, .days: .nothing
    }
  }
}

extension Positional {
  /// The argument of `persona help`: the name of a command, which shells can complete.
  static let commandName = Positional(
    name: "command", help: "the command, or the words that lead to it", arity: .many, kind: .text("COMMAND"))

  /// Whether this is ``commandName``.
  var namesCommand: Bool { name == Positional.commandName.name && kind == Positional.commandName.kind }
}
