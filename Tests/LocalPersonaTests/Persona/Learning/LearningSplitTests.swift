import Testing

@testable import LocalPersona

@Suite("what is held out")
struct LearningSplitTests {
  @Test(arguments: [(16, 8, 8), (79, 71, 8), (80, 72, 8), (300, 270, 30), (1000, 900, 40)])
  func isTheNewestTenthAndAtLeastEight(count: Int, training: Int, heldOut: Int) throws {
    let entries = try LearningSample.entries(count)
    let split = try LearningSplit(entries.shuffled())
    #expect(split.training == Array(entries.prefix(training)))
    #expect(split.heldOut.count == heldOut && split.heldOut.last == entries.last)
    #expect(Set(split.heldOut.map(\.id)).count == heldOut)
    #expect(split.heldOut.allSatisfy { $0.written > split.training[training - 1].written })
  }

  @Test func refusesAVaultThatIsTooSmall() throws {
    let entries = try LearningSample.entries(20) { $0 < 5 ? "x" : "long enough" }
    #expect(throws: LearningError.tooFewEntries(count: 15, needed: 16)) {
      _ = try LearningSplit(entries) { $0.text.count > 3 }
    }
  }

  @Test func isTheSameWhateverTheOrderWhereAllAreOfOneMoment() throws {
    let entries = try (0..<30).map { _ in
      try Entry(written: Timestamp(1), added: Timestamp(2), text: "the same text")
    }
    #expect(try LearningSplit(entries) == LearningSplit(entries.reversed()))
  }

  @Test func halvesTakeTurns() {
    #expect(LearningHalves.members(of: 0, count: 5) == [0, 2, 4])
    #expect(LearningHalves.members(of: 1, count: 5) == [1, 3])
  }
}
