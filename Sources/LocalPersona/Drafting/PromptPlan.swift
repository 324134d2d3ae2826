// PromptPlan.swift: what a strategy decides: the input of the model, and why.

public import Inference

/// An entry that shapes a draft, and how much.
public struct EntryUse: Equatable, Sendable {
  /// The entry.
  public let entry: Entry

  /// Its share of all that the history contributes: 0 to 1, together 1.
  public let weight: Float

  /// Joins the facts.
  public init(entry: Entry, weight: Float) {
    self.entry = entry
    self.weight = weight
  }
}

/// What was left out of a brief, or of a text given with it.
public enum BriefOmission: Equatable, Sendable {
  /// So many words.
  case words(Int)

  /// So many characters, where there is no white space to cut at.
  case characters(Int)
}

/// A prompt that is ready for the model.
public struct PromptPlan: Sendable {
  /// What the model reads: soft rows and tokens, in order.
  public let rows: [InputRow]

  /// The same for people: control tokens by name, soft rows as a remark.
  public let shownText: String

  /// The entries that shape the draft, the weightiest first; empty without persona.
  public let uses: [EntryUse]

  /// Texts at which the draft has come to its end; for models without an end of turn.
  public let stopTexts: [String]

  /// What of the brief the model cannot read, because it is too long; nearly always nothing.
  public var omission: BriefOmission?

  /// What of a given text the model cannot read, for the same reason.
  public var givenOmission: BriefOmission?

  /// The text that the draft starts from, whole; nil where there is none.
  public var given: GivenText?

  /// What sort of text is asked for: what the user said, or what the strategy made of it; nil where that is
  /// open.
  public var kind: EntryKind?

  /// The text that the draft goes on from, which stands at the end of the prompt; nil for a text of its own.
  var continued: GivenText? { given.flatMap { $0.use == .continued ? $0 : nil } }
}
