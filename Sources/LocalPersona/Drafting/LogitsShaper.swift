// LogitsShaper.swift: what may change a model's choice of the next token, before it is drawn.

public import Inference

/// Changes the logits of the next token of a draft.
///
/// A function of its arguments alone: where a draft goes back, the same place is shaped once more.
public protocol LogitsShaper {
  /// Changes `logits`.
  ///
  /// - Parameters:
  ///   - logits: One a token of the vocabulary, as the model gave them.
  ///   - tokens: The draft so far, without its prompt; empty at its beginning.
  func shape(_ logits: inout [Float], after tokens: [TokenID])
}
