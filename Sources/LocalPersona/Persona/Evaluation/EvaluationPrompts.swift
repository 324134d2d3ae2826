// EvaluationPrompts.swift: the prompts of an evaluation, by the rule that training has.

internal import Inference

/// Turns passages into requests and answers.
protocol EvaluationPrompts {
  /// Whether a passage is long enough to be predicted.
  func isTarget(_ passage: CorpusPassage) -> Bool

  /// A passage as an example.
  ///
  /// - Parameters:
  ///   - number: Which passage of the author.
  ///   - author: Whose.
  ///   - exampleCount: How many other passages stand in the prompt; 0 for the brief alone.
  ///   - history: The passages that they may come from.
  ///   - isSoft: Whether the system turn is left out, as it is behind soft rows.
  /// - Returns: The example; nil where nothing is left of the passage.
  /// - Throws: What the making of prompts throws.
  func example(
    _ number: Int, of author: CorpusAuthor, exampleCount: Int, among history: [Int], isSoft: Bool
  ) throws -> PassageExample?

  /// A whole passage as tokens, without anything before it.
  func tokens(of passage: CorpusPassage) -> [TokenID]
}

/// The prompts of training.
final class PassagePrompts: EvaluationPrompts {
  private let model: any LanguageModel

  /// Of the author who was asked for last: authors are measured one after the other.
  private var latest: (author: String, prompts: AuthorPrompts)?

  /// Makes prompts for `model`.
  init(model: any LanguageModel) { self.model = model }

  /// Asks the rule of training.
  func isTarget(_ passage: CorpusPassage) -> Bool { AuthorPrompts.isUsable(passage) }

  /// An example of training, retrieval and all.
  func example(
    _ number: Int, of author: CorpusAuthor, exampleCount: Int, among history: [Int], isSoft: Bool
  ) throws -> PassageExample? {
    try prompts(of: author).example(number, exampleCount: exampleCount, among: history, isSoft: isSoft)
  }

  /// The tokens as they would follow a prompt.
  func tokens(of passage: CorpusPassage) -> [TokenID] {
    model.tokenizer.encode(passage.text, addSpecial: false, parseSpecial: false)
  }

  private func prompts(of author: CorpusAuthor) throws -> AuthorPrompts {
    if let latest, latest.author == author.name { return latest.prompts }
    let prompts = try AuthorPrompts(author, model: model)
    latest = (author.name, prompts)
    return prompts
  }
}
