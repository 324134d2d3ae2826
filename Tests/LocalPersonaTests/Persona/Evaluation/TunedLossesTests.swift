import Inference
import Testing

@testable import LocalPersona

@Suite("kept losses of a tuned model")
struct TunedLossesTests {
  @Test func keysDifferWithAllThatATrainingDependsOn() throws {
    let passages = (0..<10).map { number in
      PassageExample(prompt: [1], target: [TokenID(number), 2], brief: "")
    }
    let lesson = try #require(PersonalTraining.Lesson(passages))
    let training = Tuning.Training(
      method: try #require(TuningMethod("lora2")), lesson: lesson, stages: [0, 10], seed: 1)
    let front = Tuning.Front(name: "rows", rows: [1, 2], rowCount: 1)
    let target = TrainingSequence(tokens: [1, 2], targetStart: 1)
    let model = [UInt8](repeating: 1, count: 32)
    func key(
      _ targets: [TrainingSequence]? = nil, model other: [UInt8]? = nil,
      _ change: (inout Tuning.Training, inout Tuning.Front) -> Void = { _, _ in }
    ) -> [UInt8] {
      var training = training
      var front = front
      change(&training, &front)
      return NumberKey.tuned(by: training, front: front, targets: targets ?? [target], model: other ?? model)
    }
    let ways = try ["lora4", "lora2:0.002", "prefix"].map { try #require(TuningMethod($0)) }
    var keys: [[UInt8]] = [key(), key([]), key([target, target]), key(model: [2])]
    for way in ways { keys.append(key { training, _ in training.method = way }) }
    keys.append(key { training, _ in training.seed = 2 })
    keys.append(key { training, _ in training.stages = [0, 20] })
    keys.append(key { training, _ in training.stages = [10] })
    keys.append(key { training, _ in training.lesson.kept = [] })
    keys.append(key { training, _ in training.lesson.training.swapAt(0, 1) })
    keys.append(key { _, front in front.rows[0] = 3 })
    keys.append(key { _, front in front.scale = 2 })
    #expect(Set(keys).count == keys.count)
    // A rate that is named and is the usual one is the same training.
    let usual = try #require(TuningMethod("lora2:0.001"))
    let same = key { training, _ in training.method = usual }
    #expect(same == key())
  }

  @Test func keptNumbersOfAnotherTrainingAreNotTaken() {
    let targets = ([2, 3] as [TokenID]).map { TrainingSequence(tokens: Array(0..<$0), targetStart: 1) }
    let tuned = TunedLosses(stepCount: 20, seconds: 1.5, losses: [[1], [2, 3]])
    let numbers = tuned.numbers
    #expect(TunedLosses(numbers, stages: [0, 20], targets: targets) == tuned)
    #expect(TunedLosses(numbers, stages: [0, 10], targets: targets) == nil)
    #expect(TunedLosses(numbers, stages: [0, 20], targets: Array(targets.dropLast())) == nil)
    #expect(TunedLosses([], stages: [0], targets: []) == nil)
    #expect(TunedLosses([0.5, 1], stages: [0], targets: []) == nil)
  }
}
