// PieceMemo.swift: what the pieces of a text became, so that a word that comes again costs one look-up.
//
// Every second word of a text is one of a hundred. A place in the table is simply taken over by the next
// piece that belongs there: the table stays small, and no text can make it slow.

/// Remembers which of the tokens made so far stand for which piece.
///
/// Keeps positions only: of pieces in one text, of tokens in one list that grows.
struct PieceMemo {
  private struct Entry {
    var start = 0
    var byteCount = 0
    var tokenStart = 0
    var tokenCount = 0
  }

  /// Longer pieces are rarely met twice.
  private static let longestByteCount = 32

  /// A power of two; empty where a piece has no bytes.
  private var entries: [Entry]

  /// For pieces of a text of `byteCount` bytes.
  init(byteCount: Int) {
    var capacity = 16
    while capacity < min(byteCount / 8, 1 << 16) { capacity *= 2 }
    entries = [Entry](repeating: Entry(), count: capacity)
  }

  /// Adds to `tokens` what the piece of `text` at `range` becomes: what it became before, or what `make`
  /// adds.
  ///
  /// - Parameters:
  ///   - range: Where the piece lies.
  ///   - text: The same text each time.
  ///   - tokens: The list that all earlier pieces were added to.
  ///   - make: Adds the tokens of a piece that was not met before.
  mutating func append(
    _ range: Range<Int>, of text: Span<UInt8>, to tokens: inout [TokenID],
    else make: (Span<UInt8>, inout [TokenID]) -> Void
  ) {
    let piece = text.extracting(range)
    guard piece.count <= Self.longestByteCount else { return make(piece, &tokens) }
    let place = place(of: piece), entry = entries[place]
    if Self.isSame(entry, piece, in: text) {
      for index in entry.tokenStart..<entry.tokenStart + entry.tokenCount { tokens.append(tokens[index]) }
      return
    }
    let tokenStart = tokens.count
    make(piece, &tokens)
    entries[place] = Entry(
      start: range.lowerBound, byteCount: range.count, tokenStart: tokenStart,
      tokenCount: tokens.count - tokenStart)
  }

  private static func isSame(_ entry: Entry, _ piece: Span<UInt8>, in text: Span<UInt8>) -> Bool {
    guard entry.byteCount == piece.count else { return false }
    for index in piece.indices where text[entry.start + index] != piece[index] { return false }
    return true
  }

  /// FNV-1a: nothing depends on it but how often a piece is made twice.
  private func place(of piece: Span<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for index in piece.indices { hash = (hash ^ UInt32(piece[index])) &* 16_777_619 }
    return Int(hash ^ hash >> 15) & (entries.count - 1)
  }
}
