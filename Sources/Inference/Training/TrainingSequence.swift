// TrainingSequence.swift: what training reads and what it gives back.

/// Soft rows in front, then tokens; the tokens from ``targetStart`` on are predicted.
public struct TrainingSequence: Sendable {
  /// Embedding rows in front of everything, (count, E) row by row; may be empty.
  public var softRows: [Float]

  /// The tokens that follow.
  public var tokens: [TokenID]

  /// The first token that is predicted; at least 1, or 0 where soft rows stand in front.
  public var targetStart: Int

  /// Joins the parts.
  public init(softRows: [Float] = [], tokens: [TokenID], targetStart: Int) {
    self.softRows = softRows
    self.tokens = tokens
    self.targetStart = targetStart
  }

  /// How many tokens are predicted.
  public var targetCount: Int { tokens.count - targetStart }
}

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

/// How exactly gradients are computed.
public enum TrainingPrecision: Sendable {
  /// Products with gradients as those of the forward pass: both factors rounded to 8 bits, sums in float. What is
  /// kept of the forward pass is rounded to bfloat16.
  case fast

  /// Floats throughout.
  case exact
}
