// BlendedSequence.swift: more or less persona than the model itself would give: `--strength`.
//
// Two sequences of one model, with and without the persona, are read side by side. What is drawn from is
// (1 − s)·without + s·with. Taken over log-probabilities this is p ∝ without^(1−s) · with^s; over logits it
// differs by one constant for all tokens, which no draw sees, and at s = 0 and s = 1 the logits are exactly
// those of the two models, so that the repetition penalty, which looks at the sign of a logit, does not jump.

internal import Inference

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A model that gives, for one prompt with a persona, logits between those with and without it.
///
/// Costs a second reading of each token, except where the two prompts are the same.
final class BlendedModel: LanguageModel {
  private let model: any LanguageModel
  private let settings: Settings

  /// What is blended.
  struct Settings {
    /// The prompt with the persona, which the generator reads.
    let persona: PromptPlan

    /// The prompt without.
    let plain: PromptPlan

    /// Changes the choice of the model where the persona does.
    let shaper: (any LogitsShaper)?

    /// s: 0 for none of the persona, 1 for all of it, above that for more than all.
    let strength: Float
  }

  /// Blends what `model` says after two prompts.
  init(_ model: any LanguageModel, _ settings: Settings) {
    self.model = model
    self.settings = settings
  }

  var contextLength: Int { model.contextLength }
  var tokenizer: any Tokenizer { model.tokenizer }
  var chatTemplate: ChatTemplate? { model.chatTemplate }

  /// A pair of sequences; the second has as much room behind its prompt as the first.
  func makeSequence(capacity: Int) -> any ModelSequence {
    let (persona, plain) = (settings.persona.rows, settings.plain.rows)
    let second = persona == plain ? nil : model.makeSequence(capacity: capacity - persona.count + plain.count)
    return BlendedSequence(persona: model.makeSequence(capacity: capacity), plain: second, settings)
  }
}

/// Two sequences in step: one prompt or the other, and the same draft after both.
///
/// Positions are those of the sequence with the persona. The prompt without it is read when the other one
/// is complete.
final class BlendedSequence: ModelSequence {
  private let persona: any ModelSequence
  private let plain: (any ModelSequence)?  // nil where the prompts are the same
  private let settings: BlendedModel.Settings
  private var draft: [TokenID] = []

  fileprivate init(
    persona: any ModelSequence, plain: (any ModelSequence)?, _ settings: BlendedModel.Settings
  ) {
    self.persona = persona
    self.plain = plain
    self.settings = settings
  }

  private var promptCount: Int { settings.persona.rows.count }

  /// Positions of the sequence with the persona.
  var count: Int { persona.count }

  /// Reads `rows` after both prompts.
  ///
  /// - Returns: The blended logits; while the prompt is incomplete, those of the persona's sequence.
  func append(_ rows: [InputRow]) throws -> [Float] {
    let start = persona.count
    var logits = try persona.append(rows)
    guard persona.count >= promptCount else { return logits }
    let new = rows.dropFirst(max(0, promptCount - start))
    draft += new.compactMap { if case .token(let token) = $0 { token } else { nil } }
    let base = try plainLogits(after: new) ?? logits
    settings.shaper?.shape(&logits, after: draft)
    Self.blend(into: &logits, base, strength: settings.strength)
    return logits
  }

  /// Reads what the sequence without the persona has not read yet; nil where there is none of its own.
  private func plainLogits(after new: ArraySlice<InputRow>) throws -> [Float]? {
    guard let plain else { return nil }
    return try plain.append((plain.count == 0 ? settings.plain.rows : []) + new)
  }

  /// Forgets in both what comes from position `count` on.
  func truncate(to count: Int) {
    persona.truncate(to: count)
    let kept = max(0, count - promptCount)
    draft.removeLast(max(0, draft.count - kept))
    guard let plain else { return }
    // Within the prompt of the one there is no place in that of the other: it is read again.
    let place = count < promptCount ? 0 : settings.plain.rows.count + kept
    if place < plain.count { plain.truncate(to: place) }
  }

  /// Tokens less likely than this share of the likeliest are not raised beyond what the persona gives them:
  /// the plausibility constraint of contrastive decoding, arXiv 2210.15097, and its number.
  private static let plausibleShare: Float = 0.1

  /// Replaces `logits`, which are those with the persona, by (1 − strength)·plain + strength·logits.
  ///
  /// Beyond 1 that would make a token that both sides find absurd the likeliest of all, where one of them
  /// finds it a little less so; such a token keeps its probability. A token that either side rules out with
  /// −∞, or that is no number, is ruled out.
  static func blend(into logits: inout [Float], _ plain: [Float], strength: Float) {
    precondition(logits.count == plain.count, "logits of two vocabularies")
    let limit = strength > 1 ? (logits.max() ?? 0) + log(plausibleShare) : -.infinity
    // What the probabilities with the persona are as logits on the scale of the blended ones.
    let shift = strength > 1 ? (strength - 1) * (LogSumExp.of(logits) - LogSumExp.of(plain)) : 0
    for index in logits.indices {
      let (with, without) = (logits[index], plain[index])
      guard with.isFinite, without.isFinite else {
        logits[index] = -.infinity
        continue
      }
      let blended = (1 - strength) * without + strength * with
      logits[index] = with < limit ? min(blended, with + shift) : blended
    }
  }
}
