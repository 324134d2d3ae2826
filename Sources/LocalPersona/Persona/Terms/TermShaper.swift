// TermShaper.swift: a draft that leans towards its writer's own terms.

internal import Inference

/// Draws from p₃ in place of the model's own distribution.
struct TermShaper: LogitsShaper {
  /// The writer's terms.
  let model: TermModel

  /// Tokens that keep the probability that the language model gives them.
  ///
  /// Those that end a draft: texts are counted without them, so p₃ would make them rarer wherever the writer
  /// has much to say, and drafts would not come to their end.
  let ends: Set<TokenID>

  /// Mixes the terms in.
  func shape(_ logits: inout [Float], after tokens: [TokenID]) {
    var kept: [(token: Int, logit: Float)] = []
    for token in ends where logits.indices.contains(Int(token)) {
      kept.append((Int(token), logits[Int(token)]))
      logits[Int(token)] = -.infinity
    }
    let share = model.mix(into: &logits, after: tokens[...])
    // All others together have grown by 1 / share, and so do these.
    for (token, logit) in kept { logits[token] = logit - share }
  }
}
