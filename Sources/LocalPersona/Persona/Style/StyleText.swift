// StyleText.swift: cuts a text into pieces of about one length, and counts in each.
//
// Logarithms of rates, longest sentences, numbers of paragraphs: most features depend on how long the text
// is. A plug is trained on passages; so that an essay of twenty pages looks like twenty passages and not
// like something no one ever wrote, each piece is measured by itself.

/// A text that is read piece by piece.
struct StyleText: ~Escapable {
  /// A piece ends with the first sentence that reaches this many words.
  static let pieceWordCount = 150

  /// Without the end of a sentence, it ends here.
  static let maximumPieceWordCount = 300

  /// What is left over is a piece from this many words on, and part of the last one otherwise.
  static let minimumPieceWordCount = 75

  private let bytes: Span<UInt8>
  private let words: [Word]
  private var gap: StyleGap
  private var nextWord = 0
  private var start = 0

  /// Starts at the first of `bytes`.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
    words = WordScanner.words(of: bytes)
    gap = StyleGap(bytes)
  }

  /// The counts of the next piece and the bytes it covers, or nil after the last.
  ///
  /// Any text has at least one.
  mutating func next() -> (piece: StylePiece, range: Range<Int>)? {
    guard start < bytes.count || start == 0 && nextWord == 0 else { return nil }
    var piece = StylePiece()
    let pieceStart = start
    var end = pieceStart
    if nextWord == 0 { end = readGap(from: end, into: &piece).end }
    while nextWord < words.count {
      let word = words[nextWord]
      nextWord += 1
      piece.add(word, of: bytes)
      let (boundary, gapEnd) = readGap(from: word.range.upperBound, into: &piece)
      end = gapEnd
      if isFull(piece, at: boundary) { break }
    }
    piece.end(.paragraph)
    start = max(end, 1)  // An empty text has been read, too.
    return (piece, pieceStart..<end)
  }

  private mutating func readGap(
    from position: Int, into piece: inout StylePiece
  ) -> (boundary: TextBoundary, end: Int) {
    let end = nextWord < words.count ? words[nextWord].range.lowerBound : bytes.count
    let word = nextWord > 0 ? words[nextWord - 1] : nil
    let boundary = gap.read(position..<end, after: word, into: &piece)
    piece.end(boundary)
    return (boundary, end)
  }

  private func isFull(_ piece: StylePiece, at boundary: TextBoundary) -> Bool {
    guard words.count - nextWord >= Self.minimumPieceWordCount else { return false }
    return piece.words.count >= Self.maximumPieceWordCount
      || boundary != .none && piece.words.count >= Self.pieceWordCount
  }
}
