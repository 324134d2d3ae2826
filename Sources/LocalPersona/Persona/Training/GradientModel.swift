// GradientModel.swift: the whole of what training a plug needs from the frozen language model.

internal import Inference

/// Says how likely it finds a text behind soft rows, and how the rows should change.
protocol GradientModel: AnyObject {
  /// The nats of each predicted token, by sequence.
  func losses(_ batch: [TrainingSequence]) throws -> [[Float]]

  /// The same, and d mean loss of the whole batch / d soft rows, by sequence.
  func gradients(_ batch: [TrainingSequence]) throws -> TrainingGradients
}

extension DecoderTraining: GradientModel {}
