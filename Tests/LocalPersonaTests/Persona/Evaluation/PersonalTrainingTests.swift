import Inference
import Testing

@testable import LocalPersona

/// Finds a text of each author the likelier the further the rows lie in a direction of the author's.
///
/// Bob's is the opposite of Ann's, Dee's of Cyd's, and those of the two pairs have nothing in common. A slope
/// is the same everywhere, so each step moves every number by the rate.
private final class SlopeModel: GradientModel {
  /// Texts that want the opposite of what their author's others want.
  var reversed: Set<String> = []

  /// From which call of `gradients` on everything is NaN.
  var failsFrom = Int.max

  /// The texts and the first rows of each call of `gradients`.
  private(set) var batches: [(texts: [String], rows: [Float])] = []

  private static func text(_ sequence: TrainingSequence) -> String {
    String(decoding: sequence.tokens[sequence.targetStart...].map { UInt8($0) }, as: UTF8.self)
  }

  private func slopes(_ sequence: TrainingSequence) -> [Float] {
    let text = Self.text(sequence)
    let sign: Float = (text.hasPrefix("b") || text.hasPrefix("d")) != reversed.contains(text) ? 1 : -1
    let isEven = text.hasPrefix("a") || text.hasPrefix("b")
    let share = sign / Float(max(1, sequence.softRows.count))
    return sequence.softRows.indices.map { isEven || $0 % 2 == 0 ? share : -share }
  }

  func losses(_ batch: [TrainingSequence]) -> [[Float]] {
    batch.map { sequence in
      let loss = zip(slopes(sequence), sequence.softRows).reduce(Float(5)) { $0 + $1.0 * $1.1 }
      return [Float](repeating: loss, count: sequence.targetCount)
    }
  }

  func gradients(_ batch: [TrainingSequence]) -> TrainingGradients {
    batches.append((batch.map(Self.text), batch[0].softRows))
    let factor = batches.count >= failsFrom ? Float.nan : 1 / Float(batch.count)
    return TrainingGradients(
      losses: losses(batch), softRows: batch.map { slopes($0).map { $0 * factor } })
  }
}

@Suite("personal training in an evaluation")
struct PersonalTrainingTests {
  private let plug = EvaluationSample.plug()
  private let model = SlopeModel()

  private func evaluation(
    _ names: [String] = EvaluationSample.names, stepCounts: [Int] = [10, 20]
  ) -> PopulationEvaluation {
    var evaluation = PopulationEvaluation(
      authors: names.map { EvaluationSample.author($0) }, prompts: BytePrompts(), score: model.losses)
    evaluation.plugs = [plug]
    evaluation.exampleCounts = []
    evaluation.drawCount = 1
    if !stepCounts.isEmpty {
      evaluation.training = PersonalTraining(stepCounts: stepCounts, model: model)
    }
    return evaluation
  }

  private func roles(_ author: CorpusAuthor) -> PassageRoles {
    PassageRoles(author, EvaluationSelection()) { _ in true }
  }

  private func texts(_ author: CorpusAuthor, _ numbers: some Sequence<Int>) -> Set<String> {
    Set(numbers.map { author.passages[$0].text })
  }

