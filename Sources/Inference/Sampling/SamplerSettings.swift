// SamplerSettings.swift: how the next token is drawn.

/// How the next token is drawn from the model's distribution.
public struct SamplerSettings: Sendable, Equatable {
  /// Divides the logits; 0 takes the likeliest token.
  public var temperature: Float

  /// Only the `topK` likeliest tokens can be drawn; 0 stands for all.
  public var topK: Int

  /// Only the likeliest tokens that together have this probability can be drawn (nucleus sampling,
  /// arXiv 1904.09751); 1 stands for all.
  public var topP: Float

  /// Only tokens at least this likely, relative to the likeliest, can be drawn (arXiv 2407.01082); 0
  /// stands for all.
  public var minP: Float

  /// Divides positive logits of recent tokens, and multiplies negative ones (arXiv 1909.05858); 1 does
  /// nothing.
  public var repetitionPenalty: Float

  /// How many of the last tokens the penalty looks at.
  public var repetitionWindow: Int

  /// Where the random numbers start: the same seed draws the same tokens.
  public var seed: UInt64

  /// Sets every number; the defaults suit a small instruct model that writes prose.
  public init(
    temperature: Float = 0.7, topK: Int = 40, topP: Float = 0.9, minP: Float = 0.05,
    repetitionPenalty: Float = 1.1, repetitionWindow: Int = 64, seed: UInt64
  ) {
    self.temperature = temperature
    self.topK = topK
    self.topP = topP
    self.minP = minP
    self.repetitionPenalty = repetitionPenalty
    self.repetitionWindow = repetitionWindow
    self.seed = seed
  }
}
