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

/// One that can be trained inside as well.
protocol AdaptableModel: GradientModel {
  /// The sizes of an adapter of a rank of at least 1.
  func lowRankShape(rank: Int) -> LowRankShape

  /// The nats of each predicted token with `adapter` in every block, by sequence.
  func losses(_ batch: [TrainingSequence], adapter: LowRankAdapter) throws -> [[Float]]

  /// The same, and d mean loss of the whole batch / d soft rows and the numbers of the adapter.
  func gradients(_ batch: [TrainingSequence], adapter: LowRankAdapter) throws -> TrainingGradients
}

extension DecoderTraining: AdaptableModel {}
