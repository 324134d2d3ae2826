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
    areInOrder(entries) || entries.allSatisfy { positions[$0.id] != nil }
  }

  /// Those of `entries`, in their order; 0 for an entry without one.
  func scores(of entries: [Entry]) -> [Float] {
    areInOrder(entries) ? scores : entries.map { entry in positions[entry.id].map { scores[$0] } ?? 0 }
  }

  /// As a rule vectors lie as entries do.
  private func areInOrder(_ entries: [Entry]) -> Bool {
    ids.count == entries.count && entries.indices.allSatisfy { ids[$0] == entries[$0].id }
  }
}
