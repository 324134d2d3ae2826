// CommandLineMessages.swift: what a person is told about the command line, the terminal and texts.

extension UsageError: Explained {
  /// What is wrong, and what was probably meant.
  var explanation: Explanation {
    Explanation(what: what, next: next, exitCode: .usage)
  }

  private var what: String {
    switch self {
    case .unknownCommand(let word, let command, _): "\(command) has no command '\(word)'"
    case .unknownOption(let option, let command, _): "\(command) has no option \(option)"
    case .optionBeforeCommand(let option, let command):
      "\(option) stands before the command; write '\(command) \(option)'"
    case .missingValue(let option, let placeholder, let following?, _):
      "\(option) needs a value, \(placeholder), but '\(following)' follows"
    case .missingValue(let option, let placeholder, nil, _): "\(option) needs a value, \(placeholder)"
    case .flagWithValue(let option, _): "\(option) takes no value"
    case .repeatedOption(let option, _): "\(option) is given twice, with different values"
    case .invalidValue(let value, let name, let problem, _): "\(name) cannot be '\(value)': \(problem.words)"
    case .missingArgument(let name, let command): "\(command) needs \(name.uppercased())"
    case .unexpectedArgument(let word, let command): "\(command) does not take '\(word)'"
    case .notUTF8(let position): "argument \(position) is not UTF-8 text"
    case .missingCommand(let command, let choices):
      "\(command) needs one of: \(choices.joined(separator: ", "))"
    }
  }

  private var next: String {
    switch self {
    case .unknownCommand(_, let command, let suggestion), .unknownOption(_, let command, let suggestion):
      (suggestion.map { "did you mean '\($0)'? " } ?? "") + UsageError.help(for: command)
    case .missingValue(let option, _, let following?, let command):
      "write \(UsageError.joined(option, following)) if that is the value; \(UsageError.help(for: command))"
    case .invalidValue(_, _, .notChoice(_, let suggestion?), let command):
      "did you mean '\(suggestion)'? \(UsageError.help(for: command))"
    case .unexpectedArgument(_, let command):
      "put quotes around a text of several words; \(UsageError.help(for: command))"
    case .optionBeforeCommand(_, let command), .missingValue(_, _, nil, let command),
      .flagWithValue(_, let command), .repeatedOption(_, let command), .invalidValue(_, _, _, let command),
      .missingArgument(_, let command), .missingCommand(let command, _):
      UsageError.help(for: command)
    case .notUTF8: "give a text by --file or standard input, where the place of the fault can be told"
    }
  }

  private static func joined(_ option: String, _ value: String) -> String {
    option.hasPrefix("--") ? "\(option)=\(value)" : "\(option)\(value)"
  }

  /// `persona help model add` for the command `persona model add`.
  private static func help(for command: String) -> String {
    let words = command.split(separator: " ").dropFirst().joined(separator: " ")
    return words.isEmpty ? "'persona help' lists all commands" : "'persona help \(words)' explains it"
  }
}

extension ValueProblem {
  /// The problem as the end of a sentence.
  var words: String {
    switch self {
    case .empty: "it is empty"
    case .notInteger: "it is no whole number"
    case .notNumber: "it is no number (the decimal sign is a point)"
    case .outOfRange(let lowest, let highest): "it must be between \(lowest) and \(highest)"
    case .notDate: "it is no day like 2026-11-24, 2026-11-24T18:30:00Z, yesterday, monday or '3 days ago'"
    case .notDays: "it is no date like 2026-11-24, 2026-11, 'may 2026', monday, 'last week' or '3 days ago'"
    case .notKind: "a kind is a word of a-z, 0-9 and '-', such as mail"
    case .notChoice(let choices, _) where choices.count == 1: "it can only be \(choices[0])"
    case .notChoice(let choices, _): "it must be one of \(choices.joined(separator: ", "))"
    }
  }
}

extension ConsoleError: Explained {
  /// What happened at the terminal.
  public var explanation: Explanation {
    switch self {
    case .closedOutput:
      Explanation(
        what: "standard output was closed before everything was written",
        next: "nothing in the vault is lost; run it again with its output open", exitCode: .storage)
    case .outputFailed(let code):
      Explanation(
        what: "standard output cannot be written: \(CallError(code: code).words)",
        next: "nothing in the vault is lost; write the output somewhere else", exitCode: .storage)
    case .inputFailed(let code):
      Explanation(
        what: "standard input cannot be read: \(CallError(code: code).words)",
        next: "give the text in a file, or through a pipe", exitCode: .storage)
    case .terminalGone:
      Explanation(
        what: "the terminal was closed before an answer came", next: "nothing was changed",
        exitCode: .interrupted)
    case .cannotAsk(let question, let remedy, let becauseOfNoInput):
      Explanation(
        what: becauseOfNoInput
          ? "--no-input forbids to ask: \(question)" : "there is no terminal to ask on: \(question)",
        next: "give \(remedy) to answer beforehand", exitCode: .usage)
    case .declined: Explanation(what: "not confirmed, so nothing was changed", exitCode: .failure)
    case .interrupted:
      Explanation(what: "interrupted; what was finished is kept", exitCode: .interrupted)
    }
  }
}

extension PassphraseError: Explained {
  static let adviceForEmpty = "type one, or write it into the first line of what is read"

