// PeekedFile.swift: a file whose beginning is looked at, to tell what it is, before it is read.
//
// A pipe cannot be read twice, so what was looked at is kept and given out again.

/// A file that is read from the start, though its start is known.
final class PeekedFile: PieceSource {
  typealias Failure = CallError

  /// How much is looked at, in bytes: an age file tells within these what it is, and what opens it.
  static let headByteCount = 2048

  private let file: SourceFile
  private var pending: ArraySlice<UInt8>

  /// At a terminal, asking for more after the end would wait for the person to end it again.
  private var isAtEnd = false

  /// The beginning: ``headByteCount`` bytes or more, or all that there are.
  let head: [UInt8]

  /// What the system says about the file.
  let facts: SourceFacts

  /// Looks at the beginning of `file`, which stands there.
  ///
  /// - Throws: The `errno`.
  init(_ file: consuming SourceFile) throws(CallError) {
    self.file = file
    facts = self.file.facts
    var head: [UInt8] = []
    while head.count < PeekedFile.headByteCount {
      let piece = try self.file.readPiece()
      if piece.isEmpty {
        isAtEnd = true
        break
      }
      head.append(contentsOf: piece)
    }
    self.head = head
    pending = head[...]
  }

  /// The next bytes; empty at the end.
  func readPiece() throws(CallError) -> [UInt8] { try readPiece(limit: .max) }

  /// The next bytes, at most `limit` of them; empty at the end.
  func readPiece(limit: Int) throws(CallError) -> [UInt8] {
    if pending.isEmpty, !isAtEnd {
      pending = try file.readPiece()[...]
      isAtEnd = pending.isEmpty
    }
    let piece = Array(pending.prefix(limit))
    pending = pending.dropFirst(piece.count)
    return piece
  }
}
