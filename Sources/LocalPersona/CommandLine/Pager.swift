// Pager.swift: shows long output in the program that PAGER or the configuration names, and in none otherwise.
//
// A pager sees what it shows, so it is never started unasked. It inherits the confinement and gets the text
// through a pipe; `less` is told to keep no history and to start, edit and write nothing.

/// A pager with its arguments, found on the path.
struct PagerProgram: Equatable, Sendable {
  /// The variables that name a pager; the first that is not empty counts.
  static let variables = ["PERSONA_PAGER", "PAGER"]

  /// What names no pager: the output is printed as it is.
  private static let refusals = ["none", "cat"]

  let path: String
  let arguments: [String]

  /// The pager of `environment`, or nil where none is asked for.
  ///
  /// - Throws: ``PagerError``, where one is asked for that cannot be found.
  init?(environment: [String: String]) throws(PagerError) {
    let named = PagerProgram.variables.compactMap { environment[$0]?.trimmingSpaces() }.first { !$0.isEmpty }
    guard let named, !PagerProgram.refusals.contains(named) else { return nil }
    guard let words = ShellWords.split(named), let program = words.first,
      let path = EditorProgram.find(program, in: environment["PATH"] ?? EditorProgram.usualFolders)
    else { throw .notFound(named) }
    self.path = path
    self.arguments = Array(words.dropFirst())
  }

  /// The variables that it gets: those of the user, and for `less` that it leaves nothing behind and passes
  /// colours.
  static func childVariables(from environment: [String: String]) -> [String: String] {
    var variables = environment
    variables["LESS"] = environment["LESS"] ?? "FRX"
    variables["LESSSECURE"] = "1"
    variables["LESSHISTFILE"] = "-"
    return variables
  }
}

/// Why output was not shown in the pager.
enum PagerError: Error, Equatable {
  /// There is no such program.
  case notFound(String)

  /// It could not be started.
  case notStarted(String, CallError)
}

extension Invocation {
  /// Prints lines: through the pager, where they take more rows than the terminal has and one is asked for.
  ///
  /// A pager that does not work is a warning, and the lines are printed.
  func printLong(_ lines: some Sequence<String>) throws {
    guard console.outputIsTerminal, console.settings.allowsPager, let pager = findPager() else {
      return try printAll(lines)
    }
    let text = lines.map { $0 + "\n" }.joined()
    let rowCount = TerminalCalls.rowCount(of: console.output.descriptor) ?? 24
    guard fills(text, rowCount: rowCount) else { return try console.write(text) }
    try console.flush()
    console.errors.clearTransient()
    do throws(CallError) {
      _ = try ChildProgram.withTerminal { () throws(CallError) in
        try ProcessCalls.run(
          pager.path, arguments: pager.arguments, environment: PagerProgram.childVariables(from: environment),
          reading: Array(TerminalText.safe(text).utf8))
      }
    } catch {
      console.warn(of: PagerError.notStarted(pager.path, error))
      try console.write(text)
    }
  }

  /// Whether `text` takes all rows of the terminal, or more: a line that is longer than a row takes several.
  private func fills(_ text: String, rowCount: Int) -> Bool {
    let columnCount = TerminalCalls.columnCount(of: console.output.descriptor) ?? 80
    var rows = 0
    // What is behind as many lines as there are rows makes no difference.
    let lines = text.split(separator: "\n", maxSplits: rowCount, omittingEmptySubsequences: false)
    for line in lines.dropLast() {
      rows += max((WrappedText.width(of: String(line)) + columnCount - 1) / columnCount, 1)
    }
    return rows >= rowCount
  }

  private func printAll(_ lines: some Sequence<String>) throws {
    for line in lines {
      try console.checkInterrupt()
      try console.print(line)
    }
  }

  private func findPager() -> PagerProgram? {
    do throws(PagerError) {
      return try PagerProgram(environment: environment)
    } catch {
      console.warn(of: error)
      return nil
    }
  }
}