  /// Why there is no passphrase.
  var explanation: Explanation {
    switch self {
    case .twoSources:
      Explanation(
        what: "--passphrase-file and --passphrase-fd are both given", next: "give one", exitCode: .usage)
    case .unreadableFile(let path, let error):
      Explanation(
        what: "cannot read the passphrase from \(path): \(error.words)", next: error.advice,
        exitCode: error.exitCode)
    case .exposedFile(let path):
      Explanation(
        what: "every user of this machine can read the passphrase in \(path), so it was not used",
        next: "run: chmod 600 '\(path)'; and change the passphrase where others had access",
        exitCode: .invalidInput)
    case .unreadableDescriptor(let number):
      Explanation(
        what: "there is no passphrase to read on file descriptor \(number)",
        next: "open it for this command, as in: persona … --passphrase-fd 3 3<FILE", exitCode: .invalidInput)
    case .empty:
      Explanation(
        what: "the passphrase is empty", next: PassphraseError.adviceForEmpty, exitCode: .invalidInput)
    case .tooLong(let limit):
      Explanation(
        what: "the passphrase is longer than \(limit) bytes",
        next: "see whether this is the right file: only its first line counts", exitCode: .invalidInput)
    case .cannotAsk(let becauseOfNoInput):
      Explanation(
        what: becauseOfNoInput
          ? "--no-input forbids to ask for the passphrase" : "there is no terminal to ask for the passphrase",
        next: "give --passphrase-file FILE or --passphrase-fd N", exitCode: .usage)
    case .mismatch:
      Explanation(
        what: "the two passphrases differ, so nothing was changed", next: "try again",
        exitCode: .invalidInput)
    }
  }
}

extension TextSource {
  /// The source as the start of a sentence.
  var words: String {
    switch self {
    case .argument: "the text in the argument"
    case .file(let path): "the text in \(path)"
    case .standardInput: "the text on standard input"
    case .editor: "the text from the editor"
    }
  }
}

extension TextSourceError: Explained {
  /// Why there is no text.
  var explanation: Explanation {
    switch self {
    case .twoSources:
      Explanation(
        what: "the text is given twice, as an argument and with --file", next: "give one", exitCode: .usage)
    case .noSource(let becauseOfNoInput, let takesFile):
      Explanation(
        what: becauseOfNoInput
          ? "there is no text, and --no-input forbids to open an editor"
          : "there is no text, and no terminal to open an editor on",
        next: "give the text as an argument\(takesFile ? ", with --file FILE" : "") or on standard input",
        exitCode: .usage)
    case .unreadable(let source, let error):
      Explanation(
        what: "cannot read \(source.words): \(error.words)", next: error.advice,
        exitCode: error.exitCode)
    case .empty(let source):
      Explanation(
        what: "\(source.words) is empty, so nothing was done", next: "give one with at least a word",
        exitCode: .invalidInput)
    case .tooLong(let source, let limit):
      Explanation(
        what: "\(source.words) is longer than \(limit.grouped) bytes, the most that an entry holds",
        next: "cut it into several entries", exitCode: .invalidInput)
    case .notUTF8(let source, let offset):
      Explanation(
        what: "\(source.words) is not UTF-8: byte \(offset.grouped) (counted from 0) is wrong",
        next: "convert it first, for example: iconv -f latin1 -t utf-8", exitCode: .invalidInput)
    }
  }
}

extension EditorError: Explained {
  /// Why the text could not be edited.
  var explanation: Explanation {
    switch self {
    case .noEditor:
      Explanation(
        what: "there is no editor to write the text in",
        next: "set EDITOR, or give the text as an argument or on standard input", exitCode: .notFound)
    case .notFound(let program):
      Explanation(
        what: "the editor '\(program)' cannot be found", next: "correct VISUAL or EDITOR",
        exitCode: .notFound)
    case .malformed(let line):
      Explanation(
        what: "the editor '\(line)' cannot be split into words: a quote is open",
        next: "correct VISUAL or EDITOR", exitCode: .usage)
    case .noDraftFolder(let path, let error):
      Explanation(
        what: "cannot put a draft into \(path): \(error.words)",
        next: "give the text as an argument or on standard input", exitCode: .storage)
    case .notStarted(let program, let error):
      Explanation(
        what: "cannot start the editor \(program): \(error.words)", next: "correct VISUAL or EDITOR",
        exitCode: .failure)
    case .failed(let program, let ending):
      Explanation(
        what: "the editor \(program) \(ending.words), so its text was not taken",
        next: "it runs without sockets, as everything here: choose one that needs only the terminal",
        exitCode: .failure)
    case .unchanged:
      Explanation(
        what: "the text was not changed, so nothing was done",
        next: "save what you write before you leave the editor", exitCode: .invalidInput)
    }
  }
}

extension ProcessCalls.Ending {
  /// The ending as a predicate.
  var words: String {
    switch self {
    case .exit(let code): "ended with code \(code)"
    case .signal(let number): "was ended by signal \(number)"
    }
  }
}

/// What is said about drafts.
enum DraftMessages {
  static func notInMemory(_ folder: String) -> String {
    "\(folder) is not known to be in memory: traces of the draft may stay on the disk"
  }

  /// What is said of a draft that stays because the command failed after the editor.
  static func kept(_ draft: Draft) -> String {
    let end = "remove it when you have what you need"
    let place = draft.isInMemory == true ? "it lies in memory and is gone after a restart; \(end)" : end
    return "your text is kept in \(draft.path)\n  \(place)"
  }
}
