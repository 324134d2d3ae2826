import Inference
import Testing

@testable import LocalPersona

@Suite("evaluation on a vault")
struct VaultEvaluationTests {
  private struct Stop: Error {}

  /// Where the person's own rows lie: the best that the model can be given.
  private let own = LearningSample.persona().startRows

  private func evaluation(
    _ entries: [Entry], persona: PlugPersona? = LearningSample.persona(),
    ways: VaultWays = VaultWays(
      hasPlug: true, hasStrangers: true, exampleCounts: [1], historyCounts: [1])
  ) throws -> VaultEvaluation {
    let split = try LearningSplit(entries, keptPart: 5)
    let model = FakeModel { _ in [] }
    return try VaultEvaluation(
      split: split, prompts: LearningPrompts(model: model, history: HistorySearch(split.training)),
      persona: persona, scorer: FakeScorer(goal: own), tokenizer: model.tokenizer, ways: ways.ways(asked: []),
      seed: 1)
  }

  private func record(_ evaluation: VaultEvaluation) throws -> EvaluationRecord {
    var losses = VaultLosses()
    try evaluation.measure(&losses)
    return evaluation.record(of: losses)
  }

  @Test func measuresEveryWay() throws {
    let record = try record(evaluation(LearningSample.entries(60)))
    let ways = [
      "none", "instruction", "stranger", "plug", "plug, history 1", "retrieval 1", "bm25 1", "recency 1",
      "instruction + retrieval 1", "plug + retrieval 1",
    ]
    let terms = [
      "none", "instruction", "stranger", "plug", "retrieval 1", "instruction + retrieval 1",
      "plug + retrieval 1",
    ]
    #expect(record.strategies == ways + terms.map { "\($0) + terms" })
    #expect(record.reference == "none" && !record.isPartial && record.unit == .entry)
    // A fifth of sixty, the newest.
    #expect(record.authors.count == 12 && record.passages.allSatisfy { $0.historyCount == 48 })
    let rows = record.table().rows
    func row(_ strategy: String, _ reference: String) -> ComparisonTable.Row? {
      rows.first { $0.strategy == strategy && $0.reference == reference }
    }
    // The model likes the own rows best.
    #expect(row("plug", "none")?.wins == 12 && row("stranger", "none")?.difference?.isClear == true)
    #expect(row("plug", "stranger")?.wins == 12 && row("plug", "instruction")?.losses == 0)
    #expect(rows.count { $0.strategy == "none + terms" } == 1 && row("plug + terms", "plug") != nil)
    #expect(rows.first { $0.strategy == "none" }?.reference == nil)
  }

  @Test func worksWithoutAPlug() throws {
    let entries = try LearningSample.entries(16)
    let evaluation = try evaluation(entries, persona: nil, ways: VaultWays(exampleCounts: [1, 2]))
    let record = try record(evaluation)
    #expect(record.strategies.contains("bm25 2") && !record.strategies.contains("plug"))
    #expect(record.curves.map(\.parameter) == [.examples])
    #expect(record.pictures.map(\.name) == ["strategies.svg", "examples.svg"])
  }

