// EntryPoint.swift: one run of the program, from the words typed to the exit code.
//
// Order matters: standard descriptors first, so that no file takes the place of one that is closed;
// then the confinement, before any input is read; then the configuration file, which cannot touch it; then
// everything else.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// Runs the program with the words and variables of this process, and ends it.
public func runPersonaAndExit() -> Never {
  let words = ProcessArguments.words()
  let environment = ProcessArguments.environment()
  guard let malformed = words.firstIndex(of: nil) else {
    exit(runPersona(arguments: words.compactMap { $0 }, environment: environment))
  }
  ProcessCalls.openMissingStandardDescriptors()
  let error = UsageError.notUTF8(position: malformed + 1)
  Console().tell(error.explanation)
  exit(error.explanation.exitCode.rawValue)
}

/// Runs the program once.
///
/// - Parameters:
///   - arguments: The words typed after the name of the program.
///   - environment: The environment of the process.
/// - Returns: The raw value of an ``ExitCode``.
public func runPersona(arguments: [String], environment: [String: String]) -> Int32 {
  ProcessCalls.openMissingStandardDescriptors()
  Interruption.install()
  var console = Console(settings: Console.Settings(flags: [], environment: environment))
  let drafts = DraftShelf()
  do {
    try Confinement.enter()
    let typed = try CommandLineParser.parse(arguments, root: commandTree)
    console = Console(settings: Console.Settings(flags: typed.flags, environment: environment))
    let configuration = try Configuration.forRunning(typed, environment: environment)
    let line = configuration.applied(to: typed)
    let variables = configuration.applied(to: environment)
    // `persona config` tells what was typed from what the file says, but looks as the file says.
    let look =
      typed.group == "config"
      ? (try? ConfigurationFile(environment: environment).read()) ?? configuration : configuration
    console = Console(
      settings: Console.Settings(flags: look.applied(to: line).flags, environment: variables))
    try answer(
      line, console: console, environment: variables, drafts: drafts, dayFormat: configuration.dayFormat)
    drafts.eraseAll()
    return ExitCode.success.rawValue
  } catch {
    let explanation = Explanation(of: error)
    console.tell(explanation)
    for draft in drafts.takeAll() { console.say("persona: \(DraftMessages.kept(draft))") }
    return explanation.exitCode.rawValue
  }
}

/// Does what the line asks for; returns only where all of it was done and written.
private func answer(
  _ line: ParsedLine, console: Console, environment: [String: String], drafts: DraftShelf,
  dayFormat: DayFormat
) throws {
  switch line.request {
  case .version: try console.print("persona \(Version.number)")
  case .help: try console.write(HelpPage(path: line.path).text(for: console))
  case .run:
    guard let body = line.command.run else { preconditionFailure("\(line.path.typed) has no body") }
    let paths = StandardPaths(environment: environment, home: ProcessCalls.homeFolder(environment))
    try body(
      Invocation(
        line: line, console: console, paths: paths, files: POSIXFileStore(), environment: environment,
        drafts: drafts, dayFormat: dayFormat))
  }
  try console.flush()
}

extension Configuration {
  /// The commands that explain, and so must work with a wrong file too.
  private static let explaining = ["help", "completions", "manual"]

  /// The configuration for what was typed; of `persona config` none, as it tells what was typed from what the
  /// file says.
  ///
  /// - Throws: ``ConfigurationError``, but where something is only explained.
  fileprivate static func forRunning(
    _ line: ParsedLine, environment: [String: String]
  ) throws(ConfigurationError) -> Configuration {
    guard line.group != "config" else { return Configuration() }
    let file = ConfigurationFile(environment: environment)
    guard line.request == .run, !explaining.contains(line.group) else {
      return (try? file.read()) ?? Configuration()
    }
    return try file.read()
  }
}

extension ParsedLine {
  /// The first word of the command; empty for the program alone.
  fileprivate var group: String { path.dropFirst().first?.name ?? "" }
}

extension Explanation {
  /// What is told about any error.
  ///
  /// An error of another kind may hold anything, so only its type is told.
  init(of error: any Error) {
    if let explained = error as? any Explained {
      self = explained.explanation
    } else {
      self = .unexpected("\(type(of: error))")
    }
  }
}

extension Console {
  /// Tells an error: `persona: what`, and what to do about it, indented.
  func tell(_ explanation: Explanation) {
    say("persona: \(explanation.what)" + (explanation.next.map { "\n  \($0)" } ?? ""))
  }
}
