import Inference
import Testing

@testable import LocalPersona

@Suite("several drafts of one prompt")
struct SeveralDraftsTests {
  private func writer(_ model: any LanguageModel, temperature: Float) -> PersonaWriter {
    PersonaWriter(
      model: model,
      sampling: SamplerSettings(
        temperature: temperature, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1),
      copies: CopyIndex([]), strength: 1, isExplained: false, isInterrupted: { false })
  }

  private func drafts(
    _ count: Int, from seed: UInt64, by model: any LanguageModel = MixingModel(), temperature: Float = 1
  ) throws -> [SeveralDrafts.Item] {
    let writer = writer(model, temperature: temperature)
    let job = try writer.prepare(Brief("thank Ann"), persona: .none)
    return try SeveralDrafts(job, by: writer, length: .short).different(count, from: seed)
  }

  @Test func differAndComeAgainByTheirSeeds() throws {
    let items = try drafts(4, from: 7)
    #expect(items.count == 4 && Set(items.map(\.draft.text)).count == 4)
    #expect(try drafts(4, from: 7).map(\.draft.text) == items.map(\.draft.text))
    for item in items {
      #expect(try drafts(1, from: item.seed).map(\.draft.text) == [item.draft.text])
    }
  }

  @Test func readTheirPromptOnce() throws {
    let model = MixingModel()
    _ = try drafts(4, from: 7, by: model)
    #expect(model.sequenceCount == 1)
  }

  @Test func areFewerWhereTheModelHasOneThingToSay() throws {
    #expect(try drafts(3, from: 1, by: FakeModel.writing("Thank you, Ann."), temperature: 1).count == 1)
    #expect(try drafts(3, from: 1, temperature: 0).count == 1)
  }
}

@Suite("the best of several drafts")
struct DraftScoreTests {
  private func score(_ coverage: Double, _ margin: Double?) -> DraftScore {
    DraftScore(coverage: coverage, likeness: margin.map { Likeness(share: 0.5, margin: $0) })
  }

  @Test func isTheLikestOfThoseThatFollowTheBrief() {
    #expect(DraftScore.best(of: [score(0.5, 0.1), score(1, 0), score(0.6, 0.3), score(0.4, 0.9)]) == 2)
    #expect(DraftScore.best(of: [score(0.1, 0.9), score(0.4, 0.1), score(0, 1)]) == 1)
    #expect(DraftScore.best(of: [score(0.5, nil), score(1, nil), score(1, nil)]) == 1)
    #expect(DraftScore.best(of: [score(1, nil), score(0.5, -0.5)]) == 1)
    #expect(DraftScore.best(of: [score(0.7, 0.2)]) == 0)
  }

  @Test func neverLosesToAnotherInBoth() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<500 {
      let scores = (0..<5).map { _ in
        score(Double.random(in: 0...1, using: &random), Double.random(in: -1...1, using: &random))
      }
      let best = scores[DraftScore.best(of: scores)]
      let better = scores.filter {
        $0.coverage > best.coverage && ($0.likeness?.margin ?? 0) > (best.likeness?.margin ?? 0)
      }
      #expect(better.isEmpty)
    }
  }

  @Test func countsTheTellingWordsOfTheBrief() throws {
    let entries = try ["the garden is green", "the train is late"].map { try Entry(text: $0) }
    let brief = try Brief("invite Jonas to dinner")
    let judge = DraftJudge(brief, index: TextIndex(entries), scale: nil)
    #expect(judge.score("Dinner, Jonas?").coverage == 2.0 / 3)
    #expect(judge.score("Hello.").coverage == 0 && judge.score("Hello.").likeness == nil)
    let rewriting = try Brief("", given: GivenText("Jonas comes.", use: .rewritten))
    let rewritten = DraftJudge(rewriting, index: TextIndex(entries), scale: nil)
    #expect(rewritten.score("Jonas comes").coverage == 1 && rewritten.score("x").coverage == 0)
    let going = try Brief("", given: GivenText("Jonas comes.", use: .continued))
    #expect(DraftJudge(going, index: TextIndex(entries), scale: nil).score("x").coverage == 1)
  }
}

@Suite("likeness")
struct LikenessTests {
  private let dashes = [
    "ok so – the heating is off again – i called them – no answer – i will call them again tonight",
    "so – the train is late again – i am on the platform – no tea – i will be there at ten",
    "ok – dinner is at seven – bring nothing – i have soup – and i have bread – that will do",
  ]
  private let formal = [
    "However, it has occurred to me that the matter is settled; however, I remain, as ever, yours.",
    "It would be, however, a pleasure to see you; I have, however, no carriage, and the road is long.",
  ]

  private func scale(of texts: [String], others: [[String]]) -> LikenessScale? {
    let encoder = StyleHistoryEncoder()
    let means = others.compactMap { StyleHabits.mean(of: encoder.vectors(of: $0)) }
    let own = encoder.vectors(of: texts)
    guard let mean = StyleHabits.mean(of: own) else { return nil }
    return LikenessScale(own, others: means, statistics: PopulationStatistics(authors: means + [mean]))
  }

  @Test func isGreaterForWhatIsWrittenInTheSameWay() throws {
    let plain = ["The cat sat on the mat. The dog sat on the cat. They were both happy with that."]
    let measure = try #require(scale(of: dashes, others: [formal, plain]))
    let own = try #require(
      measure.likeness(of: "ok so – no tea again – i called – the line is dead – i will call them at seven"))
    let other = try #require(
      measure.likeness(of: "It has, however, occurred to me that I remain yours; however, the road is long."))
    #expect(own.share == 1 && own.margin > other.margin && other.share < 1)
    #expect(measure.otherCount == 2 && (0...1).contains(measure.ownShare ?? -1))
  }

  @Test func isNotToldOfAFewWordsOrWithoutOthers() throws {
    let measure = try #require(scale(of: dashes, others: [formal]))
    #expect(measure.likeness(of: "ok so – no tea") == nil)
    #expect(scale(of: dashes, others: []) == nil && scale(of: [], others: [formal]) == nil)
    let single = try #require(scale(of: [dashes[0]], others: [formal]))
    #expect(single.ownShare == nil)
    #expect(LikenessScale([], against: nil) == nil)
  }
}
