// TrainingSequence.swift: what training reads: one text of a batch.

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
