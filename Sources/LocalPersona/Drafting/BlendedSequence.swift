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
/// A token costs one pass through the weights, since both sequences read it at once; the prompt without the
/// persona is read beside the other one, except where the two are the same.
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
  func promptLimit(draftTokenCount: Int) -> Int { model.promptLimit(draftTokenCount: draftTokenCount) }
  var tokenizer: any Tokenizer { model.tokenizer }
  var chatTemplate: ChatTemplate? { model.chatTemplate }

  /// A pair of sequences, which are going to begin with their prompts; the second has as much room behind its
  /// prompt as the first.
  func makeSequence(capacity: Int) -> any ModelSequence {
    let (persona, plain) = (settings.persona.rows, settings.plain.rows)
    let second =
      persona == plain
      ? nil : model.makeSequence(capacity: capacity - persona.count + plain.count, beginning: plain)
    let first = model.makeSequence(capacity: capacity, beginning: persona)
    return BlendedSequence(model, persona: first, plain: second, settings)
  }
}

/// Two sequences in step: one prompt or the other, and the same draft after both.
///
/// Positions are those of the sequence with the persona. The prompt without it is read when the other one
/// is complete.
final class BlendedSequence: ModelSequence {
  private let model: any LanguageModel
  private let persona: any ModelSequence
  private let plain: (any ModelSequence)?  // nil where the prompts are the same
  private let settings: BlendedModel.Settings
  private var draft: [TokenID] = []

  fileprivate init(
    _ model: any LanguageModel, persona: any ModelSequence, plain: (any ModelSequence)?,
    _ settings: BlendedModel.Settings
  ) {
    self.model = model
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
    let new = rows.dropFirst(max(0, promptCount - persona.count))
    let both = try read(rows, new: new)
    guard persona.count >= promptCount else { return both.persona }
    draft += new.compactMap { if case .token(let token) = $0 { token } else { nil } }
    var logits = both.persona
    settings.shaper?.shape(&logits, after: draft)
    Self.blend(into: &logits, both.plain ?? both.persona, strength: settings.strength)
    return logits
  }

  /// Reads `rows` with the persona and, once its prompt is complete, what the other sequence has not read
  /// yet: `new`, the rows of the draft, after its own prompt.
  ///
  /// - Returns: The logits of both; none of the other's where it has nothing to read.
  private func read(
    _ rows: [InputRow], new: ArraySlice<InputRow>
  ) throws -> (persona: [Float], plain: [Float]?) {
    let plainRows = settings.plain.rows
    if let plain, plain.count >= plainRows.count, rows.count == 1, new.count == 1 {
      let both = try model.append([rows[0], rows[0]], to: [persona, plain])
      return (both[0], both[1])
    }
    let logits = try persona.append(rows)
    guard let plain, persona.count >= promptCount else { return (logits, nil) }
    return (logits, try plain.append(Array(plainRows.dropFirst(plain.count)) + new))
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
