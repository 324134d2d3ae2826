// TrainingSettings.swift: how a plug is trained. The defaults are those of the prototype that worked.

/// The numbers of a training run.
struct TrainingSettings: Equatable, Sendable {
  /// Steps of the whole run; the learning rate falls to 0 at their end.
  var stepCount = 600

  /// Examples of a step, each of another author.
  var batchCount = 8

  /// Passages of history of each example, drawn anew each time: a plug must not lean on any of them.
  var historyCounts = 8...32

  /// Peak learning rate of instruction rows that are parameters, in units of the embeddings' size.
  var instructionRate: Float = 5e-3

  /// Peak learning rate of everything else.
  var projectorRate: Float = 1e-3

  /// Weight decay of the projectors' matrices; rows and biases have none.
  var weightDecay: Float = 1e-4

  /// Steps over which the rates rise.
  var warmUpSteps = 20

  /// The gradient is shortened to this length.
  var clipNorm: Float = 1

  /// Tokens of each example that are predicted.
  var targetLimit = PassageExample.trainingTargetLimit

  /// Retrieved passages of the author in each prompt.
  var exampleCount = 0

  /// Reads another author's history than the target's: the control that has all that a plug has, but for the
  /// person.
  var readsStrangers = false

  /// Steps between measurements on the authors kept to judge by.
  var developmentInterval = 50

  /// Determines everything that is drawn.
  var seed: UInt64 = 1

  /// Tells the draws of a run that starts from a plug from those that the plug was trained on; 0 for a run
  /// that starts from none.
  var startSalt: UInt64 = 0

  /// What batches are drawn by: a run that goes on from a plug with the same seed must see other ones.
  var drawSeed: UInt64 { seed ^ startSalt }

  var schedule: LearningSchedule { LearningSchedule(warmUpSteps: warmUpSteps, totalSteps: stepCount) }

  /// The rates of each tensor at a step.
  func rates(
    for layout: [PlugTensor], step: Int
  ) -> [(range: Range<Int>, rate: Float, weightDecay: Float)] {
    let factor = schedule.factor(step: step)
    return layout.map { tensor in
      switch tensor.name {
      case .instruction: (tensor.range, factor * instructionRate, 0)
      case .instructionInner, .instructionOuter, .projectorInner, .projectorOuter:
        (tensor.range, factor * projectorRate, weightDecay)
      case .instructionInnerBias, .instructionOuterBias, .projectorInnerBias, .projectorOuterBias, .query,
        .logTemperature:
        (tensor.range, factor * projectorRate, 0)
      }
    }
  }
}
