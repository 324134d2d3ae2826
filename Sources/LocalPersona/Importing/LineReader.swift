// LineReader.swift: the lines of a file, one at a time, none longer than a limit.
//
// Lines end at a line feed; a carriage return before it belongs to the end too. The last line needs
// no end. Only one piece of the file and one line are in memory.

/// A line as it was found.
enum SourceLine {
  /// The bytes without their line end.
  case bytes(ArraySlice<UInt8>)

  /// It was longer than the limit, and was passed over.
  case tooLong
}

/// Reads the lines of a file.
struct LineReader<Source: PieceSource & ~Copyable>: ~Copyable {
  private let source: Source
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// How many lines were returned.
  private(set) var lineNumber = 0

  /// How many bytes were read.
  private(set) var byteCount = 0

  /// How many bytes of the file come before the line returned last.
  private(set) var lineOffset = 0

  private var consumedByteCount = 0

  /// Reads `source` from where it stands.
  init(_ source: consuming Source, limit: Int) {
    self.source = source
    self.limit = limit
  }

  /// The next line, or nil at the end.
  mutating func next() throws(Source.Failure) -> SourceLine? {
    var searched = start
    var isTooLong = false
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        return take(upTo: end, next: end + 1, isTooLong: isTooLong || end - start > limit)
      }
      guard !isAtEnd else {
        guard start < buffer.count || isTooLong else { return nil }
        return take(
          upTo: buffer.count, next: buffer.count, isTooLong: isTooLong || buffer.count - start > limit)
      }
      if buffer.count - start > limit {
        // The rest of this line is of no interest: forget what there is of it.
        isTooLong = true
        consumedByteCount += buffer.count - start
        start = buffer.count
      }
      let searchedCount = buffer.count - start
      try fill()
      searched = start + searchedCount
    }
  }

  private mutating func fill() throws(Source.Failure) {
    buffer.removeFirst(start)
    start = 0
    let piece = try source.readPiece()
    isAtEnd = piece.isEmpty
    byteCount += piece.count
    buffer.append(contentsOf: piece)
  }

  private mutating func take(upTo end: Int, next: Int, isTooLong: Bool) -> SourceLine {
    lineNumber += 1
    lineOffset = consumedByteCount
    consumedByteCount += next - start
    let line = buffer[start..<end]
    start = next
    if isTooLong { return .tooLong }
    return .bytes(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}
