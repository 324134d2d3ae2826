// LaMPMessages.swift: what a person is told about an evaluation on LaMP.

extension LaMPError: Explained {
  /// What is wrong, where, and what to do.
  var explanation: Explanation { Explanation(what: what, next: next, exitCode: exitCode) }

  private var what: String {
    switch self {
    case .unreadable(let path, let error): "\(path) cannot be read: \(error.words)"
    case .invalidJSON(let error, let path): "\(path): \(error.explanation.what)"
    case .notAList(let path, let offset): "\(path): the questions are no list, at byte \(offset)"
    case .tooLong(let path, let offset, let limit):
      "\(path): the question at byte \(offset) is longer than \(limit.grouped) bytes"
    case .field(let error, let path, let offset):
      "\(path): in the question at byte \(offset), \(error.words)"
    case .repeatedID(let id, let path, let offset):
      "\(path): the question at byte \(offset) has the id '\(id)' of another one"
    case .notOutputs(let path): "\(path) has no 'task' and 'golds'"
    case .otherTask(let name, let task, let path): "\(path) is of \(name), not of \(task.officialName)"
    case .incompleteOutput(let index, let path): "\(path): golds[\(index)] has no 'id' or no 'output'"
    case .noOutput(let id, let path): "\(path) has no output for the question '\(id)'"
    case .noQuestions(let path): "\(path) has no question"
    case .missingOption(let option): "persona evaluate lamp needs \(option)"
    case .nothingToDo: "there is neither a file of outputs to judge by nor one to write predictions to"
    case .needsPlug(let strategy): "the strategy '\(strategy)' needs a plug"
    case .noStrangers(let plug): "the plug '\(plug)' knows no strangers"
    case .needsEncoder(let strategy): "the strategy '\(strategy)' needs a text encoder, and none is installed"
    case .otherRun(let path, let name): "\(path) is of another run: its '\(name)' was another"
    case .damagedProgress(let path): "\(path) cannot be read as the answers of an earlier run"
    case .otherQuestions(let path, let id):
      "\(path) has answers to other questions: '\(id)' is not the next one"
    case .running(let path): "another process is answering the same questions into \(path)"
    }
  }

  private var next: String {
    switch self {
    case .unreadable(_, let error): error.advice
    case .invalidJSON: "get the file again from where it came, or correct it there"
    case .notAList, .field, .repeatedID, .tooLong, .noQuestions:
      "a file of questions is a list of objects with 'id', 'input' and 'profile'; is it that of --task?"
    case .notOutputs, .incompleteOutput:
      #"it must say {"task": "LaMP_4", "golds": [{"id": …, "output": …}, …]}"#
    case .otherTask: "name its task with --task"
    case .noOutput: "give the outputs that belong to the questions, or leave --outputs out"
    case .missingOption: "'persona help evaluate lamp' explains it"
    case .nothingToDo: "give --outputs FILE, --out FILE or both"
    case .needsPlug: "give one with --plug"
    case .noStrangers: "leave the strategies with 'stranger' out"
    case .needsEncoder: "add one with 'persona model add', or use bm25"
    case .otherRun, .otherQuestions, .damagedProgress:
      "ask for the same again, choose another --out, or remove it to begin anew"
    case .running: "wait until it is done, or choose another name with --out"
    }
  }

  private var exitCode: ExitCode {
    switch self {
    case .unreadable(_, let error): error.exitCode
    case .missingOption, .nothingToDo, .needsPlug: .usage
    case .needsEncoder: .notFound
    default: .invalidInput
    }
  }
}

extension LaMPFieldError {
  /// What is wrong, for the middle of a sentence.
  fileprivate var words: String {
    switch self {
    case .missing(let field): "'\(field)' is missing"
    case .empty(let field): "'\(field)' is empty"
    case .wrongType(let field, let expected): "'\(field)' is not \(expected.words)"
    }
  }
}

extension LaMPFieldError.Expected {
  fileprivate var words: String {
    switch self {
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    case .date: "a date such as 2016-05-27"
    }
  }
}

extension LaMPInterruption: Explained {
  /// Where it goes on.
  var explanation: Explanation {
    Explanation(
      what: "interrupted after \(LaMPMessages.questions(count)); what was answered is kept in \(path)",
      next: "the same command goes on from there", exitCode: .interrupted)
  }
}

/// What an evaluation on LaMP says beside its table.
enum LaMPMessages {
  static let answering = "answering questions"

  static let partial = "interrupted: the table is of the questions that were answered"

  static func goingOn(_ count: Int, path: String) -> String {
    "going on after \(questions(count)), from \(path)"
  }

  static func extent(_ table: LaMPTable) -> String {
    "\(table.task.officialName): \(questions(table.questionCount)) of "
      + (table.userCount == 1 ? "1 user" : "\(table.userCount.grouped) users")
  }

  fileprivate static func questions(_ count: Int) -> String {
    count == 1 ? "1 question" : "\(count.grouped) questions"
  }
}
