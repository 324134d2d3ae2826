import Testing

@testable import LocalPersona

@Suite("ways of writing that a vault is evaluated with")
struct VaultWayTests {
  private let everything = VaultWays(
    hasPlug: true, hasStrangers: true, knowsMeaning: true, exampleCounts: [1, 4], historyCounts: [2])

  @Test func haveNamesOfTheirOwn() {
    let names = everything.all.map(\.name)
    #expect(
      names == [
        "none", "instruction", "stranger", "plug", "plug, history 2", "retrieval 1", "retrieval 4", "bm25 1",
        "bm25 4", "dense 1", "dense 4", "recency 1", "recency 4", "instruction + retrieval 1",
        "instruction + retrieval 4", "plug + retrieval 1", "plug + retrieval 4",
      ])
    #expect(Set(everything.all.map(\.family)) == Set(VaultWays.families + ["none"]))
  }

  @Test func needWhatIsThere() {
    let bare = VaultWays(exampleCounts: [2]).all.map(\.name)
    #expect(bare == ["none", "retrieval 2", "bm25 2", "recency 2"])
    let alone = VaultWays(hasPlug: true, exampleCounts: []).all.map(\.name)
    #expect(alone == ["none", "instruction", "plug"])
  }

  @Test func canBeAskedFor() throws {
    #expect(try everything.ways(asked: []) == everything.all)
    let names = try everything.ways(asked: ["plug", "dense"]).map(\.name)
    #expect(names == ["none", "plug", "plug, history 2", "dense 1", "dense 4"])
    #expect(throws: EvaluationError.lacks(strategy: "dense")) {
      try VaultWays(hasPlug: true).ways(asked: ["plug", "dense"])
    }
    #expect(throws: EvaluationError.lacks(strategy: "stranger")) { try VaultWays().ways(asked: ["stranger"]) }
  }

  @Test func takeTermsWhereWriteCanAddThem() {
    #expect(VaultWay.none.takesTerms && VaultWay(rows: .plug).takesTerms)
    #expect(VaultWay(rows: .plug, ranking: .both, exampleCount: 3).takesTerms)
    #expect(!VaultWay(ranking: .words, exampleCount: 3).takesTerms)
    #expect(!VaultWay(rows: .plug, historyCount: 4).takesTerms)
  }
}
