// NumberLogMessages.swift: what a person is told about numbers that are kept for the next run.

extension NumberLogError: Explained {
  /// What is wrong, and what to do.
  var explanation: Explanation {
    switch self {
    case .damaged(let path):
      Explanation(
        what: "\(path) is no file of kept numbers, or was changed",
        next: "if it is one, remove it to compute them anew; if not, name another file",
        exitCode: .invalidInput)
    case .differs(let path, let name, let was, let asked):
      Explanation(
        what: "the numbers in \(path) are of another run: \(name) was "
          + "\(was.isEmpty ? "not set" : was), and is \(asked) now",
        next: "name another file, or remove it to compute them anew", exitCode: .invalidInput)
    case .busy(let path):
      Explanation(
        what: "another process adds to \(path)", next: "wait until it is done, or name another file",
        exitCode: .invalidInput)
    }
  }
}

/// What is said about kept numbers beside errors.
enum NumberLogMessages {
  /// What the file is of, where that is told of a file of something else.
  static let content = "what is kept"
  static let vectors = "vectors of passages"
  static let losses = "losses of passages"
  static let model = "the language model"
  static let encoder = "the encoder"
  static let version = "the version of persona"

  static func goingOn(_ count: Int, path: String) -> String {
    "going on with \(count.grouped) results of an earlier run, from \(path)"
  }

  static func notKept(_ explanation: Explanation) -> String {
    "results are not kept, so a run that is ended begins anew: \(explanation.what)"
  }

  static func vectorsStay(path: String) -> String {
    "the vectors of passages that are done are in \(path): the same command goes on from there"
  }

  static func willGoOn(path: String) -> String {
    "the losses that are done are in \(path): the same command goes on from there, and writes its files at its end"
  }
}
