// SecretPage.swift: secrets laid out for a terminal, without leaving locked memory.

internal import Crypto

/// Lays out secrets.
enum SecretPage {
  /// A word and its number: `  12 absolute  `.
  private static let cellByteCount = 15

  /// `secret`, indented, on a line of its own.
  static func line(of secret: borrowing SecretBytes) -> SecretBytes {
    let indent = 4
    return SecretBytes(count: indent + secret.count + 1) { page in
      let source = Span<UInt8>(_bytes: secret.bytes)
      for index in 0..<indent { page.storeBytes(of: UInt8(ascii: " "), toByteOffset: index, as: UInt8.self) }
      for index in source.indices {
        page.storeBytes(of: source[index], toByteOffset: indent + index, as: UInt8.self)
      }
      page.storeBytes(of: UInt8(ascii: "\n"), toByteOffset: indent + source.count, as: UInt8.self)
    }
  }

  /// Words with their numbers, four on a line, or two where the terminal is narrow.
  ///
  /// - Parameters:
  ///   - words: Words of ``WordList`` with single spaces between them, at most 99.
  ///   - columnCount: The width of the terminal.
  /// - Returns: Whole lines.
  static func table(of words: borrowing SecretBytes, columnCount: Int = 80) -> SecretBytes {
    let cellsOfALine = columnCount < 4 * cellByteCount ? 2 : 4
    let source = Span<UInt8>(_bytes: words.bytes)
    var wordCount = 1
    for index in source.indices where source[index] == UInt8(ascii: " ") { wordCount += 1 }
    let lineCount = (wordCount + cellsOfALine - 1) / cellsOfALine
    return SecretBytes(count: wordCount * cellByteCount + lineCount) { page in
      func put(_ byte: UInt8, _ offset: Int) {
        page.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
      }
      for offset in 0..<page.byteCount { put(UInt8(ascii: " "), offset) }
      var (cell, column) = (0, 5)
      for position in 1...wordCount {
        let start = self.start(ofCell: position - 1, cellsOfALine: cellsOfALine)
        if position > 9 { put(UInt8(ascii: "0") + UInt8(position / 10), start + 2) }
        put(UInt8(ascii: "0") + UInt8(position % 10), start + 3)
        let isLast = position % cellsOfALine == 0 || position == wordCount
        if isLast { put(UInt8(ascii: "\n"), start + cellByteCount) }
      }
      for index in source.indices {
        if source[index] == UInt8(ascii: " ") {
          (cell, column) = (cell + 1, 5)
        } else {
          put(source[index], start(ofCell: cell, cellsOfALine: cellsOfALine) + column)
          column += 1
        }
      }
    }
  }

  private static func start(ofCell cell: Int, cellsOfALine: Int) -> Int {
    cell * cellByteCount + cell / cellsOfALine
  }
}
