// Console.swift: what a command says: results on standard output, everything else on standard error.
//
// Results can be piped; so notes, warnings, questions and progress never mix with them. Lines to a
// file or a pipe are collected and written in large pieces; a terminal gets each line at once.

/// Output, questions and progress of one run.
public final class Console: Sendable {
  /// How a console behaves.
  public struct Settings: Sendable, Equatable {
    /// `--quiet`: no notes and no progress.
    public var isQuiet = false

    /// `--yes`: ``Console/confirm(_:)`` asks nothing.
    public var assumesYes = false

    /// `--no-input`: a question is an error.
    public var asksNothing = false

    /// Whether colour is allowed at all; a terminal is needed too.
    public var allowsColour = true

    /// Whether the terminal can move its cursor (`TERM` is not `dumb`), and may.
    public var allowsAnimation = true

    /// `--plain`: for a screen reader, no columns, no bars, nothing drawn twice.
    public var isPlain = false

    /// Whether long output may go through a pager.
    public var allowsPager = true

    /// The settings without any option given.
    public init() {}

    /// The settings that follow from the flags given and from `NO_COLOR` and `TERM`.
    public init(flags: Set<String>, environment: [String: String]) {
      isQuiet = flags.contains("quiet")
      assumesYes = flags.contains("yes")
      asksNothing = flags.contains("no-input")
      let isDumb = environment["TERM"] == "dumb"
      let refusesColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
      isPlain = flags.contains("plain")
      allowsColour = !flags.contains("no-color") && !refusesColour && !isDumb && !isPlain
      allowsAnimation = !isDumb && !isPlain
      allowsPager = !flags.contains("no-pager") && allowsAnimation
    }
  }

  /// How this console behaves.
  public let settings: Settings

  /// Escape sequences for standard output; empty strings where it has no colours.
  public let style: Style

  /// Where questions are asked.
  let terminal: Terminal

  let output: OutputChannel
  let errors: OutputChannel

  /// Speaks through open file descriptors; they stay the caller's to close.
  ///
  /// - Parameters:
  ///   - settings: How it behaves.
  ///   - output: Where results go.
  ///   - errors: Where everything else goes.
  ///   - terminalPath: The device that questions and passphrases are asked on.
  public init(
    settings: Settings = Settings(), output: Int32 = 1, errors: Int32 = 2,
    terminalPath: String = Terminal.ownPath
  ) {
    self.settings = settings
    self.output = OutputChannel(descriptor: output)
    self.errors = OutputChannel(descriptor: errors)
    self.terminal = Terminal(path: terminalPath)
    self.style = Style(isColoured: settings.allowsColour && self.output.isTerminal)
  }

  /// Whether standard output is a terminal.
  public var outputIsTerminal: Bool { output.isTerminal }

  /// The width to wrap lines at, in columns: that of the terminal, between 40 and 100, or 80.
  public var columnCount: Int {
    guard let columns = TerminalCalls.columnCount(of: output.descriptor) else { return 80 }
    return min(max(columns, 40), 100)
  }

  /// Prints a line to standard output.
  ///
  /// - Throws: ``ConsoleError/closedOutput`` where nobody reads any more.
  public func print(_ line: String = "") throws(ConsoleError) {
    if output.isTerminal { errors.clearTransient() }
    try output.write(line + "\n", isUrgent: output.isTerminal)
  }

  /// The line of a fact: its name in a column of `nameWidth`, and its value, on a terminal broken below
  /// itself.
  ///
  /// With `--plain`, the two words with a colon between them. The name is faint, or in `colour`.
  func factLine(_ name: String, _ value: String, nameWidth: Int, colour: String? = nil) -> String {
    if settings.isPlain { return name.isEmpty ? value : "\(name): \(value)" }
    let head = "\(colour ?? style.dim)\(ColumnText.fitted(name, to: nameWidth))\(style.reset)  "
    guard outputIsTerminal else { return head + value }
    return WrappedText.wrap(head + value, to: columnCount, hanging: nameWidth + 2)
  }

  /// Writes to standard output at once, without a line end: for text that streams.
  public func write(_ raw: String) throws(ConsoleError) {
    if output.isTerminal { errors.clearTransient() }
    try output.write(raw, isUrgent: true)
  }

  /// Prints a JSON value as one line.
  public func printJSON(_ value: JSONValue) throws(ConsoleError) { try print(value.text) }

  /// Tells something that is neither result nor problem, unless `--quiet`.
  public func note(_ text: String) {
    if !settings.isQuiet { say(text) }
  }

  /// Warns, `--quiet` or not.
  ///
  /// `text` is lower case, without a full stop.
  public func warn(_ text: String) { say("persona: warning: " + text) }

  /// Warns of an error that ends nothing, with what to do about it.
  func warn(of error: any Explained) {
    let explanation = error.explanation
    warn(explanation.what + (explanation.next.map { "\n  \($0)" } ?? ""))
  }

  /// Writes a line to standard error, after what was printed before.
  ///
  /// Nobody is left to be told where that fails, so it is not an error.
  func say(_ text: String) {
    try? output.flush()
    errors.clearTransient()
    let columnCount = errors.isTerminal ? TerminalCalls.columnCount(of: errors.descriptor) : nil
    let lines = columnCount.map { WrappedText.wrap(text, to: max($0, 40)) } ?? text
    try? errors.write(lines + "\n", isUrgent: true)
  }

  /// Writes what is still collected.
  public func flush() throws(ConsoleError) { try output.flush() }

  /// Whether Ctrl-C was pressed, or the system asked the process to end.
  public var isInterrupted: Bool { Interruption.isRequested }

  /// Ends the command where it was interrupted: call it between steps that may stand alone.
  ///
  /// - Throws: ``ConsoleError/interrupted``.
  public func checkInterrupt() throws(ConsoleError) {
    if isInterrupted { throw .interrupted }
  }
}
