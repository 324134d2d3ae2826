// TrainingState.swift: where a training run stands: all that the rest of the run depends on.

/// What was measured on the authors kept to judge by, in nats a token.
struct DevelopmentResult: Equatable, Sendable {
  /// Steps taken before.
  var step: Int

  /// With the author's own history.
  var own: Double

  /// With the mean author's; nil for a plug that knows no persons.
  var mean: Double?

  /// With another author's history; nil likewise.
  var stranger: Double?

  /// The mean loss of training since the measurement before; nil at the start.
  var training: Double?
}

/// A training run between two steps.
///
/// Draws depend on the seed and the step alone, so there is no random state to keep.
struct TrainingState: Equatable, Sendable {
  /// Steps taken.
  var step = 0

  var parameters: [Float]

  var optimiser: AdamW

  var development: [DevelopmentResult] = []

  /// Sum of the losses since the last measurement, and how many.
  var lossSum = 0.0
  var lossCount = 0

  /// A run that has taken no step.
  init(parameters: [Float]) {
    self.parameters = parameters
    optimiser = AdamW(parameterCount: parameters.count)
  }
}
