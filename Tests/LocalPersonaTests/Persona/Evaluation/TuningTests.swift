// TuningTests.swift: a model tuned to single authors in an evaluation, on a model whose losses are plain
// sums.

import Inference
import Testing

@testable import LocalPersona

/// Finds a text of each author the likelier the further rows and B lie in a direction of the author's.
///
/// Bob's is the opposite of Ann's, Dee's of Cyd's, and those of the two pairs have nothing in common. A slope
/// is the same everywhere, so each step moves every number by the rate. A does nothing.
private final class TiltedModel: AdaptableModel {
  /// Texts that want the opposite of what their author's others want.
  var reversed: Set<String> = []

  /// From which gradient of an adapter on everything is NaN.
  var failsFrom = Int.max

  /// The texts and the adapter of each call for the gradient of one.
  private(set) var batches: [(texts: [String], adapter: [Float])] = []

  /// The texts of each call for the gradient of rows alone.
  private(set) var rowBatches: [[String]] = []

  func lowRankShape(rank: Int) -> LowRankShape {
    LowRankShape(rank: rank, blockCount: 1, inputCount: 3, queryCount: 2, valueCount: 2)
  }

  private func text(_ sequence: TrainingSequence) -> String {
    String(decoding: sequence.tokens[sequence.targetStart...].map { UInt8($0) }, as: UTF8.self)
  }

  private func slopes(_ text: String, count: Int) -> [Float] {
    let sign: Float = (text.hasPrefix("b") || text.hasPrefix("d")) != reversed.contains(text) ? 1 : -1
    let isEven = text.hasPrefix("a") || text.hasPrefix("b")
    let share = sign / Float(max(1, count))
    return (0..<count).map { isEven || $0 % 2 == 0 ? share : -share }
  }

  /// The places of B.
  private func places(_ rank: Int) -> [Int] { Array(3 * rank..<5 * rank) + Array(8 * rank..<10 * rank) }

  private func loss(_ sequence: TrainingSequence, _ adapter: LowRankAdapter?) -> [Float] {
    let text = text(sequence)
    var loss = zip(slopes(text, count: sequence.softRows.count), sequence.softRows)
      .reduce(Float(5)) { $0 + $1.0 * $1.1 }
    if let adapter {
      let places = places(adapter.shape.rank)
      for (slope, place) in zip(slopes(text, count: places.count), places) {
        loss += slope * adapter.parameters[place]
      }
    }
    return [Float](repeating: loss, count: sequence.targetCount)
  }

  func losses(_ batch: [TrainingSequence]) -> [[Float]] { batch.map { loss($0, nil) } }

  func losses(_ batch: [TrainingSequence], adapter: LowRankAdapter) -> [[Float]] {
    batch.map { loss($0, adapter) }
  }

  func gradients(_ batch: [TrainingSequence]) -> TrainingGradients {
    rowBatches.append(batch.map(text))
    let factor = 1 / Float(batch.count)
    return TrainingGradients(
      losses: losses(batch),
      softRows: batch.map { slopes(text($0), count: $0.softRows.count).map { $0 * factor } })
  }

  func gradients(_ batch: [TrainingSequence], adapter: LowRankAdapter) -> TrainingGradients {
    batches.append((batch.map(text), adapter.parameters))
    let factor = batches.count >= failsFrom ? Float.nan : 1 / Float(batch.count)
    let places = places(adapter.shape.rank)
    var gradient = [Float](repeating: 0, count: adapter.parameters.count)
    for sequence in batch {
      for (slope, place) in zip(slopes(text(sequence), count: places.count), places) {
        gradient[place] += slope * factor
      }
    }
    return TrainingGradients(
      losses: losses(batch, adapter: adapter), softRows: batch.map { $0.softRows.map { _ in 0 } },
      adapter: gradient)
  }
}

@Suite("tuning to single authors in an evaluation")
struct TuningTests {
  private let model = TiltedModel()

  private func evaluation(
    _ names: [String] = EvaluationSample.names, tune: String? = "lora2,prefix", plugs: [EvaluatedPlug] = []
  ) throws -> PopulationEvaluation {
    var evaluation = PopulationEvaluation(
      authors: names.map { EvaluationSample.author($0) }, prompts: BytePrompts(),
      score: { [model] in model.losses($0) })
    evaluation.plugs = plugs
    evaluation.exampleCounts = []
    evaluation.drawCount = 1
    let rows = [Float](repeating: 0.5, count: 6)
    evaluation.controls = [("rows", rows)]
    if let tune {
      evaluation.tuning = Tuning(
        methods: try EvaluationOptions.tuningMethods(tune), stepCounts: [10, 20],
        front: Tuning.Front(name: "rows", rows: rows, rowCount: 2), model: model)
      var ticks = 0.0
      evaluation.tuning?.seconds = {
        ticks += 1
        return ticks
      }
    }
    return evaluation
  }

