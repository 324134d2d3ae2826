// AdaptedModel.swift: a language model with low-rank terms inside, as training and scoring see any other.

internal import Inference

/// A model and an adapter.
final class AdaptedModel: GradientModel {
  private let model: any AdaptableModel
  private let adapter: LowRankAdapter

  /// Puts `adapter` into `model`.
  init(_ model: any AdaptableModel, _ adapter: LowRankAdapter) {
    self.model = model
    self.adapter = adapter
  }

  /// The nats of each predicted token, by sequence.
  func losses(_ batch: [TrainingSequence]) throws -> [[Float]] {
    try model.losses(batch, adapter: adapter)
  }

  /// The same, with the gradients of soft rows and adapter.
  func gradients(_ batch: [TrainingSequence]) throws -> TrainingGradients {
    try model.gradients(batch, adapter: adapter)
  }
}
