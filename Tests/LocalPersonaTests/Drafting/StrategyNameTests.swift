import Testing

@testable import LocalPersona

@Suite("names of strategies")
struct StrategyNameTests {
  @Test(arguments: StrategyName.allCases.filter { $0 != .auto })
  func areTheSetOfTheirParts(name: StrategyName) throws {
    #expect(StrategyName(parts: name.parts) == name)
    #expect(StrategyName(rawValue: name.rawValue) == name)
    // Every word of a name is a part, so that none is lost.
    let words = name.rawValue.split(separator: "+").map { String($0) }
    #expect(name == .none || words.count == name.parts.count)
  }

  @Test func joinPlugRetrievalAndTermsInEveryWay() {
    let parts: [StrategyPart] = [.plug, .retrieval, .terms]
    for choice in 0..<8 {
      let chosen = Set(parts.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element))
      #expect(StrategyName(parts: chosen)?.parts == chosen)
    }
  }

  @Test func doNotJoinAPlugWithOneThatKnowsNobody() {
    #expect(StrategyName(parts: [.instruction, .plug]) == nil)
  }

  @Test func coverWhatLearningCanFindBest() {
    for rows in LearnedStrategy.Rows.allCases {
      for exampleCount in [0, 3] {
        for usesTerms in [false, true] {
          let found = LearnedStrategy(rows: rows, exampleCount: exampleCount, usesTerms: usesTerms)
          #expect((found.strategyName == nil) == (rows == .stranger))
        }
      }
    }
    #expect(LearnedStrategy.none.strategyName == StrategyName.none)
    #expect(LearnedStrategy(rows: .adapted, usesTerms: true).strategyName == .plugTerms)
  }
}
