// Option.swift: the declaration of options, and those that every command or several commands have.

/// A named option, such as `--kind mail` or the flag `--json`.
public struct Option: Sendable {
  /// The long name, without the dashes.
  public var name: String

  /// The letter of the short form, where there is one.
  public var short: Character?

  /// What value it takes; nil for a flag.
  public var value: ValueKind?

  /// Whether giving it again adds a value.
  ///
  /// Otherwise a second value is a usage error.
  public var isRepeatable: Bool

  /// What it does, in one line: lower case, no full stop.
  public var help: String

  /// What of the user's a shell can complete its value with; nil for nothing.
  public var candidates: Candidates?

  /// Declares an option; a flag where `value` is nil.
  public init(
    name: String, short: Character? = nil, value: ValueKind? = nil, isRepeatable: Bool = false, help: String,
    candidates: Candidates? = nil
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.isRepeatable = isRepeatable
    self.help = help
    self.candidates = candidates
  }
}

/// What of the user's a shell can complete, without a passphrase: all but models and plugs only while the
/// vault is unlocked.
public enum Candidates: String, Sendable, CaseIterable {
  /// The ids of entries.
  case ids

  /// Their tags.
  case tags

  /// To whom they were written.
  case recipients

  /// The ids of kept drafts that wait for a verdict.
  case drafts

  /// The names of the models that are installed.
  case models

  /// The names of the plugs that are installed.
  case plugs
}

/// What a value must look like.
///
/// The string is the placeholder shown in help, such as `NAME`.
public enum ValueKind: Sendable, Equatable {
  /// Any text.
  case text(String)

  /// A file or a folder.
  case path(String)

  /// A whole number within limits.
  case integer(String, ClosedRange<Int>)

  /// A number within limits; a decimal point, never a comma.
  case number(String, ClosedRange<Double>)

  /// A moment (`2026-11-24T18:30:00Z`), or a single day in one of the forms of ``DatePhrase``.
  case date(String)

  /// Days, in one of the forms of ``DatePhrase``: `2024-05`, `monday`, `last week`.
  case days(String)

  /// One of the words given.
  case choice([String])
}

extension Option {
  /// `--json`, for commands whose output a program may want to read.
  public static let json = Option(name: "json", help: "print JSON, for programs")

  /// `--dry-run`, for commands that change or destroy something.
  public static let dryRun = Option(name: "dry-run", short: "n", help: "only say what would be done")

  /// `--yes`, which answers ``Console/confirm(_:)``.
  ///
  /// Never enough where a name must be typed.
  public static let yes = Option(name: "yes", short: "y", help: "do not ask before doing it")

  /// `--file`, a source of ``Invocation/bodyText(argument:)``.
  public static let file = Option(
    name: "file", short: "f", value: .path("FILE"), help: "read the text from FILE; '-' is standard input")

  /// The options of every command.
  public static let global: [Option] = [
    Option(name: "vault", value: .path("PATH"), help: "use the vault in the folder PATH"),
    Option(
      name: "passphrase-file", value: .path("FILE"), help: "read the passphrase from the first line of FILE"),
    Option(
      name: "passphrase-fd", value: .integer("N", 0...Int(Int32.max)),
      help: "read the passphrase from the first line of the open file descriptor N"),
    Option(
      name: "accept-rollback",
      help: "take a vault that is older than the one last seen, after you restored a backup"),
    Option(name: "no-input", help: "never ask anything; fail where an answer is needed"),
    Option(name: "no-color", help: "print without colours"),
    Option(
      name: "plain",
      help: "print for a screen reader: one line for each fact, no columns, no colours, no bars"),
    Option(name: "no-pager", help: "print long output at once, also where PAGER is set"),
    Option(name: "quiet", short: "q", help: "print results, warnings and errors only"),
    Option(
      name: "threads", value: .integer("N", 1...ProcessorCount.maximum),
      help: "compute with N threads; one for each processor core otherwise"),
    Option(name: "help", short: "h", help: "explain the command, examples first"),
    Option(name: "version", help: "print the version"),
  ]
}
