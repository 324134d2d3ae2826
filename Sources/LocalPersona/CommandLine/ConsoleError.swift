// ConsoleError.swift: what can go wrong between a command and the person at the terminal.

/// What can go wrong between a command and the person at the terminal.
public enum ConsoleError: Error, Equatable {
  /// Whoever read standard output stopped, or it was closed before the start.
  case closedOutput

  /// Standard output cannot be written; the payload is `errno`.
  case outputFailed(code: Int32)

  /// Standard input cannot be read; the payload is `errno`.
  case inputFailed(code: Int32)

  /// The terminal went away while an answer was awaited.
  case terminalGone

  /// An answer is needed and nobody can be asked. `remedy` names the option to give instead.
  case cannotAsk(question: String, remedy: String, becauseOfNoInput: Bool)

  /// The answer was no, or the name typed was another one.
  case declined

  /// Ctrl-C, or a request to end from the system.
  case interrupted
}
