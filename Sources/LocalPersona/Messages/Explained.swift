// Explained.swift: how an error becomes words. Errors carry facts; the words are in this folder.

/// What a person is told about an error.
public struct Explanation: Equatable, Sendable {
  /// What happened and where, in one line: lower case, no full stop.
  public var what: String

  /// What to do about it, where there is something to do.
  public var next: String?

  /// The exit code of the process.
  public var exitCode: ExitCode

  /// Describes an error.
  public init(what: String, next: String? = nil, exitCode: ExitCode) {
    self.what = what
    self.next = next
    self.exitCode = exitCode
  }
}

extension Explanation {
  /// Of an error of the type `name`, which nobody expected.
  static func unexpected(_ name: String) -> Explanation {
    Explanation(
      what: "unexpected failure (\(name))",
      next: "please report this; the name in parentheses and what you did are enough", exitCode: .failure)
  }
}

/// An error that can be told to a person.
///
/// Others end as an unexpected failure, named by type only.
public protocol Explained: Error {
  /// What is told, without any secret or any text of an entry.
  var explanation: Explanation { get }
}
