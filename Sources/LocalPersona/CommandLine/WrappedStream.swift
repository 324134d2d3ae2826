// WrappedStream.swift: breaks the lines of a text that comes in pieces, such as a draft while it is written,
// between words. A text that is there as a whole is broken by WrappedText.

/// A text that is shown while it comes.
///
/// Nothing is added to it but line breaks, in place of the spaces where they are.
struct WrappedStream {
  private let columnCount: Int

  /// The columns that are taken of the last line.
  private var used = 0

  /// What came since, and is not shown yet: spaces, and a word that may go on.
  private var gap = ""
  private var word = ""

  /// - Parameter columnCount: The width of a line; a longer word has a line of its own.
  init(columnCount: Int) { self.columnCount = columnCount }

  /// Takes a piece of the text.
  ///
  /// - Returns: What to show now: all but a last word that may go on.
  mutating func add(_ piece: String) -> String {
    var shown = ""
    for character in piece {
      if character.isNewline {
        shown += finish() + String(character)
        used = 0
      } else if character == " " || character == "\t" {
        shown += takeWord()
        gap.append(character)
      } else if ColumnText.width(of: String(character)) > 1 {
        // Ideographs have no spaces between them; a line may end before each.
        shown += takeWord()
        word.append(character)
        shown += takeWord()
      } else {
        word.append(character)
      }
    }
    return shown
  }

  /// What is left at the end of the text, or of a line of it, but for spaces that fit into no line.
  mutating func finish() -> String {
    let rest = takeWord()
    defer { gap = "" }
    return used + gap.count <= columnCount ? rest + gap : rest
  }

  /// The word with the spaces before it, or in the next line without them.
  private mutating func takeWord() -> String {
    guard !word.isEmpty else { return "" }
    let (spaces, text) = (gap, word)
    (gap, word) = ("", "")
    let width = ColumnText.width(of: text)
    if used > 0, used + spaces.count + width > columnCount {
      used = width
      return "\n" + text
    }
    used += spaces.count + width
    return spaces + text
  }
}
