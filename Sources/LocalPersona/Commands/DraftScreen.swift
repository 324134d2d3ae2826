// DraftScreen.swift: where a draft is shown while it is written.

/// Writes a draft to standard output: to a pipe or a file as it is, at a terminal with lines that end between
/// words.
final class DraftScreen {
  private let console: Console

  /// What breaks the lines; nil where they stay as they are, as they do for a screen reader.
  private var lines: WrappedStream?

  init(_ console: Console) {
    self.console = console
    if console.outputIsTerminal, !console.settings.isPlain {
      lines = WrappedStream(columnCount: console.columnCount)
    }
  }

  /// Shows a piece of the draft.
  func write(_ piece: String) throws(ConsoleError) {
    try show(lines?.add(piece) ?? piece)
  }

  /// Ends the last line of the draft; the next draft may follow.
  func finish() throws(ConsoleError) {
    try show(lines?.finish() ?? "")
    if lines != nil { lines = WrappedStream(columnCount: console.columnCount) }
    try console.print()
  }

  private func show(_ text: String) throws(ConsoleError) {
    if !text.isEmpty { try console.write(text) }
  }
}
