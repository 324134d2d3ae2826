// Command.swift: the declaration of a command, from which everything else is generated.
//
// The parser, help, the manual page and shell completions all read these values. A command is
// declared once, as data; nothing about it is written a second time by hand.

/// A command, or a group of commands, of the command line.
public struct Command: Sendable {
  /// The word that is typed, in lower case.
  public var name: String

  /// What it does, in one line: lower case, no full stop.
  public var summary: String

  /// Paragraphs for help and the manual, parted by empty lines; may be empty.
  public var discussion: String

  /// The arguments without a name, in order.
  ///
  /// Only the last may be `.many`.
  public var positionals: [Positional]

  /// The options of this command; ``Option/global`` ones come on top.
  public var options: [Option]

  /// What people will type; shown first in help.
  public var examples: [Example]

  /// The commands of a group; a group has no positionals.
  public var subcommands: [Command]

  /// What the command does; nil for a group.
  public var run: (@Sendable (Invocation) throws -> Void)?

  /// Declares a command.
  public init(
    name: String, summary: String, discussion: String = "", positionals: [Positional] = [],
    options: [Option] = [], examples: [Example] = [], subcommands: [Command] = [],
    run: (@Sendable (Invocation) throws -> Void)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.positionals = positionals
    self.options = options
    self.examples = examples
    self.subcommands = subcommands
    self.run = run
  }
}

/// An argument without a name, such as the text of `persona add TEXT`.
public struct Positional: Sendable {
  /// How many words an argument takes.
  public enum Arity: Sendable, Equatable {
    /// Exactly one.
    case one

    /// None or one.
    case optional

    /// Any number, none included.
    case many
  }

  /// The name it is read by and, in capitals, shown by.
  public var name: String

  /// What it is, in one line.
  public var help: String

  /// How many words it takes.
  public var arity: Arity

  /// What its words must look like.
  public var kind: ValueKind

  /// What of the user's a shell can complete it with; nil for nothing.
  public var candidates: Candidates?

  /// Words that scripts of ours give beside those of ``kind``, and that no person is offered.
  public var wordsOfScripts: [String]

  /// Declares an argument.
  public init(
    name: String, help: String, arity: Arity = .one, kind: ValueKind = .text(""),
    candidates: Candidates? = nil, wordsOfScripts: [String] = []
  ) {
    self.name = name
    self.help = help
    self.arity = arity
    self.kind = kind
    self.candidates = candidates
    self.wordsOfScripts = wordsOfScripts
  }
}

/// A command line worth copying, and what it does.
public struct Example: Sendable {
  /// The whole line, as typed in a shell.
  public var command: String

  /// What happens, in one line.
  public var explanation: String

  /// Declares an example.
  public init(command: String, explanation: String) {
    self.command = command
    self.explanation = explanation
  }
}
