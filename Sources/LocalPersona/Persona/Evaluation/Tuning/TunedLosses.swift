// TunedLosses.swift: what a training of the model makes of the targets of one author, as numbers that can be
// kept: the parameters themselves would take megabytes a training, and nothing reads them again.

internal import Inference

/// The losses of some targets after a training.
struct TunedLosses: Equatable, Sendable {
  /// The steps that the kept passages prefer.
  var stepCount: Int

  /// Of training and of the looks at the kept passages; as exact as what is kept.
  var seconds: Float

  /// By target, of each token that is predicted, in nats.
  var losses: [[Float]]
}

extension TunedLosses {
  /// The number of steps, the seconds, and the losses one after the other.
  var numbers: [Float] { [Float(stepCount), seconds] + losses.flatMap(\.self) }

  /// Reads ``numbers``; nil where they are of another training, or of other targets.
  init?(_ numbers: [Float], stages: [Int], targets: [TrainingSequence]) {
    let tokenCount = targets.reduce(0) { $0 + $1.targetCount }
    guard numbers.count == 2 + tokenCount, let stepCount = Int(exactly: numbers[0]),
      stages.contains(stepCount)
    else { return nil }
    self.stepCount = stepCount
    seconds = numbers[1]
    var rest = numbers.dropFirst(2)
    losses = targets.map { target in
      defer { rest = rest.dropFirst(target.targetCount) }
      return Array(rest.prefix(target.targetCount))
    }
  }
}
