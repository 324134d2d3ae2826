// ConfigurationMessages.swift: what a person is told about the configuration file.

extension ConfigurationError: Explained {
  /// What is wrong with the file, and where.
  var explanation: Explanation {
    switch self {
    case .brokenLink(let path):
      Explanation(
        what: "the configuration \(path) is a link to a place where nothing is",
        next: "remove the link, or put the file where it points", exitCode: .invalidInput)
    case .unreadable(let path, let error):
      Explanation(
        what: "cannot read the configuration in \(path): \(error.words)",
        next: "see who owns it and what you may do with it: ls -l '\(path)'", exitCode: error.exitCode)
    case .notFile(let path):
      Explanation(
        what: "the configuration \(path) is not a file",
        next: "move it away; 'persona config init' makes one", exitCode: .invalidInput)
    case .exposed(let path):
      Explanation(
        what: "every user of this machine can change the configuration in \(path), so it was not used",
        next: "run: chmod o-w '\(path)'; and look at what it says", exitCode: .invalidInput)
    case .tooLong(let path):
      Explanation(
        what: "the configuration in \(path) is longer than \(Configuration.maximumByteCount.grouped) bytes",
        next: ConfigurationMessages.help, exitCode: .invalidInput)
    case .notUTF8(let site):
      Explanation(
        what: "\(site.words): this is not UTF-8 text", next: "save the file as UTF-8, or take the line out",
        exitCode: .invalidInput)
    case .noValue(let site):
      Explanation(
        what: "\(site.words): there is no '=' in this line",
        next: "write: name = value, or begin a comment with #",
        exitCode: .invalidInput)
    case .unknown(let site, let name, let suggestion):
      Explanation(
        what: "\(site.words): there is no setting '\(name)'",
        next: (suggestion.map { "did you mean '\($0)'? " } ?? "") + ConfigurationMessages.help,
        exitCode: .invalidInput)
    case .repeated(let site, let name, let earlier):
      Explanation(
        what: "\(site.words): '\(name)' is set in line \(earlier) already", next: "keep one of them",
        exitCode: .invalidInput)
    case .invalid(let site, let name, let problem):
      Explanation(
        what: "\(site.words): '\(name)' cannot be this: \(problem.words)",
        next: ConfigurationMessages.suggestion(for: problem) + ConfigurationMessages.help,
        exitCode: .invalidInput)
    case .relativePath(let site, let name):
      Explanation(
        what: "\(site.words): '\(name)' is not a whole path", next: "begin it with / or ~/",
        exitCode: .invalidInput)
    case .alreadyThere(let path):
      Explanation(
        what: "there is a configuration in \(path) already, and it is never overwritten",
        next: "'persona config show' shows what it sets", exitCode: .invalidInput)
    case .notWritten(.storage(let error)):
      Explanation(
        what: "cannot write \(error.path): \(CallError(code: error.code).words)",
        next: "choose another folder with XDG_CONFIG_HOME", exitCode: .storage)
    case .notWritten(let error): error.explanation
    }
  }
}

extension ConfigurationSite {
  /// The place as the start of a sentence.
  var words: String { "\(path), line \(line)" }
}

extension SettingSource {
  /// The source in parentheses.
  var words: String {
    switch self {
    case .commandLine(let option): "command line, \(option)"
    case .environment(let variable): "environment, \(variable)"
    case .file(let line): "file, line \(line)"
    case .builtIn: "built in"
    }
  }

  /// The source for programs.
  var code: String {
    switch self {
    case .commandLine: "command-line"
    case .environment: "environment"
    case .file: "file"
    case .builtIn: "built-in"
    }
  }
}

extension PagerError: Explained {
  /// Why output was not shown in the pager.
  var explanation: Explanation {
    switch self {
    case .notFound(let program):
      Explanation(
        what: "the pager '\(program)' cannot be found, so the output is printed as it is",
        next: ConfigurationMessages.pagerAdvice, exitCode: .notFound)
    case .notStarted(let path, let error):
      Explanation(
        what: "cannot start the pager \(path), so the output is printed as it is: \(error.words)",
        next: ConfigurationMessages.pagerAdvice, exitCode: .failure)
    }
  }
}

/// The sentences about the configuration file.
enum ConfigurationMessages {
  static let help = "'persona help configuration' lists all settings"

  static let pagerAdvice = "'persona config show' tells what names it; --no-pager uses none"

  /// What the file is, for the manual.
  static let about =
    "A line is 'name = value'; a line that begins with # is a comment. The command line and the environment "
    + "overrule the file."

  /// The head of the file that 'persona config init' writes.
  static let fileHead = """
    # What persona does where you do not say otherwise. A line is 'name = value'; this is a comment.
    # The command line and the environment overrule it: 'persona config show' tells what holds.
    # Nothing here can touch the confinement or give a passphrase.

    """

  static func made(_ path: String) -> String { "made \(path)" }

  static let everythingIsComment = "everything in it is a comment: take the # away where you want a setting"

  static func noFile(_ path: String) -> String { "there is no file \(path); 'persona config init' makes one" }

  static func suggestion(for problem: ValueProblem) -> String {
    guard case .notChoice(_, let suggestion?) = problem else { return "" }
    return "did you mean '\(suggestion)'? "
  }
}
