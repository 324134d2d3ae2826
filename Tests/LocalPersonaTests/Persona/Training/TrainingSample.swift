@testable import Inference
@testable import LocalPersona

/// A model whose loss is a bowl: the mean square of how far the rows are from a hundredth of the last token.
final class BowlModel: GradientModel {
  /// The batch, counted from 0, whose loss is no number.
  var failingBatch: Int?

  private(set) var batchCount = 0

  func losses(_ batch: [TrainingSequence]) -> [[Float]] {
    batch.map { sequence in
      let loss = Self.distances(sequence).reduce(0) { $0 + $1 * $1 } / Float(sequence.softRows.count)
      return [Float](repeating: loss, count: sequence.targetCount)
    }
  }

  func gradients(_ batch: [TrainingSequence]) -> TrainingGradients {
    defer { batchCount += 1 }
    var losses = self.losses(batch)
    if failingBatch == batchCount { losses[0][0] = .nan }
    let total = Float(batch.reduce(0) { $0 + $1.targetCount })
    return TrainingGradients(
      losses: losses,
      softRows: batch.map { sequence in
        let share = Float(sequence.targetCount) / total
        return Self.distances(sequence).map { share * 2 * $0 / Float(sequence.softRows.count) }
      })
  }

  private static func distances(_ sequence: TrainingSequence) -> [Float] {
    let goal = Float(sequence.tokens.last ?? 0) / 100
    return sequence.softRows.map { $0 - goal }
  }
}

/// A run in small: four authors, each with rows of their own to find.
struct TrainingSample {
  let plug: Plug
  let inputs: [PersonaInput]
  let settings: TrainingSettings

  init(_ settings: PlugSettings = PlugSample.settings(.residual), steps: Int = 40, seed: UInt64 = 1) {
    var sample = PlugSample(seed: seed)
    inputs = (0..<4).map { _ in sample.input(1) }
    plug = sample.fresh(settings)
    var training = TrainingSettings()
    training.stepCount = steps
    training.developmentInterval = 10
    training.instructionRate = 0.05
    training.projectorRate = 0.05
    training.warmUpSteps = 5
    self.settings = training
  }

  func example(_ author: Int) -> PassageExample {
    PassageExample(prompt: [1, 2], target: [3, TokenID(20 + 40 * author)], brief: "")
  }

  /// Two of the authors at each step.
  func items(_ step: Int) -> [TrainingItem] {
    [step % 4, (step + 1) % 4].map { TrainingItem(example: example($0), input: inputs[$0]) }
  }

  var development: DevelopmentSet {
    DevelopmentSet(
      items: (0..<4).map {
        DevelopmentSet.Item(example: example($0), own: inputs[$0], stranger: inputs[($0 + 1) % 4])
      })
  }

  func trainer(_ model: BowlModel = BowlModel(), resuming state: TrainingState? = nil) -> PlugTrainer<
    BowlModel
  > {
    PlugTrainer(
      plug: plug, settings: settings, model: model, development: development, resuming: state, items: items)
  }
}
