// TrainingGradients.swift: what training gives back for a batch.

/// The loss of a batch and where it falls.
public struct TrainingGradients: Sendable {
  /// The negative log-likelihood of each predicted token, in nats, by sequence.
  public var losses: [[Float]]

  /// By sequence, the gradient of the mean loss over all predicted tokens of the batch with respect to its
  /// soft rows, (count, E) row by row.
  public var softRows: [[Float]]

  /// That of the same mean loss with respect to the numbers of an adapter, in their order; none without one.
  public var adapter: [Float]

  /// Joins the parts.
  public init(losses: [[Float]], softRows: [[Float]], adapter: [Float] = []) {
    self.losses = losses
    self.softRows = softRows
    self.adapter = adapter
  }
}
