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

  @Test func keepsMoreAsideWhereThatIsAskedFor() throws {
    let entries = try LearningSample.entries(100)
    let split = try LearningSplit(entries, comparedLimit: 10, keptPart: 5)
    #expect(split.training == Array(entries.prefix(80)) && split.heldOut.count == 10)
    #expect(split.heldOut.last == entries.last)
  }

  @Test func refusesAVaultThatIsTooSmall() throws {
    let entries = try LearningSample.entries(20) { $0 < 5 ? "x" : "long enough" }
    #expect(throws: LearningError.tooFewEntries(count: 15, needed: 16)) {
      _ = try LearningSplit(entries) { $0.text.count > 3 }
    }
  }

  @Test func isTheSameWhateverTheOrderWhereAllAreOfOneMoment() throws {
    let entries = try (0..<30).map {
      try Entry(written: Timestamp(1), added: Timestamp(2), text: "a text of number \($0)")
    }
    #expect(try LearningSplit(entries) == LearningSplit(entries.reversed()))
  }

  /// What was learned from must not be what is judged on.
  @Test func holdsNothingOutThatSaysWhatAnOlderEntrySaid() throws {
    let entries = try LearningSample.entries(40) {
      $0 < 24 ? "Reminder \($0): rent!" : "reminder \($0 - 24) - rent"
    }
    let split = try LearningSplit(entries)
    #expect(split.entries == Array(entries.prefix(24)))
    #expect(split.training == Array(entries.prefix(16)) && split.heldOut == Array(entries[16..<24]))
  }

  @Test func countsTextsWithoutAWordByTheirBytes() throws {
    let entries = try LearningSample.entries(32) { String(repeating: "!", count: 1 + $0 / 2) }
    #expect(try LearningSplit(entries).entries.count == 16)
  }

  @Test func saysWhereTooMuchSaysTheSame() throws {
    let entries = try LearningSample.entries(30) { "on day \($0 % 4)" }
    let error = LearningError.tooFewDifferent(count: 4, repeatedCount: 26, needed: 16)
    #expect(throws: error) { _ = try LearningSplit(entries) }
    let words = error.explanation.what
    #expect(words.contains("4 with") && words.contains("26 that say the same"))
  }

  @Test func halvesTakeTurns() {
    #expect(LearningHalves.members(of: 0, count: 5) == [0, 2, 4])
    #expect(LearningHalves.members(of: 1, count: 5) == [1, 3])
  }
}
