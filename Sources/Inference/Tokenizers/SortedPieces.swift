// SortedPieces.swift: pieces in the order of their bytes, to find all that begin at one place of a text.
//
// A trie without nodes: the pieces that begin with the same bytes stand together, and each further byte
// narrows them down by binary search, so that a look-up ends where no piece goes on.

/// Some texts of a vocabulary, sorted.
struct SortedPieces: Sendable {
  private let texts: PackedTexts

  /// Ids in the order of their texts.
  private let ids: [TokenID]

  /// 257 positions in ``ids``: where the pieces with each first byte start, and where the last ones end.
  private let starts: [Int]

  /// Sorts those of `texts` that `ids` names; of equal texts the last one counts.
  ///
  /// Empty texts are left out.
  init(_ texts: PackedTexts, ids: [TokenID]) {
    let all = ids.filter { !texts.range(Int($0)).isEmpty }.sorted { Self.precedes($0, $1, texts) }
    let sorted = all.indices.filter { index in
      index + 1 == all.count || texts[Int(all[index])] != texts[Int(all[index + 1])]
    }.map { all[$0] }
    var starts = [Int](repeating: 0, count: 257)
    for id in sorted { starts[Int(texts.bytes[texts.range(Int(id)).lowerBound]) + 1] += 1 }
    for byte in 0..<256 { starts[byte + 1] += starts[byte] }
    self.texts = texts
    self.ids = sorted
    self.starts = starts
  }

  /// Calls `body` for every piece that `text` has at `start`, the shortest first, with where it ends.
  func forEachPiece(in text: Span<UInt8>, from start: Int, _ body: (_ id: TokenID, _ end: Int) -> Void) {
    guard start < text.count else { return }
    let first = Int(text[start])
    var range = starts[first]..<starts[first + 1]
    var depth = 1
    while !range.isEmpty {
      // A piece that ends here stands before those that go on.
      var lower = range.lowerBound
      if place(lower).count == depth {
        body(ids[lower], start + depth)
        lower += 1
      }
      guard start + depth < text.count else { return }
      range = narrowed(lower..<range.upperBound, depth: depth, to: text[start + depth])
      depth += 1
    }
  }

  /// Where the longest piece that `text` has at `start` ends, or nil.
  func endOfLongestPiece(in text: Span<UInt8>, from start: Int) -> Int? {
    var longest: Int?
    forEachPiece(in: text, from: start) { _, end in longest = end }
    return longest
  }

  /// Those of a range of positions whose piece has `byte` at `depth`; all of them are longer than that.
  private func narrowed(_ range: Range<Int>, depth: Int, to byte: UInt8) -> Range<Int> {
    let lower = firstPosition(in: range) { self.byte($0, depth) >= byte }
    let upper = firstPosition(in: lower..<range.upperBound) { self.byte($0, depth) > byte }
    return lower..<upper
  }

  /// The first position for which `isPast` holds, or the end; it holds for all that follow.
  private func firstPosition(in range: Range<Int>, where isPast: (Int) -> Bool) -> Int {
    var lower = range.lowerBound, upper = range.upperBound
    while lower < upper {
      let middle = lower + (upper - lower) / 2
      if isPast(middle) { upper = middle } else { lower = middle + 1 }
    }
    return lower
  }

  /// Where the text at a position of ``ids`` lies in the packed texts.
  private func place(_ position: Int) -> Range<Int> { texts.range(Int(ids[position])) }

  private func byte(_ position: Int, _ depth: Int) -> UInt8 {
    texts.bytes[place(position).lowerBound + depth]
  }

  private static func precedes(_ left: TokenID, _ right: TokenID, _ texts: PackedTexts) -> Bool {
    let a = texts.range(Int(left)), b = texts.range(Int(right))
    for offset in 0..<min(a.count, b.count) {
      let (x, y) = (texts.bytes[a.lowerBound + offset], texts.bytes[b.lowerBound + offset])
      if x != y { return x < y }
    }
    return a.count != b.count ? a.count < b.count : left < right
  }
}
