// Console+Questions.swift: questions before something is destroyed.
//
// They are asked on the terminal itself, so that standard input stays free for text.

extension Console {
  /// Asks a question that yes or no answers; anything but yes is no.
  ///
  /// - Parameter question: Says what will happen, and ends with a question mark.
  /// - Returns: True at once with `--yes`.
  /// - Throws: ``ConsoleError/cannotAsk(question:remedy:becauseOfNoInput:)`` with `--no-input` or
  ///   without a terminal; ``ConsoleError/terminalGone``; ``ConsoleError/interrupted``.
  public func confirm(_ question: String) throws(ConsoleError) -> Bool {
    if settings.assumesYes { return true }
    let answer = try ask("\(question) [y/N] ", question: question, remedy: "--yes")
    return ["y", "yes"].contains(answer.lowercased())
  }

  /// Asks for `name` to be typed, before something that cannot be undone.
  ///
  /// `--yes` is not enough.
  ///
  /// - Parameters:
  ///   - name: What must be typed, letter by letter.
  ///   - question: Says what will happen.
  ///   - remedy: The option that gives the answer where nobody can be asked.
  /// - Throws: ``ConsoleError/declined`` where something else is typed, and what
  ///   ``confirm(_:)`` throws.
  public func confirm(
    byTyping name: String, question: String, remedy: String = "--confirm"
  ) throws(ConsoleError) {
    let prompt = TypingMessages.typeToGoOn(name, after: question)
    let answer = try ask(prompt, question: question, remedy: "\(remedy) \(name)")
    guard answer == name else { throw .declined }
  }

  /// Asks for a line, and returns it without blanks at its ends.
  ///
  /// - Throws: What ``confirm(_:)`` throws.
  func ask(_ prompt: String, question: String, remedy: String) throws(ConsoleError) -> String {
    let refusal = ConsoleError.cannotAsk(
      question: question, remedy: remedy, becauseOfNoInput: settings.asksNothing)
    guard !settings.asksNothing else { throw refusal }
    try? output.flush()
    errors.clearTransient()
    do {
      let answer = try terminal.askLine(prompt: WrappedText.wrap(TerminalText.safe(prompt), to: columnCount))
      return answer.trimmingSpaces()
    } catch {
      throw error.consoleError(orRefusal: refusal)
    }
  }
}