  @Test func isLearnedFromTheOwnHistory() throws {
    let means = try evaluation().run().means()
    for name in EvaluationSample.names {
      let own = try #require(means["style own"]?[name])
      func change(_ strategy: String) throws -> Double { try #require(means[strategy]?[name]) - own }
      #expect(try change("style own + 0 steps") == 0)
      // The rate is 0.01, and the loss falls as the mean of all numbers does.
      #expect(try abs(change("style own + 10 steps") + 0.1) < 1e-3)
      #expect(try abs(change("style own + 20 steps") + 0.2) < 1e-3)
      #expect(try change("style own + steps, held-out stop") == change("style own + 20 steps"))
      // A stranger wants the opposite, or something that has nothing to do with it.
      let strangers = try change("style own + 20 steps on a stranger's")
      #expect(abs(strangers) < 1e-3 || abs(strangers - 0.2) < 1e-3)
      #expect(try change("style own + steps, held-out stop, on a stranger's") == strangers)
    }
  }

  @Test func stopsWhereTheNewestPassagesPreferTo() throws {
    let ann = EvaluationSample.author("ann")
    model.reversed = texts(ann, roles(ann).history(for: nil, of: ann).suffix(2))
    let record = try evaluation().run()
    let means = record.means()
    for (name, stepCount) in [("ann", 0), ("bob", 20)] {
      #expect(record.passages.allSatisfy { $0.author != name || $0.stepCount == stepCount })
      let chosen = try #require(means["style own + steps, held-out stop"]?[name])
      #expect(chosen == means["style own + \(stepCount) steps"]?[name])
    }
    // Where no step is taken, the stranger's are none either.
    #expect(
      means["style own + steps, held-out stop, on a stranger's"]?["ann"] == means["style own"]?["ann"])
    #expect(
      EvaluationMessages.chosenSteps(record) == "held-out stop, passages by number of steps: 0: 4, 20: 12")
  }

  @Test func neverSeesATargetNorWhatItStopsBy() throws {
    let evaluation = evaluation()
    _ = try evaluation.run()
    var allowed: Set<String> = []
    for author in evaluation.authors {
      allowed.formUnion(texts(author, roles(author).history(for: nil, of: author).dropLast(2)))
    }
    let seen = Set(model.batches.flatMap(\.texts))
    #expect(!seen.isEmpty && seen.isSubset(of: allowed))
    // Ann comes first: 20 steps on her own passages, 20 on those of one other.
    let authors = model.batches.prefix(40).map { Set($0.texts.map { $0.prefix(3) }) }
    #expect(authors[..<20].allSatisfy { $0 == ["ann"] })
    #expect(authors[20...].allSatisfy { $0.count == 1 && $0 == authors[20] && $0 != ["ann"] })
  }

  @Test func beginsWithTheSameRowsForBoth() throws {
    _ = try evaluation(["ann", "bob"], stepCounts: [5]).run()
    let own = plug.plug.softRows(for: PersonaInput(items: [[Float(UInt8(ascii: "a")), 1]]))
    for batch in [model.batches[0], model.batches[5]] {
      #expect(zip(batch.rows, own).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test func beginsWithTheRowsOfNoBriefWhereThePlugReadsIt() throws {
    let plug = EvaluationSample.plug(.attention)
    let author = EvaluationSample.author("ann")
    let rows = try PersonaVectors().rows(of: plug, author, history: [0, 1], brief: nil)
    let items = try plug.encoder.vectors(of: [author.passages[0].text, author.passages[1].text])
    #expect(rows == plug.plug.softRows(for: PersonaInput(items: items)))
  }

  @Test func changesNothingElse() throws {
    let without = try evaluation(stepCounts: []).run()
    let with = try evaluation().run()
    let means = with.means()
    for (name, losses) in without.means() { #expect(means[name] == losses, "\(name)") }
    #expect(Set(means.keys) == Set(with.strategies))
    #expect(with.contrasts.allSatisfy { means[$0.strategy] != nil && means[$0.reference] != nil })
    #expect(with.strategies.count == without.strategies.count + 7)
    #expect(EvaluationMessages.chosenSteps(without) == nil)
  }

  @Test func repeatsForOneSeed() throws {
    #expect(try evaluation().run() == evaluation().run())
    let first = model.batches.prefix(40).map(\.texts)
    var other = evaluation()
    other.selection.seed = 2
    let count = model.batches.count
    _ = try other.run()
    #expect(model.batches[count..<count + 40].map(\.texts) != first)
  }

  @Test func isDoneOnceWhereItIsKept() throws {
    let disk = SimulatedDisk()
    func kept() throws -> KeptLosses { try EvaluationSample.kept(on: disk) }
    let whole = try evaluation().run()
    var first = evaluation()
    first.kept = try kept()
    #expect(try first.run() == whole)
    let count = model.batches.count
    first.kept = try kept()
    var told: [Int] = []
    #expect(try first.run(advance: { told.append($0) }) == whole)
    #expect(model.batches.count == count && told == told.sorted() && told.last == 16)
    // Of other steps nothing is known.
    var other = evaluation(stepCounts: [10])
    other.kept = try kept()
    _ = try other.run()
    #expect(model.batches.count > count)
  }

  @Test func needsAHistoryThatCanBeParted() throws {
    var evaluation = evaluation(["ann", "bob"])
    evaluation.authors[1] = EvaluationSample.author("bob", count: 8)
    let means = try evaluation.run().means()
    // Bob has too little, for himself and as a stranger.
    #expect(means["style own"]?.count == 2)
    #expect(means["style own + 20 steps"]?.keys.sorted() == ["ann"])
    #expect(means["style own + 20 steps on a stranger's"] == nil)
    #expect(means["style own + steps, held-out stop, on a stranger's"] == nil)
  }

  @Test func tellsHowFarItIs() throws {
    var told: [Int] = []
    var total = 0
    _ = try evaluation().run(prepare: { total = $0 }, advance: { told.append($0) })
    #expect(total == 16 && told.last == total)
    #expect(told == told.sorted() && Set(told).count == 17)
  }

  @Test func keepsWholeAuthorsWhenInterruptedInATraining() throws {
    let record = try evaluation().run(advance: { if $0 > 5 { throw ConsoleError.interrupted } })
    #expect(record.isPartial && record.authors == ["ann"])
    #expect(record.passages.allSatisfy { $0.losses["style own + 20 steps"] != nil })
    #expect(model.batches.count < 80)
  }

  @Test func aTrainingThatRunsAwayEndsItWithTheAuthorsBefore() throws {
    // Ann's two trainings, then the twelfth step of Bob's.
    model.failsFrom = 52
    let record = try evaluation().run()
    #expect(record.isPartial && record.authors == ["ann"])
    #expect(
      record.failure as? EvaluationError == .notFinite(author: "bob", strategy: "style own + 20 steps"))
    model.failsFrom = 0
    #expect(throws: EvaluationError.notFinite(author: "ann", strategy: "style own + 10 steps")) {
      try evaluation().run()
    }
  }

  @Test func measuresAFewAuthorsAsItMeasuresAll() throws {
    let whole = try evaluation().run()
    var few = evaluation()
    few.authorLimit = 2
    let record = try few.run()
    #expect(record.authors.count == 2 && !record.isPartial)
    #expect(record.passages == whole.passages.filter { record.authors.contains($0.author) })
    var drawn: Set<[Int]> = []
    for seed in 1...20 as ClosedRange<UInt64> {
      few.selection.seed = seed
      drawn.insert(few.measuredAuthors)
    }
    #expect(drawn.count > 1 && drawn.allSatisfy { $0.count == 2 && $0 == $0.sorted() })
    few.authorLimit = 9
    #expect(few.measuredAuthors == [0, 1, 2, 3])
  }
}
