// EntryScores.swift: a number for each of some entries, told from the vectors that the vault has of them.

/// Numbers of entries; of two for one entry the later counts.
struct EntryScores: Equatable, Sendable {
  private var ids: [EntryID] = []
  private var scores: [Float] = []
  private var positions: [EntryID: Int] = [:]

  /// Adds the numbers of `new`, one each.
  mutating func add(_ new: [EntryID], _ newScores: [Float]) {
    for (id, score) in zip(new, newScores) {
      if let position = positions[id] {
        scores[position] = score
      } else {
        positions[id] = ids.count
        ids.append(id)
        scores.append(score)
      }
    }
  }

  /// Whether each of `entries` has one.
  func cover(_ entries: [Entry]) -> Bool {
    Self.areInOrder(ids, entries) || entries.allSatisfy { positions[$0.id] != nil }
  }

  /// Those of `entries`, in their order; 0 for an entry without one.
  func scores(of entries: [Entry]) -> [Float] {
    Self.areInOrder(ids, entries)
      ? scores : entries.map { entry in positions[entry.id].map { scores[$0] } ?? 0 }
  }

  /// Those of `entries`, in their order, where `ids` have these `scores`, one each; 0 for an entry without
  /// one.
  static func scores(of entries: [Entry], among ids: [EntryID], _ scores: [Float]) -> [Float] {
    if areInOrder(ids, entries) { return scores }  // No index of the entries is made for that.
    var all = EntryScores()
    all.add(ids, scores)
    return all.scores(of: entries)
  }

  /// Whether `ids` are those of `entries`: as a rule vectors lie as entries do.
  private static func areInOrder(_ ids: [EntryID], _ entries: [Entry]) -> Bool {
    ids.count == entries.count && entries.indices.allSatisfy { ids[$0] == entries[$0].id }
  }
}
