// TrainingPrecision.swift: how exactly the backward pass computes.

/// How exactly gradients are computed.
public enum TrainingPrecision: Sendable {
  /// Products with gradients as those of the forward pass: both factors rounded to 8 bits, sums in float.
  /// What is kept of the forward pass is rounded to bfloat16.
  case fast

  /// Floats throughout.
  case exact
}
