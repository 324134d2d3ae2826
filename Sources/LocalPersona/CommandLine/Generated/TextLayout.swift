// TextLayout.swift: wraps words into lines, and pairs of words into two columns.
//
// Widths count characters, which is right for the text that commands declare: Latin letters.

/// Lays text out in lines of limited width.
struct TextLayout {
  /// Columns of a line.
  let columnCount: Int

  /// From this width on, terms and their explanations stand side by side.
  private static let twoColumnThreshold = 60

  /// The widest column for terms; longer ones get a line of their own.
  private static let widestTerm = 26

  /// The lines of `text`, each after `indent` spaces.
  ///
  /// A word that is too long is not broken, as it may be something to copy; but for a list of choices, after
  /// one of its bars. `hanging` spaces more stand before all lines but the first.
  func paragraph(_ text: String, indent: Int = 0, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      for (index, piece) in pieces(of: word, within: columnCount - indent - hanging).enumerated() {
        let gap = index == 0 ? " " : ""
        let room = columnCount - indent - (lines.isEmpty ? 0 : hanging)
        if !line.isEmpty, line.count + gap.count + piece.count > room {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : gap) + piece
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.enumerated().map { index, line in
      String(repeating: " ", count: indent + (index == 0 ? 0 : hanging)) + line
    }
  }

  /// A word, or its parts that each end with a bar where it is too long for a line.
  private func pieces(of word: Substring, within room: Int) -> [String] {
    let choices = word.split(separator: "|", omittingEmptySubsequences: false)
    guard word.count > room, choices.count > 1 else { return [String(word)] }
    return choices.dropLast().map { String($0) + "|" } + choices.suffix(1).map(String.init)
  }

  /// The lines of a command line: broken between words of the shell, with a backslash that the shell takes
  /// away, so that what is copied still runs.
  func commandLine(_ line: String, indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    guard indent + line.count > columnCount else { return [space + line] }
    var lines: [String] = []
    var current = ""
    for word in TextLayout.shellWords(line) {
      if current.isEmpty {
        current = word
      } else if indent + current.count + 1 + word.count + 2 > columnCount {  // 2: a space and a backslash
        lines.append(current + " \\")
        current = "  " + word
      } else {
        current += " " + word
      }
    }
    return (lines + [current]).map { space + $0 }
  }

  /// The words of a command line with their quotes: spaces between quotes part none.
  private static func shellWords(_ line: String) -> [String] {
    var words = [""]
    var quote: Character?
    for character in line {
      if character == " ", quote == nil {
        words.append("")
        continue
      }
      if character == quote {
        quote = nil
      } else if quote == nil, "'\"".contains(character) {
        quote = character
      }
      words[words.count - 1].append(character)
    }
    return words
  }

  /// The lines of paragraphs that are parted by empty lines.
  func paragraphs(_ text: String, indent: Int = 0) -> [String] {
    TextLayout.split(text).map { paragraph($0, indent: indent) }.reduce(into: []) { lines, next in
      if !lines.isEmpty { lines.append("") }
      lines += next
    }
  }

  /// The lines of terms with their explanations.
  func definitions(_ pairs: [(term: String, text: String)], indent: Int = 2) -> [String] {
    guard columnCount >= TextLayout.twoColumnThreshold else {
      return pairs.flatMap { pair in
        paragraph(pair.term, indent: indent, hanging: 2) + paragraph(pair.text, indent: indent + 4)
      }
    }
    let width = pairs.map(\.term.count).filter { $0 <= TextLayout.widestTerm }.max() ?? 0
    let column = indent + width + 2
    return pairs.flatMap { pair -> [String] in
      let term = String(repeating: " ", count: indent) + pair.term
      var lines = paragraph(pair.text, indent: column)
      guard pair.term.count <= width, !lines.isEmpty else {
        return paragraph(pair.term, indent: indent, hanging: 2) + lines
      }
      let gap = String(repeating: " ", count: column - term.count)
      lines[0] = term + gap + lines[0].dropFirst(column)
      return lines
    }
  }

  /// The paragraphs of a text: what empty lines part.
  static func split(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var current: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) + [Substring()] {
      if !line.allSatisfy(\.isWhitespace) {
        current.append(line)
      } else if !current.isEmpty {
        paragraphs.append(current.joined(separator: " "))
        current = []
      }
    }
    return paragraphs
  }
}
