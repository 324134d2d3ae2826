import Inference
import Testing

@testable import LocalPersona

@Suite("learning one person")
struct LearningRunTests {
  /// Where the person's own P lies: the best that the model can be given.
  private let own = LearningSample.persona().startRows

  @Test func provesAPlugThatKnowsThePerson() throws {
    let entries = try LearningSample.entries(20)
    var run = try LearningSample.run(
      entries, persona: LearningSample.persona(), scorer: FakeScorer(goal: own))
    try run.compare()
    let learned = run.learned(nil, origin: LearningSample.origin(entries))
    #expect(learned.winner.rows == .plug && learned.rowsOrigin == .plug && learned.softCount == 2)
    // What is used knows all entries, the held-out ones included.
    #expect(learned.softRows == LearningSample.persona().plug.softRows(for: LearningSample.persona().whole))
    #expect(learned.results.first?.strategy == LearnedStrategy.none && learned.results.count == 18)
    #expect(learned.newestID == entries.last?.id && learned.entryCount == 20)
  }

  /// What is proven with examples is proven against nobody and strangers with the same examples.
  @Test func measuresTheControlsWithExamplesToo() throws {
    let entries = try LearningSample.entries(20)
    let observer = FakeObserver()
    var run = try LearningSample.run(
      entries, persona: LearningSample.persona(), scorer: FakeScorer(goal: own), observer: observer)
    try run.compare()
    for rows in [LearnedStrategy.Rows.instruction, .stranger, .plug] {
      #expect(run.losses[LearnedStrategy(rows: rows, exampleCount: Retrieval.defaultExampleCount)] != nil)
    }
    // None, two numbers of examples, and twice I, two strangers and the person.
    #expect(observer.total == 11 * run.split.heldOut.count)
  }

  /// The rows of a plug that looks at the brief are other ones for each: there are none to keep.
  @Test func keepsNoRowsOfAPlugThatLooksAtTheBrief() throws {
    let entries = try LearningSample.entries(20)
    let persona = LearningSample.persona(aggregator: .attention)
    let rows = try #require(try persona.rows(persona.own, briefs: ["b"]).first)
    var run = try LearningSample.run(entries, persona: persona, scorer: FakeScorer(goal: rows))
    try run.compare()
    let learned = run.learned(nil, origin: LearningSample.origin(entries))
    #expect(learned.winner.rows == .plug && learned.rowsOrigin == .plug)
    #expect(learned.softRows.isEmpty && learned.softCount == 0)
    #expect(try LearnedPersona(decoding: learned.encode()) == learned)
  }

  @Test func takesNoPlugThatIsBestWithoutThePerson() throws {
    let entries = try LearningSample.entries(20)
    let persona = LearningSample.persona()
    var run = try LearningSample.run(
      entries, persona: persona, scorer: FakeScorer(goal: persona.plug.meanRows))
    try run.compare()
    #expect(run.learned(nil, origin: LearningSample.origin(entries)).winner.rows == .instruction)
  }

  @Test func usesNoneWhereNothingHelps() throws {
    // The same words nowhere else, so that terms gain nothing.
    let entries = try LearningSample.entries(20) { index in
      String(repeating: String(UnicodeScalar(UInt8(97 + index))), count: 8)
    }
    var run = try LearningSample.run(
      entries, persona: LearningSample.persona(), scorer: FakeScorer(goal: own, bare: 1, floor: 2))
    try run.compare()
    let learned = run.learned(nil, origin: LearningSample.origin(entries))
    #expect(learned.winner == .none && learned.strategy == "none")
    // Whoever asks for the plug by name gets the best one.
    #expect(learned.rowsOrigin == .plug)
    let report = LearningReport(persona: learned, losses: run.losses, usedCount: 20)
    #expect(report.sentences[0].contains("'write' uses none"))
    #expect(report.sentences.last?.contains("40 more, 60 in all") == true)
  }

