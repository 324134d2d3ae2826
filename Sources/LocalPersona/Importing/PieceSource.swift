// PieceSource.swift: where the bytes of an import come from, piece by piece: a file as it is
// (SourceFile, PeekedFile), or what is inside of an age file (DecryptedFile).

/// Bytes that come in pieces.
protocol PieceSource: ~Copyable {
  /// Why there is no next piece.
  associatedtype Failure: Error

  /// The next bytes; empty at the end, and from then on.
  func readPiece() throws(Failure) -> [UInt8]
}

extension PieceSource where Self: ~Copyable {
  /// All bytes that are left, but no more than `limit` and one, so that the caller can tell.
  func readAll(limit: Int) throws(Failure) -> [UInt8] {
    var result: [UInt8] = []
    while result.count <= limit {
      let piece = try readPiece()
      if piece.isEmpty { break }
      result.append(contentsOf: piece.prefix(limit + 1 - result.count))
    }
    return result
  }
}
