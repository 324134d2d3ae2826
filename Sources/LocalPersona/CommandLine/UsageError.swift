// UsageError.swift: what is wrong with a command line, with what was probably meant.
//
// `command` is what leads to the command, such as `persona model add`.

/// What is wrong with a command line.
enum UsageError: Error, Equatable {
  /// No command has this name.
  case unknownCommand(String, command: String, suggestion: String?)

  /// The command has no such option. Written with its dashes.
  case unknownOption(String, command: String, suggestion: String?)

  /// The option belongs to a command, and stands before it.
  case optionBeforeCommand(String, command: String)

  /// The option needs a value, and the line ends or another option follows.
  case missingValue(option: String, placeholder: String, following: String?, command: String)

  /// A flag was given a value.
  case flagWithValue(String, command: String)

  /// An option that takes one value was given two different ones.
  case repeatedOption(String, command: String)

  /// A value is not what the declaration wants.
  case invalidValue(String, of: String, problem: ValueProblem, command: String)

  /// An argument is missing.
  case missingArgument(String, command: String)

  /// There are more arguments than the command takes.
  case unexpectedArgument(String, command: String)

  /// An argument is not UTF-8; positions count from 1.
  case notUTF8(position: Int)

  /// A group was named without one of its commands.
  case missingCommand(command: String, choices: [String])
}

/// What is wrong with a value.
enum ValueProblem: Error, Equatable {
  /// It is empty.
  case empty

  /// It is no whole number.
  case notInteger

  /// It is no number.
  case notNumber

  /// It is outside the limits, which are written out.
  case outOfRange(lowest: String, highest: String)

  /// It is no date.
  case notDate

  /// It names no days.
  case notDays

  /// It is no kind of entry.
  case notKind

  /// It is none of the choices.
  case notChoice(choices: [String], suggestion: String?)
}
