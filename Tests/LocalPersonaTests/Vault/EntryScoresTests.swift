import Testing

@testable import LocalPersona

@Suite("numbers told from vectors")
struct EntryScoresTests {
  private let entries = VaultScenario.entries(4)

  @Test func areInTheOrderOfTheEntries() {
    let ids = entries.map(\.id)
    var scores = EntryScores()
    #expect(scores.cover([]) && !scores.cover(entries) && scores.scores(of: entries) == [0, 0, 0, 0])
    scores.add([ids[2], ids[0]], [2, 0.5])
    #expect(scores.scores(of: entries) == [0.5, 0, 2, 0] && !scores.cover(entries))
    scores.add([ids[1], ids[3]], [1, 3])
    #expect(scores.scores(of: entries) == [0.5, 1, 2, 3] && scores.cover(entries))
    #expect(scores.scores(of: entries.reversed()) == [3, 2, 1, 0.5])
    #expect(scores.cover(Array(entries[1..<3])) && scores.scores(of: Array(entries[1..<3])) == [1, 2])
  }

  @Test func areTheLaterOnesWhereThereAreTwo() {
    var scores = EntryScores()
    scores.add([entries[0].id, entries[1].id], [1, 2])
    scores.add([entries[0].id], [3])
    #expect(scores.scores(of: entries) == [3, 2, 0, 0])
  }

  /// Some rows replaced, some appended, more than one segment: read piece by piece they are those of the
  /// whole table.
  @Test func areThoseOfTheWholeTable() throws {
    let scenario = try VaultScenario()
    let count = 1200
    let dimension = 384
    let entries = VaultScenario.entries(count)
    func table(_ entries: [Entry], _ offset: Int) -> VectorTable {
      let values = (0..<entries.count * dimension).map { Float(($0 * 7 + offset) % 101) / 101 }
      return VectorTable(
        fingerprint: VaultScenario.model, dimension: dimension, ids: entries.map(\.id), values: values)
    }
    try scenario.change { vault in
      try vault.append(entries)
      try vault.store(table(entries, 0))
      try vault.append(vectors: table(Array(entries[5..<9]), 13))
    }
    let vault = try scenario.open(.read)
    let query = (0..<dimension).map { Float($0 % 5) }
    let stored = try #require(
      try vault.vectorScores(model: VaultScenario.model) { dotProduct($0, query.span) })
    let whole = try #require(try vault.vectors(model: VaultScenario.model))
    #expect(stored.cover(entries))
    #expect(stored.scores(of: entries) == whole.similarities(to: query, of: entries))
    #expect(try vault.vectorScores(model: [UInt8](repeating: 9, count: 32)) { _ in 1 } == nil)
  }
}
