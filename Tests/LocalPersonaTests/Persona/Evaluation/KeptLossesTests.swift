import Inference
import Testing

@testable import LocalPersona

/// Losses that depend on all that a model reads, and how many sequences were scored.
private final class HashModel {
  private(set) var scoredCount = 0

  /// From which sequence on it is not there any more.
  var endsAt = Int.max

  func losses(_ batch: [TrainingSequence]) throws -> [[Float]] {
    guard scoredCount + batch.count <= endsAt else { throw ConsoleError.interrupted }
    scoredCount += batch.count
    return batch.map { sequence in
      let rows = sequence.softRows.reduce(Float(0)) { $0 * 0.5 + $1 }
      let read = sequence.tokens[..<sequence.targetStart].reduce(Float(0)) { $0 * 0.75 + Float($1) / 256 }
      return sequence.tokens[sequence.targetStart...].map { 3 + rows / 8 + read / 8 + Float($0) / 512 }
    }
  }
}

@Suite("kept losses")
struct KeptLossesTests {
  private let model = HashModel()

  private func evaluation(_ model: HashModel, exampleCounts: [Int] = [1]) -> PopulationEvaluation {
    var evaluation = PopulationEvaluation(
      authors: EvaluationSample.names.map { EvaluationSample.author($0) }, prompts: BytePrompts(),
      score: { try model.losses($0) })
    evaluation.plugs = [EvaluationSample.plug()]
    evaluation.exampleCounts = exampleCounts
    evaluation.terms = .fitted
    return evaluation
  }

  @Test func aRunThatWasKilledGoesOnToTheSameEnd() throws {
    let whole = try evaluation(model).run()
    let disk = SimulatedDisk()
    let counted = HashModel()
    var kept = evaluation(counted)
    kept.kept = try EvaluationSample.kept(on: disk)
    #expect(try kept.run() == whole)
    let count = counted.scoredCount
    let bytes = try #require(disk.contents["/home/kept"])
    for share in 2...12 {
      let cut = SimulatedDisk()
      cut.contents["/home/kept"] = Array(bytes.prefix(bytes.count * share / 12))
      let model = HashModel()
      var resumed = evaluation(model)
      resumed.kept = try EvaluationSample.kept(on: cut)
      #expect(try resumed.run() == whole, "after \(share) twelfths")
      #expect(share == 12 ? model.scoredCount == 0 : (1..<count).contains(model.scoredCount))
      #expect(cut.contents["/home/kept"] == bytes, "after \(share) twelfths")
    }
  }

  @Test func aRunThatWasInterruptedAnywhereGoesOnToTheSameEnd() throws {
    let whole = try evaluation(model).run()
    for end in [1, 8, 20, 100, model.scoredCount / 2, model.scoredCount - 1] {
      let disk = SimulatedDisk()
      let first = HashModel()
      first.endsAt = end
      var evaluation = evaluation(first)
      evaluation.kept = try EvaluationSample.kept(on: disk)
      let partial = try? evaluation.run()
      #expect(partial?.isPartial != false)
      let second = HashModel()
      var again = self.evaluation(second)
      again.kept = try EvaluationSample.kept(on: disk)
      #expect(try again.run() == whole)
      #expect(second.scoredCount + first.scoredCount == model.scoredCount)
    }
  }

  @Test func aRunThatAsksForMoreComputesOnlyThat() throws {
    let disk = SimulatedDisk()
    func run(_ exampleCounts: [Int], isKept: Bool) throws -> (record: EvaluationRecord, count: Int) {
      let model = HashModel()
      var evaluation = evaluation(model, exampleCounts: exampleCounts)
      if isKept { evaluation.kept = try EvaluationSample.kept(on: disk) }
      return (try evaluation.run(), model.scoredCount)
    }
    let few = try run([], isKept: true)
    let all = try run([1, 2], isKept: false)
    let more = try run([1, 2], isKept: true)
    #expect(more.record == all.record)
    #expect(more.count == all.count - few.count && few.count > 0)
    #expect(try run([2], isKept: true).count == 0)
  }

  @Test func progressReachesItsEnd() throws {
    let disk = SimulatedDisk()
    for _ in 0..<2 {
      var evaluation = evaluation(HashModel())
      evaluation.kept = try EvaluationSample.kept(on: disk)
      var told: [Int] = []
      _ = try evaluation.run(advance: { told.append($0) })
      #expect(told.last == 16 && told == told.sorted())
    }
  }

  @Test func thoseOfAnotherModelAreRefused() throws {
    let disk = SimulatedDisk()
    var evaluation = evaluation(model)
    evaluation.kept = try EvaluationSample.kept(on: disk)
    _ = try evaluation.run()
    do {
      _ = try EvaluationSample.kept(on: disk, model: 8)
      Issue.record("losses of another model were taken")
    } catch NumberLogError.differs(_, let name, _, _) {
      #expect(name == "the language model")
    }
    disk.contents["/home/kept"]?[500] ^= 1
    #expect(throws: NumberLogError.damaged(path: "/home/kept")) { try EvaluationSample.kept(on: disk) }
  }

  @Test func differWithAllThatTheyDependOn() {
    let sequence = TrainingSequence(softRows: [1, 2], tokens: [3, 4, 5], targetStart: 1)
    let model = [UInt8](repeating: 1, count: 32)
    var others = [sequence, sequence, sequence, sequence, sequence]
    others[0].softRows[1] = 2.5
    others[1].softRows.append(3)
    others[2].tokens[0] = 4
    others[3].targetStart = 2
    others[4].tokens.append(6)
    let keys =
      others.map { NumberKey.losses(of: $0, model: model) } + [
        NumberKey.losses(of: sequence, model: model),
        NumberKey.losses(of: sequence, model: [UInt8](repeating: 2, count: 32)),
        NumberKey.vector(of: "a", encoder: model), NumberKey.vector(of: "b", encoder: model),
      ]
    #expect(Set(keys).count == keys.count)
    #expect(NumberKey.losses(of: sequence, model: model) == keys[5])
  }

  @Test func lossesThatAreNoNumbersAreNotKept() throws {
    let disk = SimulatedDisk()
    let kept = try EvaluationSample.kept(on: disk)
    let tokens: [[TokenID]] = [[3, 4], [3, 5]]
    let sequences = tokens.map { TrainingSequence(tokens: $0, targetStart: 1) }
    kept.keep([[.nan], [1]], of: sequences)
    #expect(kept.losses(of: sequences[0]) == nil && kept.losses(of: sequences[1]) == [1])
  }

  @Test func aFullDiskCostsNothingButSafety() throws {
    let disk = SimulatedDisk()
    let whole = try evaluation(model).run()
    let kept = try EvaluationSample.kept(on: disk)
    var failures = 0
    kept.didNotKeep = { _ in failures += 1 }
    disk.start(SimulatedDisk.Plan(step: 5, fault: .noSpace))
    var evaluation = evaluation(HashModel())
    evaluation.kept = kept
    #expect(try evaluation.run() == whole)
    #expect(failures == 1)
    // What came after it is there, and of what failed nothing.
    disk.start(nil)
    let again = HashModel()
    var resumed = self.evaluation(again)
    resumed.kept = try EvaluationSample.kept(on: disk)
    #expect(try resumed.run() == whole)
    #expect((1...LossQueue.batchCount).contains(again.scoredCount))
  }
}