  private func texts(_ author: CorpusAuthor, _ numbers: some Sequence<Int>) -> Set<String> {
    Set(numbers.map { author.passages[$0].text })
  }

  private func history(_ author: CorpusAuthor) -> [Int] {
    PassageRoles(author, EvaluationSelection()) { _ in true }.history(for: nil, of: author)
  }

  @Test func isLearnedFromTheOwnHistory() throws {
    let record = try evaluation().run()
    let means = record.means()
    for name in EvaluationSample.names {
      let front = try #require(means["rows"]?[name])
      // The loss falls as the mean of all numbers does: by the rate at each of 20 steps.
      for (strategy, gain) in [("lora 2 behind rows", 0.02), ("prefix 2 from rows", 0.2)] {
        let own = try #require(means[strategy]?[name]) - front
        #expect(abs(own + gain) < 1e-3 * gain + 1e-5, "\(strategy)")
        // A stranger wants the opposite, or something that has nothing to do with it.
        let strangers = try #require(means["\(strategy), on a stranger's"]?[name]) - front
        #expect(abs(strangers) < 1e-4 || abs(strangers - gain) < 1e-3 * gain + 1e-5, "\(strategy)")
        #expect(record.passages.allSatisfy { $0.fits[strategy]?.stepCount == 20 })
      }
    }
  }

  @Test func aRateIsTheStepOfEveryNumber() throws {
    let means = try evaluation(tune: "lora1,lora1:0.002").run().means()
    let front = try #require(means["rows"]?["ann"])
    let usual = try #require(means["lora 1 behind rows"]?["ann"])
    let twice = try #require(means["lora 1, rate 0.002, behind rows"]?["ann"])
    #expect(abs(usual - front + 0.02) < 1e-4 && abs(twice - front + 0.04) < 1e-4)
  }

  @Test func stopsWhereTheNewestPassagesPreferTo() throws {
    let ann = EvaluationSample.author("ann")
    model.reversed = texts(ann, history(ann).suffix(2))
    let record = try evaluation(tune: "lora2").run()
    let means = record.means(), own = "lora 2 behind rows"
    for passage in record.passages {
      #expect(passage.fits[own]?.stepCount == (passage.author == "ann" ? 0 : 20))
    }
    // Where no step is taken it is the model with the rows alone, and the stranger's is that, too.
    #expect(means[own]?["ann"] == means["rows"]?["ann"])
    #expect(means["\(own), on a stranger's"]?["ann"] == means["rows"]?["ann"])
  }

  @Test func neverSeesATargetNorWhatItStopsBy() throws {
    let evaluation = try evaluation()
    _ = try evaluation.run()
    var allowed: Set<String> = []
    for author in evaluation.authors { allowed.formUnion(texts(author, history(author).dropLast(2))) }
    for seen in [Set(model.batches.flatMap(\.texts)), Set(model.rowBatches.flatMap(\.self))] {
      #expect(!seen.isEmpty && seen.isSubset(of: allowed))
    }
    // Ann comes first: 20 steps on her own passages, 20 on those of one other, the same batches with each
    // method.
    let adapted = model.batches.prefix(40).map(\.texts)
    #expect(adapted[..<20].allSatisfy { $0.allSatisfy { $0.hasPrefix("ann") } })
    #expect(adapted[20...].allSatisfy { $0.allSatisfy { !$0.hasPrefix("ann") } })
    #expect(Array(model.rowBatches.prefix(40)) == Array(adapted))
    // Both begin with the same A, and with B of zeros.
    #expect(model.batches[0].adapter == model.batches[20].adapter)
    #expect(model.batches[0].adapter[..<6].allSatisfy { $0 != 0 })
    #expect(model.batches[0].adapter[6..<10].allSatisfy { $0 == 0 })
  }

  @Test func tellsWhatItTakes() throws {
    let record = try evaluation().run()
    let costs = record.fitCosts
    #expect(costs.map(\.strategy) == ["lora 2 behind rows", "prefix 2 from rows"])
    // 20 numbers of an adapter and 6 of rows; the clock goes on by one from the start of a training to its
    // end.
    #expect(costs.map(\.byteCount) == [80, 24])
    #expect(costs.allSatisfy { $0.seconds == 1 && $0.mostSeconds == 1 && $0.authorCount == 4 })
    #expect(costs.allSatisfy { $0.stepCounts == [20: 16] })
    let line =
      "lora 2 behind rows: 1.0 s of training (at most 1.0 s) and 80 bytes a user; passages by number of "
      + "steps: 20: 16"
    #expect(record.markdown.contains("\n\(line)\n"))
    #expect(record.json.text.contains(#""fits":{"lora 2 behind rows":{"steps":20,"seconds":1.0,"bytes":80}"#))
  }