  @Test func worksWithoutAPlug() throws {
    let entries = try LearningSample.entries(16)
    var run = try LearningSample.run(
      entries, persona: nil, scorer: FakeScorer(goal: own, ofExamples: -1))
    try run.compare()
    let learned = run.learned(nil, origin: LearningSample.origin(entries))
    #expect(learned.winner.rows == .none && learned.softRows.isEmpty && learned.rowsOrigin == .none)
    #expect(try LearnedPersona(decoding: learned.encode()) == learned)
    #expect(run.startParameters == nil)
  }

  @Test func worksWithTwoLanguages() throws {
    let entries = try LearningSample.entries(18) { $0 % 2 == 0 ? "see you \($0)" : "まで\($0)日" }
    var run = try LearningSample.run(
      entries, persona: LearningSample.persona(), scorer: FakeScorer(goal: own))
    try run.compare()
    let results = run.learned(nil, origin: LearningSample.origin(entries)).results
    #expect(results.allSatisfy { $0.loss.isFinite && $0.low <= $0.high })
  }

  @Test func trainsRowsOfItsOwn() throws {
    let entries = try LearningSample.entries(20)
    let goal = own.map { $0 + 0.05 }
    let observer = FakeObserver()
    var run = try LearningSample.run(
      entries, persona: LearningSample.persona(), scorer: FakeScorer(goal: goal), observer: observer)
    try run.compare()
    var adaptation = RowAdaptation(parameters: try #require(run.startParameters))
    try run.train(&adaptation, stepCount: 20)
    try run.judge(adaptation)
    let learned = run.learned(adaptation, origin: LearningSample.origin(entries))
    #expect(adaptation.checks.map(\.step) == [0, 10, 20] && observer.steps.last == 20)
    #expect(learned.winner.rows == .adapted && learned.stepCount > 0)
    #expect(zip(learned.softRows, goal).allSatisfy { abs($0 - $1) < 0.05 })
  }

  @Test func stopsWhereHeldOutEntriesOnlyGetWorse() throws {
    let entries = try LearningSample.entries(20)
    let scorer = WorseningScorer(goal: own)
    var run = try LearningRun(
      split: LearningSplit(entries), tokenizer: ByteTokenizer(),
      prompts: LearningPrompts(
        model: FakeModel { _ in [] }, history: HistorySearch(LearningSplit(entries).training)),
      persona: LearningSample.persona(), scorer: scorer, observer: FakeObserver())
    try run.compare()
    var adaptation = RowAdaptation(parameters: try #require(run.startParameters))
    try run.train(&adaptation, stepCount: 80)
    #expect(adaptation.step == 30)
    try run.judge(adaptation)
    #expect(run.learned(adaptation, origin: LearningSample.origin(entries)).stepCount == 0)
  }

  @Test func canBeCutOffAndGoesOn() throws {
    let entries = try LearningSample.entries(20)
    let scorer = FakeScorer(goal: own.map { $0 + 0.1 })
    let observer = FakeObserver()
    let run = try LearningSample.run(
      entries, persona: LearningSample.persona(), scorer: scorer, observer: observer)
    let start = try #require(run.startParameters)
    var whole = RowAdaptation(parameters: start)
    try run.train(&whole, stepCount: 20)
    observer.stopsAt = 7
    var cut = RowAdaptation(parameters: start)
    #expect(throws: FakeObserver.Stop.self) { try run.train(&cut, stepCount: 20) }
    observer.stopsAt = .max
    var rest = try #require(observer.last)
    #expect(rest.step == 7)
    try run.train(&rest, stepCount: 20)
    #expect(rest == whole)
  }
}

/// Gradients that lead away from what the held-out entries like.
private final class WorseningScorer: GradientModel {
  private let inner: FakeScorer

  init(goal: [Float]) { inner = FakeScorer(goal: goal) }

  func losses(_ batch: [TrainingSequence]) -> [[Float]] { inner.losses(batch) }

  func gradients(_ batch: [TrainingSequence]) -> TrainingGradients {
    var result = inner.gradients(batch)
    result.softRows = result.softRows.map { $0.map { _ in 0.1 } }
    return result
  }
}
