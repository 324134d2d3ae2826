// MergeTable.swift: the merges of a byte-level BPE vocabulary, from a pair of ids to rank and result.

/// A hash table over pairs of token ids.
struct MergeTable: Sendable {
  private static let empty = UInt64.max

  /// left << 32 | right; ``empty`` where nothing is.
  private var keys: [UInt64]

  /// The rank << 32 | the result.
  private var values: [UInt64]

  /// Spreads keys; random, so that no file can pile them up.
  private let multiplier = UInt64.random(in: 0...UInt64.max) | 1

  /// Makes room for `count` merges.
  init(count: Int) {
    var capacity = 16
    while capacity < 2 * count { capacity *= 2 }
    keys = [UInt64](repeating: Self.empty, count: capacity)
    values = [UInt64](repeating: 0, count: capacity)
  }

  /// Adds a merge.
  ///
  /// Of equal pairs the first one counts.
  mutating func insert(_ left: TokenID, _ right: TokenID, rank: Int, result: TokenID) {
    let key = Self.key(left, right)
    let slot = slot(of: key)
    guard keys[slot] == Self.empty else { return }
    keys[slot] = key
    values[slot] = UInt64(rank) << 32 | UInt64(UInt32(bitPattern: result))
  }

  /// The merge of two neighbours, if there is one.
  func find(_ left: TokenID, _ right: TokenID) -> MergeCandidate? {
    let slot = slot(of: Self.key(left, right))
    guard keys[slot] != Self.empty else { return nil }
    return MergeCandidate(
      priority: UInt32(values[slot] >> 32),
      result: TokenID(bitPattern: UInt32(truncatingIfNeeded: values[slot])))
  }

  private static func key(_ left: TokenID, _ right: TokenID) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// The slot that holds `key`, or the empty one where it would go.
  ///
  /// At least half of the table is empty.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (key &* multiplier) >> 33) & (keys.count - 1)
    while keys[slot] != key, keys[slot] != Self.empty { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }
}
