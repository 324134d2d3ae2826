// AgeInput.swift: bytes of a source, by line or by number, with as little of them in memory as that needs.

/// A source of bytes that can be looked ahead in.
final class AgeInput {
  /// A line of a text.
  enum Line {
    /// The line, without the line feed that ends it.
    case ended([UInt8])

    /// What there is without a line feed before the end; nothing where the text ends with its last line.
    case cutShort([UInt8])

    /// There are more bytes than asked for before the next line feed.
    case tooLong
  }

  /// How many bytes are asked for at once.
  private static let pieceByteCount = 64 << 10

  private let source: (_ maximumByteCount: Int) throws -> [UInt8]

  /// What was read; all before `start` is used up.
  private var buffer: [UInt8] = []
  private var start = 0
  private var hasEnded = false

  /// Reads from `source`, which returns no bytes at its end.
  init(source: @escaping (_ maximumByteCount: Int) throws -> [UInt8]) {
    self.source = source
  }

  /// The next `count` bytes, or fewer at the end; they remain to be read.
  func peek(_ count: Int) throws -> [UInt8] {
    while buffer.count - start < count, !hasEnded { try pull() }
    return Array(buffer[start..<min(start + count, buffer.count)])
  }

  /// The next `count` bytes, or fewer at the end.
  func read(_ count: Int) throws -> [UInt8] {
    let bytes = try peek(count)
    start += bytes.count
    return bytes
  }

  /// The next line, if it has at most `maximumByteCount` bytes; one that is too long remains to be read.
  func readLine(maximumByteCount: Int) throws -> Line {
    var searched = 0
    while true {
      if let end = buffer[(start + searched)...].firstIndex(of: newline) {
        guard end - start <= maximumByteCount else { return .tooLong }
        let line = Array(buffer[start..<end])
        start = end + 1
        return .ended(line)
      }
      searched = buffer.count - start
      guard searched <= maximumByteCount else { return .tooLong }
      guard !hasEnded else { return .cutShort(try read(searched)) }
      try pull()
    }
  }

  private func pull() throws {
    buffer.removeFirst(start)
    start = 0
    let piece = try source(Self.pieceByteCount)
    hasEnded = piece.isEmpty
    buffer.append(contentsOf: piece)
  }
}
