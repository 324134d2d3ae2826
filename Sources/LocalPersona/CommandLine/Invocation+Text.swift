// Invocation+Text.swift: where the text of a command comes from.
//
// One source, never two, and none is dropped in silence: the argument; `--file`; standard input, where it is
// no terminal; or else the editor. `-` in place of an argument or a file is standard input. An argument
// leaves standard input alone, which may be that of a loop of a script; where something waits there, that is
// said, as nobody can tell whether it was meant.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

extension Invocation {
  /// Gets the text that a command works on: UTF-8, not empty, at most
  /// ``Entry/maximumTextByteCount`` bytes.
  ///
  /// With an argument, standard input is not read: it may belong to the loop of a script. What waits there is
  /// told. Call ``openVault(_:)`` first: an editor may open here.
  ///
  /// - Parameter argument: The text as typed, or nil where none was.
  /// - Returns: The text as it came, with all its white space.
  /// - Throws: An ``Explained`` error.
  public func bodyText(argument: String?) throws -> String {
    let file = declares("file") ? text("file") : nil
    if argument != nil, file != nil { throw TextSourceError.twoSources }
    if let argument, argument != "-" {
      let text = try TextCheck.text(Array(argument.utf8), from: .argument)
      noteShellHistory()
      if DescriptorCalls.hasWaitingBytes(STDIN_FILENO) { console.note(TypingMessages.inputNotRead) }
      return text
    }
    if let file, file != "-" { return try readText(file) }
    if argument != nil || file != nil || !TerminalCalls.isTerminal(STDIN_FILENO) {
      return try readStandardInput()
    }
    return try editedText("")
  }

  /// Whether ``bodyText(argument:)`` is going to open the editor, for as long as somebody writes.
  func opensEditor(argument: String?) -> Bool {
    argument == nil && !(declares("file") && text("file") != nil) && TerminalCalls.isTerminal(STDIN_FILENO)
  }

  /// Gets a text that an option names: of a file, or standard input where `path` is `-`.
  ///
  /// - Returns: The text as it came; checked as ``bodyText(argument:)`` checks.
  /// - Throws: An ``Explained`` error.
  func text(at path: String) throws -> String {
    path == "-" ? try readStandardInput() : try readText(path)
  }

  /// Gets a text that may be left out: as ``bodyText(argument:)``, but where neither argument nor file is
  /// given and standard input is a terminal or has nothing, there is none, and no editor opens.
  ///
  /// - Parameters:
  ///   - argument: The text as typed, or nil where none was.
  ///   - readsInput: Whether standard input may be read for it.
  /// - Returns: The text as it came; nil where there is none.
  /// - Throws: An ``Explained`` error.
  func optionalText(argument: String?, readsInput: Bool) throws -> String? {
    if argument != nil || declares("file") && text("file") != nil { return try bodyText(argument: argument) }
    guard readsInput, !TerminalCalls.isTerminal(STDIN_FILENO) else { return nil }
    do {
      return try readText(STDIN_FILENO, from: .standardInput)
    } catch TextSourceError.empty {
      return nil
    }
  }

  /// A shell that a person types in keeps its lines in a file, which is no secret place.
  private func noteShellHistory() {
    guard TerminalCalls.isTerminal(STDIN_FILENO) else { return }
    console.note(TypingMessages.shellHistory)
  }

  /// Reads standard input; who types it is told how it ends.
  private func readStandardInput() throws -> String {
    if TerminalCalls.isTerminal(STDIN_FILENO) { console.note(TypingMessages.typeText) }
    return try readText(STDIN_FILENO, from: .standardInput)
  }

  /// Tells who types a file at the terminal what is waited for.
  ///
  /// - Parameters:
  ///   - path: What is about to be read; nothing is said of anything but standard input.
  ///   - content: What it is read as, such as `jsonl`.
  func noteTypedFile(at path: String, as content: String) {
    guard path == Importer.standardInputPath, TerminalCalls.isTerminal(STDIN_FILENO) else { return }
    console.note(TypingMessages.typeFile(content))
  }

  private func readText(_ path: String) throws -> String {
    do {
      let descriptor = try DescriptorCalls.open(path, flags: O_RDONLY | O_NOCTTY)
      defer { DescriptorCalls.close(descriptor) }
      return try readText(descriptor, from: .file(path))
    } catch let error as CallError {
      throw TextSourceError.unreadable(.file(path), error)
    }
  }

  private func readText(_ descriptor: Int32, from source: TextSource) throws -> String {
    do {
      // One byte more than the limit, and the mark that TextCheck takes away.
      let bytes = try DescriptorCalls.readAll(descriptor, limit: Entry.maximumTextByteCount + 3)
      return try TextCheck.text(bytes, from: source)
    } catch let error as CallError {
      if error.code == EINTR { throw ConsoleError.interrupted }
      throw TextSourceError.unreadable(source, error)
    }
  }
}

/// Checks the bytes of a text.
enum TextCheck {
  /// The text that `bytes` are; a byte order mark at the start is taken away.
  static func text(_ bytes: [UInt8], from source: TextSource) throws(TextSourceError) -> String {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let limit = Entry.maximumTextByteCount
    guard body.count <= limit else { throw .tooLong(source, limit: limit) }
    guard let text = String(validating: body, as: UTF8.self) else {
      throw .notUTF8(source, offset: UTF8Check.firstInvalidIndex(in: body) ?? 0)
    }
    guard text.contains(where: { !$0.isWhitespace }) else { throw .empty(source) }
    return text
  }
}

extension String {
  /// Without white space at both ends.
  func trimmingSpaces() -> String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
