// LaMPError.swift: what can be wrong with files of LaMP and with an evaluation on them. The words are in
// Messages/LaMPMessages.swift.

/// Why an evaluation on LaMP cannot be made.
enum LaMPError: Error, Equatable {
  /// The file cannot be read.
  case unreadable(path: String, CallError)

  /// The file is no JSON; the error has the byte.
  case invalidJSON(JSONError, path: String)

  /// The questions are no list; something else begins at this byte.
  case notAList(path: String, offset: Int)

  /// A question is longer than anything official.
  case tooLong(path: String, offset: Int, limit: Int)

  /// A field of the question that begins at this byte is wrong.
  case field(LaMPFieldError, path: String, offset: Int)

  /// Two questions have this id.
  case repeatedID(String, path: String, offset: Int)

  /// The file has no `task` and `golds`.
  case notOutputs(path: String)

  /// The outputs are those of another task.
  case otherTask(String, asked: LaMPTask, path: String)

  /// An element of `golds` has no `id` or no `output`.
  case incompleteOutput(index: Int, path: String)

  /// The outputs lack a question.
  case noOutput(id: String, path: String)

  /// There is no question to answer.
  case noQuestions(path: String)

  /// An option that is needed is not given.
  case missingOption(String)

  /// Neither outputs to judge by nor a file for predictions.
  case nothingToDo

  /// The strategy needs a plug file.
  case needsPlug(strategy: String)

  /// The plug knows no strangers.
  case noStrangers(plug: String)

  /// The strategy needs a text encoder, and none is installed.
  case needsEncoder(strategy: String)

  /// What an earlier run left was asked for otherwise.
  case otherRun(path: String, name: String)

  /// What an earlier run left cannot be read.
  case damagedProgress(path: String)

  /// The questions are not those that an earlier run answered.
  case otherQuestions(path: String, id: String)

  /// Another process works on the same predictions.
  case running(path: String)
}

extension LaMPError {
  /// The error of reading the elements of the file at `path`.
  init(_ error: JSONArrayError<CallError>, path: String) {
    switch error {
    case .source(let error): self = .unreadable(path: path, error)
    case .invalid(let error): self = .invalidJSON(error, path: path)
    case .notAnArray(let offset): self = .notAList(path: path, offset: offset)
    case .elementTooLong(let offset, let limit): self = .tooLong(path: path, offset: offset, limit: limit)
    }
  }
}
