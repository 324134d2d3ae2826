// TextSourceError.swift: why no text could be had. No payload holds any of the text.

/// Where a text comes from.
enum TextSource: Equatable, Sendable {
  case argument
  case file(String)
  case standardInput
  case editor
}

/// Why no text could be had.
enum TextSourceError: Error, Equatable {
  /// The text was given as an argument and with `--file`.
  case twoSources

  /// There is no text, and nobody can be asked for it.
  case noSource(becauseOfNoInput: Bool, takesFile: Bool)

  /// The source cannot be read.
  case unreadable(TextSource, CallError)

  /// The text holds nothing but white space.
  case empty(TextSource)

  /// The text is longer than the limit.
  case tooLong(TextSource, limit: Int)

  /// The text is not UTF-8; the offset counts bytes.
  case notUTF8(TextSource, offset: Int)
}

/// Why a text could not be edited.
enum EditorError: Error, Equatable {
  /// Neither VISUAL nor EDITOR is set, and none of the usual editors is there.
  case noEditor

  /// The program named by VISUAL or EDITOR cannot be found.
  case notFound(String)

  /// The variable cannot be read as words, such as an open quote.
  case malformed(String)

  /// The folder for drafts cannot be used.
  case noDraftFolder(path: String, CallError)

  /// The editor could not be started.
  case notStarted(String, CallError)

  /// The editor ended with an error; the text is still there.
  case failed(String, ending: ProcessCalls.Ending)

  /// The text came back from the editor unchanged.
  case unchanged
}