  @Test func goesOnWhereItWasEnded() throws {
    let evaluation = try evaluation(LearningSample.entries(20))
    var whole = VaultLosses()
    try evaluation.measure(&whole)
    var losses = VaultLosses()
    let all = evaluation.sequenceCount(beside: losses)
    // None, I, two strangers, the plug twice, three rankings, and I and the plug with examples.
    #expect(all == 11 * 8)
    #expect(throws: Stop.self) { try evaluation.measure(&losses, advance: { if $0 >= 16 { throw Stop() } }) }
    #expect(losses["none"] != nil && losses["instruction"] != nil && losses["stranger"] == nil)
    let partial = evaluation.record(of: losses)
    #expect(
      partial.isPartial
        && partial.strategies == ["none", "instruction", "none + terms", "instruction + terms"])
    #expect(evaluation.sequenceCount(beside: losses) == 9 * 8)
    var measured: [Int] = []
    try evaluation.measure(&losses, advance: { measured.append($0) })
    #expect(losses == whole && measured.allSatisfy { $0 < 9 * 8 } && measured.first == 0)
    #expect(evaluation.sequenceCount(beside: losses) == 0)
  }

  @Test func drawsWhatALongerHistoryBrings() throws {
    let evaluation = try evaluation(LearningSample.entries(20))
    let record = try record(evaluation)
    #expect(record.curves.map(\.parameter) == [.history, .examples])
    #expect(record.curves[0].series.map { $0.points.map(\.number) } == [[1, 12]])
    let names = record.curves[1].series.map(\.name)
    #expect(names == ["retrieval", "bm25", "recency", "instruction+retrieval", "plug+retrieval"])
    #expect(record.curves[1].series.allSatisfy { $0.points.map(\.number) == [0, 1] })
    #expect(record.json["entryLosses"]?["none"]?.object?.count == 8)
  }

  @Test func aShorterHistoryIsTheNewestPartOfIt() {
    let input = PersonaInput(items: [[1], [2], [3]], ages: [2, 1, 0])
    #expect(input.newest(2).items == [[2], [3]] && input.newest(2).ages == [1, 0])
    #expect(input.newest(nil).items == input.items && input.newest(9).ages == input.ages)
  }
}

@Suite("losses that a vault keeps")
struct VaultLossesTests {
  private static let identity = [UInt8](repeating: 5, count: 32)

  private func losses() -> VaultLosses {
    var losses = VaultLosses()
    losses.add([[[2.5, 3], [1]]], of: "none")
    losses.add([[[2, 2], [0.5]], [[3, 3], [1.5]]], of: "stranger")
    return losses
  }

  private func read(_ bytes: [UInt8], identity: [UInt8] = Self.identity) -> VaultLosses? {
    VaultLosses(decoding: bytes, identity: identity, targetCounts: [2, 1])
  }

  @Test func comeBackAsTheyWere() {
    let bytes = losses().encode(identity: Self.identity)
    #expect(read(bytes) == losses() && read(bytes)?["stranger"]?.count == 2)
    #expect(read(bytes)?["plug"] == nil && read(bytes)?.isEmpty == false)
  }

  @Test func areOfOneEvaluationOnly() {
    let bytes = losses().encode(identity: Self.identity)
    #expect(read(bytes, identity: [UInt8](repeating: 6, count: 32)) == nil)
    #expect(VaultLosses(decoding: bytes, identity: Self.identity, targetCounts: [2, 2]) == nil)
    #expect(VaultLosses(decoding: bytes, identity: Self.identity, targetCounts: [2]) == nil)
  }

  @Test func areReadWholeOrNotAtAll() {
    let bytes = losses().encode(identity: Self.identity)
    for count in 0..<bytes.count { #expect(read(Array(bytes.prefix(count))) == nil, "\(count) bytes") }
    #expect(read(bytes + [0]) == nil)
  }

  @Test func dependOnEverythingThatChangesThem() throws {
    let entries = try LearningSample.entries(20)
    let split = try LearningSplit(entries)
    let origin = LearningSample.origin(entries)
    func identity(
      _ split: LearningSplit, encoder: [UInt8] = [], seed: UInt64 = 1, plug: [UInt8]? = nil
    ) -> [UInt8] {
      var origin = origin
      origin.plug = plug ?? origin.plug
      return VaultLosses.identity(of: split, origin: origin, encoder: encoder, seed: seed)
    }
    let first = identity(split)
    #expect(first == identity(split) && first.count == 32)
    let others = [
      identity(split, encoder: [1]), identity(split, seed: 2), identity(split, plug: [1]),
      identity(try LearningSplit(entries, comparedLimit: 4)),
    ]
    #expect(Set(others + [first]).count == 5)
  }
}
