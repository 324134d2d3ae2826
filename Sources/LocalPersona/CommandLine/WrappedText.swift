// WrappedText.swift: breaks lines for people at spaces, so that a narrow terminal does not break them inside
// words. Widths are columns of the terminal; colours take none. What a person wrote is never broken: its
// lines are its own.

/// Breaks lines that are too long for a terminal.
enum WrappedText {
  /// `text` with every line that is wider than `columnCount` broken at spaces.
  ///
  /// What is broken off begins after `hanging` spaces, or below the first letter of its line. A word that is
  /// wider than a line stays whole: it may be something to copy.
  static func wrap(_ text: String, to columnCount: Int, hanging: Int? = nil) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapLine(String($0), to: columnCount, hanging: hanging) }.joined(separator: "\n")
  }

  /// The columns of a text, without the sequences that colour it.
  static func width(of text: String) -> Int {
    guard text.utf8.contains(0x1B) else { return ColumnText.width(of: text) }
    var shown = String.UnicodeScalarView()
    var isInSequence = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" {
        isInSequence = true
      } else if isInSequence {
        if scalar == "m" { isInSequence = false }
      } else {
        shown.append(scalar)
      }
    }
    return ColumnText.width(of: String(shown))
  }

  private static func wrapLine(_ line: String, to columnCount: Int, hanging: Int?) -> String {
    guard width(of: line) > columnCount else { return line }
    let indent = String(repeating: " ", count: hanging ?? line.prefix { $0 == " " }.count)
    var lines: [String] = []
    var current = ""
    var used = 0
    var isEmpty = true
    // Empty pieces are spaces next to each other, which may be the gap between two columns.
    for (index, piece) in line.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let word = String(piece)
      let added = width(of: word)
      if !isEmpty, !word.isEmpty, used + 1 + added > columnCount {
        lines.append(trimmedEnd(current))
        (current, used) = (indent + word, indent.count + added)
        continue
      }
      if index > 0 {
        current += " "
        used += 1
      }
      current += word
      used += added
      if added > 0 { isEmpty = false }
    }
    return (lines + [current]).joined(separator: "\n")
  }

  private static func trimmedEnd(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