  @Test func changesNothingElse() throws {
    let plug = EvaluationSample.plug()
    let without = try evaluation(tune: nil, plugs: [plug]).run()
    var both = try evaluation(plugs: [plug])
    both.training = PersonalTraining(stepCounts: [10], model: model)
    let with = try both.run(), means = with.means()
    for (name, losses) in without.means() { #expect(means[name] == losses, "\(name)") }
    #expect(Set(means.keys) == Set(with.strategies))
    #expect(with.contrasts.allSatisfy { means[$0.strategy] != nil && means[$0.reference] != nil })
    for reference in ["lora 2 behind rows, on a stranger's", "style own", "style own + steps, held-out stop"]
    {
      let isCompared = with.contrasts.contains {
        $0.strategy == "lora 2 behind rows" && $0.reference == reference
      }
      #expect(isCompared, "\(reference)")
    }
    #expect(without.fitCosts.isEmpty && !without.json.text.contains("\"fits\":{"))
  }

  @Test func repeatsForOneSeed() throws {
    #expect(try evaluation().run() == evaluation().run())
    let first = model.batches[0]
    var other = try evaluation()
    other.selection.seed = 2
    let count = model.batches.count
    _ = try other.run()
    #expect(model.batches[count].adapter != first.adapter)
  }

  @Test func isDoneOnceWhereItIsKept() throws {
    let disk = SimulatedDisk()
    func kept() throws -> KeptLosses { try EvaluationSample.kept(on: disk) }
    let ann = EvaluationSample.author("ann")
    model.reversed = texts(ann, history(ann).suffix(2))
    let whole = try evaluation().run()
    func steps() -> Int { model.batches.count + model.rowBatches.count }
    // Ended in the second author, it goes on with what is missing.
    let before = steps()
    var evaluation = try evaluation()
    evaluation.kept = try kept()
    let partial = try evaluation.run(advance: { if $0 > 5 { throw ConsoleError.interrupted } })
    #expect(partial.isPartial)
    let first = steps() - before
    evaluation.kept = try kept()
    var told: [Int] = []
    #expect(try evaluation.run(advance: { told.append($0) }) == whole)
    #expect(told == told.sorted() && told.last == 16)
    #expect(first > 0 && steps() - before < before + first, "what was done is not done again")
    // Then there is nothing left to do.
    let count = steps()
    evaluation.kept = try kept()
    #expect(try evaluation.run() == whole)
    #expect(steps() == count)
    // Another rate is another training, and so are other numbers of steps and other rows in front.
    var others = [evaluation, evaluation, evaluation]
    others[0].tuning?.methods = try EvaluationOptions.tuningMethods("lora2:0.002")
    others[1].tuning?.stepCounts = [10]
    others[2].tuning?.front.rows[0] = 0.25
    for other in others {
      let count = steps()
      var other = other
      other.kept = try kept()
      _ = try other.run()
      #expect(steps() > count)
    }
  }

  @Test func needsAHistoryThatCanBeParted() throws {
    var evaluation = try evaluation(["ann", "bob"])
    evaluation.authors[1] = EvaluationSample.author("bob", count: 8)
    let means = try evaluation.run().means()
    #expect(means["rows"]?.count == 2)
    #expect(means["lora 2 behind rows"]?.keys.sorted() == ["ann"])
    #expect(means["lora 2 behind rows, on a stranger's"] == nil)
  }

  @Test func tellsHowFarItIs() throws {
    let ann = EvaluationSample.author("ann")
    // A training that takes none of its steps for the stranger is as done as the others.
    model.reversed = texts(ann, history(ann).suffix(2))
    var told: [Int] = []
    var total = 0
    _ = try evaluation().run(prepare: { total = $0 }, advance: { told.append($0) })
    #expect(total == 16 && told.last == total && told == told.sorted())
  }

  @Test func aTrainingThatRunsAwayEndsItWithTheAuthorsBefore() throws {
    // Ann's two trainings, then the twelfth step of Bob's.
    model.failsFrom = 52
    let record = try evaluation(tune: "lora2").run()
    #expect(record.isPartial && record.authors == ["ann"])
    #expect(record.failure as? EvaluationError == .notFinite(author: "bob", strategy: "lora 2 behind rows"))
  }

  @Test func withoutAControlNothingStandsInFront() throws {
    var evaluation = try evaluation(tune: "lora2")
    evaluation.controls = []
    evaluation.tuning?.front = Tuning.Front()
    let means = try evaluation.run().means()
    let none = try #require(means[StrategyTitle.none]?["ann"])
    let own = try #require(means["lora 2 without rows"]?["ann"])
    #expect(abs(own - none + 0.02) < 1e-4)
  }
}
