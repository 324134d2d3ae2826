import Testing

@testable import LocalPersona

@Suite("training batches")
struct TrainingBatchesTests {
  private static func authors(_ counts: [Int]) -> [CorpusAuthor] {
    counts.enumerated().map { index, count in
      CorpusAuthor(
        name: "author \(index)",
        passages: (0..<count).map { number in
          CorpusPassage(
            text: "one two three four five six seven eight \(number)", work: "", kind: "letter",
            year: 1900 - number)
        })
    }
  }

  private func batches(_ authors: [CorpusAuthor], seed: UInt64 = 1) -> TrainingBatches {
    var settings = TrainingSettings()
    settings.seed = seed
    return TrainingBatches(authors, settings: settings)
  }

  @Test func aBatchHasDifferentAuthorsAndNoTargetInItsHistory() {
    let authors = Self.authors([50, 2, 9, 40, 12, 33, 60, 10, 11, 20, 15])
    let batches = batches(authors)
    for step in 0..<60 {
      let draws = batches.draws(step: step)
      #expect(draws.count == 8 && Set(draws.map(\.author)).count == 8)
      for draw in draws {
        let others = authors[draw.author].passages.count - 1
        #expect(!draw.history.contains(draw.target))
        #expect(Set(draw.history).count == draw.history.count)
        #expect((min(8, others)...min(32, others)).contains(draw.history.count))
        // The oldest first: the years of these passages fall with their numbers.
        #expect(draw.history == draw.history.sorted(by: >))
      }
    }
  }

  @Test func everyAuthorComesOnceARoundAndNoPassageTwiceBeforeAllCame() {
    let batches = batches(Self.authors([Int](repeating: 10, count: 16)))
    var targets: [Int: [Int]] = [:]
    for round in 0..<10 {
      let draws = batches.draws(step: 2 * round) + batches.draws(step: 2 * round + 1)
      #expect(draws.map(\.author).sorted() == Array(0..<16))
      for draw in draws { targets[draw.author, default: []].append(draw.target) }
    }
    #expect(targets.values.allSatisfy { $0.sorted() == Array(0..<10) })
  }

  @Test func dependsOnSeedAndStepAlone() {
    let authors = Self.authors([50, 2, 9, 40])
    #expect(batches(authors).draws(step: 7) == batches(authors).draws(step: 7))
    #expect(batches(authors).draws(step: 7) != batches(authors).draws(step: 8))
    #expect(batches(authors, seed: 2).draws(step: 7) != batches(authors).draws(step: 7))
  }

  @Test func aRunThatStartsFromAPlugSeesOtherBatchesThanThePlugDid() {
    let authors = Self.authors([Int](repeating: 10, count: 16))
    var settings = TrainingSettings()
    let first = TrainingBatches(authors, settings: settings).draws(step: 0)
    settings.startSalt = 7
    #expect(TrainingBatches(authors, settings: settings).draws(step: 0) != first)
    settings.startSalt = 0
    #expect(TrainingBatches(authors, settings: settings).draws(step: 0) == first)
  }

  @Test func whoDoesNotFillABatchSitsTheRoundOut() {
    let batches = batches(Self.authors([Int](repeating: 10, count: 19)))
    let rounds = (0..<30).map { round in
      Set((batches.draws(step: 2 * round) + batches.draws(step: 2 * round + 1)).map(\.author))
    }
    #expect(rounds.allSatisfy { $0.count == 16 })
    #expect(rounds.reduce(Set()) { $0.union($1) }.count == 19)
  }

  @Test func fewAuthorsMakeASmallBatch() {
    #expect(batches(Self.authors([3, 2])).draws(step: 5).map(\.author).sorted() == [0, 1])
  }

  @Test func aTextTooShortIsHistoryOnly() {
    var author = Self.authors([6])[0]
    author.passages[2].text = "Yes."
    let batches = batches([author])
    let draws = (0..<20).flatMap { batches.draws(step: $0) }
    #expect(!draws.contains { $0.target == 2 } && draws.contains { $0.history.contains(2) })
  }
}
