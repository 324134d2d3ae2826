// FlowedText.swift: text in which a line that ends in a space goes on in the next (RFC 3676), unwrapped.

/// Unwraps flowed text.
enum FlowedText {
  /// `text` with each paragraph on one line; marks of quotes stay at the beginning of lines.
  ///
  /// - Parameters:
  ///   - text: The lines as they were sent.
  ///   - deletesSpace: Whether the space at the end of a line that goes on is taken away (`DelSp=yes`).
  /// - Returns: The text with line feeds as line ends.
  static func unwrap(_ text: String, deletesSpace: Bool) -> String {
    var lines: [String] = []
    var paragraph = ""
    var depth = 0
    var isOpen = false
    func end() {
      if isOpen { lines.append(marked(paragraph, depth)) }
      (paragraph, isOpen) = ("", false)
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: isLineEnd) {
      let marks = line.prefix { $0 == ">" }.count
      var content = line.dropFirst(marks)
      if content.first == " " { content = content.dropFirst() }  // It was put there to be taken away.
      // A signature begins a line of its own, though it ends in a space.
      let isSignature = content == "-- "
      if isOpen, marks != depth || isSignature || content.isEmpty { end() }
      depth = marks
      let isFlowed = content.last == " " && !isSignature
      paragraph.append(contentsOf: isFlowed && deletesSpace ? content.dropLast() : content)
      isOpen = true
      if !isFlowed { end() }
    }
    end()
    return lines.joined(separator: "\n")
  }

  private static func marked(_ paragraph: String, _ depth: Int) -> String {
    depth == 0 ? paragraph : String(repeating: ">", count: depth) + " " + paragraph
  }

  private static func isLineEnd(_ character: Character) -> Bool { character == "\n" || character == "\r\n" }
}
