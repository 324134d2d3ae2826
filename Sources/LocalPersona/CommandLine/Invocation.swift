// Invocation.swift: one run of a command: what was typed, and the means to do it.
//
// Values were checked against their declaration by the parser, so reading one cannot fail. Reading
// a name that the command does not declare is a bug, and traps.

/// What the body of a command gets.
public struct Invocation: Sendable {
  /// The command that runs.
  public let command: Command

  /// Output, questions and progress.
  public let console: Console

  /// Where this user's files are.
  ///
  /// ``vaultPath`` already knows `--vault`.
  public let paths: StandardPaths

  /// The file system that the vault writes through.
  public let files: any FileStore

  /// The environment of the process.
  public let environment: [String: String]

  /// What was typed, and what the configuration file says instead.
  let line: ParsedLine

  /// How days are shown.
  let dayFormat: DayFormat

  /// Drafts made in an editor; kept where the command fails after it.
  let drafts: DraftShelf

  /// Prepares a run of the command in `line`.
  init(
    line: ParsedLine, console: Console, paths: StandardPaths, files: any FileStore,
    environment: [String: String], drafts: DraftShelf, dayFormat: DayFormat = .iso
  ) {
    self.command = line.command
    self.line = line
    self.console = console
    self.paths = paths
    self.files = files
    self.environment = environment
    self.drafts = drafts
    self.dayFormat = dayFormat
  }

  /// Whether the command declares the option `name`, or every command has it.
  public func declares(_ name: String) -> Bool {
    command.options.contains { $0.name == name } || Option.global.contains { $0.name == name }
  }

  /// Whether the flag `name` was given.
  public func flag(_ name: String) -> Bool {
    precondition(option(name).value == nil, "--\(name) of \(command.name) is not a flag")
    return line.flags.contains(name)
  }

  /// The value of the option `name`, or nil where it was not given.
  public func text(_ name: String) -> String? { texts(name).last }

  /// Every value of the option `name`, in the order given.
  public func texts(_ name: String) -> [String] {
    precondition(option(name).value != nil, "--\(name) of \(command.name) takes no value")
    return line.values[name] ?? []
  }

  /// The value of an `.integer` option.
  public func integer(_ name: String) -> Int? { text(name).flatMap { Int($0) } }

  /// The value of a `.number` option.
  public func number(_ name: String) -> Double? { text(name).flatMap { Double($0) } }

  /// The value of a `.date` option: a moment as it is given, of a day such as 'yesterday' its date without a
  /// time.
  public func date(_ name: String) -> Timestamp? {
    guard let value = text(name) else { return nil }
    if let moment = Timestamp(iso8601: value) { return moment }
    let calendar = calendar
    let day = DatePhrase(value)?.days(today: calendar.today(at: .now), calendar: calendar).lowerBound
    return day.map { Timestamp($0 * 86_400) }
  }

  /// The values of a `.days` option, in the order given.
  func phrases(_ name: String) -> [DatePhrase] { texts(name).compactMap(DatePhrase.init) }

  /// The word of the positional `name`, or nil where it was not given.
  ///
  /// The parser saw to it that an argument of arity `.one` is there.
  public func positional(_ name: String) -> String? { positionals(name).first }

  /// The words of the positional `name`, in order.
  public func positionals(_ name: String) -> [String] {
    precondition(
      command.positionals.contains { $0.name == name }, "\(command.name) declares no argument \(name)")
    return line.positionals[name] ?? []
  }

  /// The folder of the vault: `--vault`, or else the standard place.
  public var vaultPath: String { text("vault") ?? paths.vault }

  /// How many threads to compute with: `--threads`, or else one for each core this process may use.
  public var threads: Int { integer("threads") ?? ProcessorCount.usable() }

  /// The days of the user: in the time zone of this process, shown as they are set to be.
  var calendar: LocalCalendar {
    var calendar = LocalCalendar.current
    calendar.format = dayFormat
    return calendar
  }

  private func option(_ name: String) -> Option {
    let declared =
      command.options.first { $0.name == name } ?? Option.global.first { $0.name == name }
    guard let declared else { preconditionFailure("\(command.name) declares no option --\(name)") }
    return declared
  }
}
