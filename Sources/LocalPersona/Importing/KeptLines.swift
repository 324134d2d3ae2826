// KeptLines.swift: the lines of a text from which parts are taken away, without a hole where they were.

/// Lines that are kept, as bytes of UTF-8.
struct KeptLines {
  private var lines: [[UInt8]] = []

  /// Whether something was taken away since the last line with text.
  private var isAfterHole = false

  /// The lines, without empty ones at the start and white space at the end.
  var text: String {
    let bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    return MarkdownReader.tidied(String(decoding: bytes, as: UTF8.self))
  }

  /// Whether nothing is kept so far.
  var isEmpty: Bool { lines.isEmpty }

  /// Keeps a line.
  ///
  /// One that is blank because a part of it was taken away is not kept; nor is an empty line after what was
  /// taken away, if there is one before it.
  mutating func append(_ line: [UInt8], wasCut: Bool = false) {
    let isBlank = KeptLines.isBlank(line)
    if isBlank, wasCut { return leaveHole() }
    if isBlank, isAfterHole, lines.last.map(KeptLines.isBlank) ?? true { return }
    if !isBlank { isAfterHole = false }
    lines.append(line)
  }

  /// Notes that a line or a block was taken away here.
  mutating func leaveHole() { isAfterHole = true }

  private static func isBlank(_ line: [UInt8]) -> Bool { line.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// The lines of a text, without their ends (LF or CR LF).
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
  }
}
