// LearningPrompts.swift: entries as what the model would have been asked, and what it should have answered.
//
// The rule is that of the plug's own training (PassageExample): a brief of the title and the most telling
// words of the part that is predicted, kind and recipient, laid out as `write` lays it out, so that what wins
// here wins there. The words' rarity is counted over the training entries, and examples come from them alone.

internal import Inference

/// Makes examples for one model and one history.
struct LearningPrompts {
  /// An entry with fewer tokens says nothing about how somebody writes.
  static let leastTargetCount = 8

  private let model: any LanguageModel
  private let history: HistorySearch

  /// Makes examples for `model`; `history` holds the training entries only.
  init(model: any LanguageModel, history: HistorySearch) {
    self.model = model
    self.history = history
  }

  /// The tokens of an entry.
  static func tokens(of entry: Entry, by tokenizer: any Tokenizer) -> [TokenID] {
    tokenizer.encode(entry.text, addSpecial: false, parseSpecial: false)
  }

  /// An entry as an example.
  ///
  /// - Parameters:
  ///   - entry: What was written.
  ///   - exampleCount: Entries of the history that the prompt shows; 0 for the brief alone.
  ///   - isSoft: Whether soft rows stand in front, which changes the prompt behind them.
  ///   - ranking: How they are chosen.
  /// - Returns: Its prompt and its first tokens.
  /// - Throws: What the search for examples throws; ``DraftingError``.
  func example(
    _ entry: Entry, exampleCount: Int = 0, isSoft: Bool, ranking: ExampleRanking = .both
  ) throws -> PassageExample {
    let part = PassageExample.predictedPart(of: entry.text, by: model.tokenizer)
    // Cut down to one broken word, a part may be no text; then the whole entry tells.
    let asked =
      (try? Entry(kind: entry.kind, title: entry.title, recipient: entry.recipient, text: part.text)) ?? entry
    let content = WritingRequest(asked, index: history.index).content
    let brief = try Brief(
      // An entry without any word that tells something still has a kind.
      content.isEmpty ? entry.kind.description : content, kind: entry.kind, recipient: entry.recipient,
      length: .short)
    let retrieval =
      exampleCount > 0
      ? Retrieval(history, exampleCount: exampleCount, ranking: ranking) : nil
    let plan = try strategy(retrieval, isSoft: isSoft).plan(brief, builder: PromptBuilder(model: model))
    let prompt = plan.rows.compactMap { row -> TokenID? in
      if case .token(let token) = row { token } else { nil }
    }
    return PassageExample(prompt: prompt, target: part.tokens, brief: brief.text)
  }

  /// The rows themselves come later: one in their place is enough for the layout.
  private func strategy(_ retrieval: Retrieval?, isSoft: Bool) -> any DraftingStrategy {
    if isSoft { return PlugStrategy(retrieval: retrieval) { _ in [[]] } }
    return retrieval ?? NoPersona()
  }
}
