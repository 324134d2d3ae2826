// SymbolMerger.swift: joins neighbouring symbols of a text, best pair first, until no pair is left.
//
// The loop that byte-level BPE and SentencePiece BPE share: a doubly linked list of symbols and a heap of
// candidate pairs. O(n log n) for n symbols; buffers are kept between texts.

/// What a pair of neighbours could become.
struct MergeCandidate {
  /// Lower goes first; among equals the leftmost pair goes first.
  var priority: UInt32

  /// The token that replaces both.
  var result: TokenID
}

/// Decides which pairs may be joined.
protocol MergeRule {
  /// The candidate for two neighbouring symbols, which together cover `range` of the text.
  func candidate(_ left: TokenID, _ right: TokenID, covering range: Range<Int>) -> MergeCandidate?
}

/// The symbols of one text, while they are being joined.
struct SymbolMerger {
  /// A symbol: a token, or part of a text that is none.
  struct Symbol {
    var id: TokenID
    var start: Int
    /// In bytes; 0 once the symbol was joined to its left neighbour.
    var byteCount: Int
    var previous: Int
    var next: Int
  }

  /// A pair in the heap.
  ///
  /// It is stale once either side has grown: then the sizes no longer add up.
  private struct Pair {
    var priority: UInt32
    var result: TokenID
    var left: Int
    var byteCount: Int

    func precedes(_ other: Pair) -> Bool {
      priority != other.priority ? priority < other.priority : left < other.left
    }
  }

  private(set) var symbols: [Symbol] = []
  private var heap: [Pair] = []

  /// Forgets the last text.
  mutating func reset() {
    symbols.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
  }

  /// Adds a symbol at the end of the text.
  mutating func append(_ id: TokenID, _ range: Range<Int>) {
    let index = symbols.count
    if index > 0 { symbols[index - 1].next = index }
    symbols.append(
      Symbol(id: id, start: range.lowerBound, byteCount: range.count, previous: index - 1, next: -1))
  }

  /// Joins pairs until the rule has no more candidates.
  mutating func merge(_ rule: some MergeRule) {
    for index in symbols.indices { consider(index, rule) }
    while let pair = popBest() {
      let right = symbols[pair.left].next
      guard symbols[pair.left].byteCount > 0, right >= 0,
        symbols[pair.left].byteCount + symbols[right].byteCount == pair.byteCount
      else { continue }
      symbols[pair.left].id = pair.result
      symbols[pair.left].byteCount = pair.byteCount
      symbols[pair.left].next = symbols[right].next
      symbols[right].byteCount = 0
      if symbols[right].next >= 0 { symbols[symbols[right].next].previous = pair.left }
      if symbols[pair.left].previous >= 0 { consider(symbols[pair.left].previous, rule) }
      consider(pair.left, rule)
    }
  }

  /// Puts the pair of a symbol and its right neighbour into the heap, if it may be joined.
  private mutating func consider(_ left: Int, _ rule: some MergeRule) {
    let first = symbols[left]
    guard first.next >= 0 else { return }
    let second = symbols[first.next]
    let byteCount = first.byteCount + second.byteCount
    guard let found = rule.candidate(first.id, second.id, covering: first.start..<first.start + byteCount)
    else { return }
    push(Pair(priority: found.priority, result: found.result, left: left, byteCount: byteCount))
  }

  private mutating func push(_ pair: Pair) {
    var index = heap.count
    heap.append(pair)
    while index > 0 {
      let parent = (index - 1) / 2
      guard pair.precedes(heap[parent]) else { break }
      heap[index] = heap[parent]
      index = parent
    }
    heap[index] = pair
  }

  private mutating func popBest() -> Pair? {
    guard let best = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return best }
    var index = 0
    while true {
      var child = 2 * index + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(last) else { break }
      heap[index] = heap[child]
      index = child
    }
    heap[index] = last
    return best
  }
}
