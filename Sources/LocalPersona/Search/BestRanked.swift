// BestRanked.swift: the best few of many, without sorting all of them.

/// An entry of a history and how well it answers.
struct RankedEntry {
  let rank: Float

  /// Decides where ranks are equal.
  let id: EntryID

  /// Where it is in the history.
  let position: Int

  static func precedes(_ left: RankedEntry, _ right: RankedEntry) -> Bool {
    (left.rank, left.id) > (right.rank, right.id)
  }
}

/// Keeps the best `limit` of what it is given.
struct BestRanked {
  private let limit: Int
  private var kept: [RankedEntry] = []

  /// What is not better than this is not among the best.
  private var bar: RankedEntry?

  init(limit: Int) { self.limit = limit }

  mutating func add(_ entry: RankedEntry) {
    if let bar, !RankedEntry.precedes(entry, bar) { return }
    kept.append(entry)
    // Room for as many again, so that each is sorted a few times at most.
    guard kept.count >= 2 * max(limit, 64) else { return }
    kept.sort(by: RankedEntry.precedes)
    kept.removeLast(kept.count - limit)
    bar = kept.last
  }

  /// The best, in order.
  var sorted: [RankedEntry] { Array(kept.sorted(by: RankedEntry.precedes).prefix(limit)) }
}
