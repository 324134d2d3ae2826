// TerminalText.swift: keeps text from steering the terminal it is printed on.
//
// A history holds mail from other people, and a file name can hold anything. Printed raw, a control
// sequence in them could retitle the window, hide lines or answer questions. On a terminal only
// line feeds, tabs and the colour sequences of ``Style`` pass; other controls become visible.

/// Makes control characters visible.
enum TerminalText {
  /// `text` with every control character replaced, except line feed, tab and `ESC [ digits m`.
  ///
  /// C0 controls become the pictures of Unicode (U+2400…), DEL becomes U+2421, C1 controls U+FFFD.
  /// CR LF becomes LF.
  static func safe(_ text: String) -> String {
    guard text.utf8.contains(where: { ($0 < 0x20 && $0 != 0x0A && $0 != 0x09) || $0 == 0x7F || $0 == 0xC2 })
    else { return text }
    var result = String.UnicodeScalarView()
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      if let end = endOfColour(in: scalars, at: index) {
        result.append(contentsOf: scalars[index..<end])
        index = end
        continue
      }
      let next = scalars.index(after: index)
      let isLineEnd = scalars[index] == "\r" && next < scalars.endIndex && scalars[next] == "\n"
      if !isLineEnd { result.append(visible(scalars[index])) }
      index = next
    }
    return String(result)
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A: scalar
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80...0x9F: "\u{FFFD}"
    default: scalar
    }
  }

  /// The end of the colour sequence at `index`, or nil where there is none.
  private static func endOfColour(
    in scalars: String.UnicodeScalarView, at start: String.Index
  ) -> String.Index? {
    guard scalars[start] == "\u{1B}" else { return nil }
    var index = scalars.index(after: start)
    guard index < scalars.endIndex, scalars[index] == "[" else { return nil }
    index = scalars.index(after: index)
    let digits = scalars[index...].prefix(8).prefix { "0"..."9" ~= $0 || $0 == ";" }
    guard digits.endIndex < scalars.endIndex, scalars[digits.endIndex] == "m" else { return nil }
    return scalars.index(after: digits.endIndex)
  }
}
