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
  ///   - examples: Which other passages stand in the prompt; nil for the brief alone.
  ///   - history: The passages that they may come from.
  ///   - isSoft: Whether the system turn is left out, as it is behind soft rows.
  /// - Returns: The example; nil where nothing is left of the passage.
  /// - Throws: What the making of prompts throws.
  func example(
    _ number: Int, of author: CorpusAuthor, examples: ExampleChoice?, among history: [Int], isSoft: Bool
  ) throws -> PassageExample?

  /// The passages of a history, those nearest to the brief of a passage first.
  ///
  /// - Parameters:
  ///   - number: Which passage of the author is asked for.
  ///   - author: Whose.
  ///   - history: The passages, oldest first.
  ///   - ranking: What near means.
  /// - Returns: All of the history but the passage itself, as examples are taken.
  /// - Throws: What a search throws.
  func closest(
    to number: Int, of author: CorpusAuthor, among history: [Int], by ranking: ExampleRanking
  ) throws -> [Int]

  /// A whole passage as tokens, without anything before it.
  func tokens(of passage: CorpusPassage) -> [TokenID]
}

/// The prompts of training.
final class PassagePrompts: EvaluationPrompts {
  private let model: any LanguageModel
  private let meaning: (any HistoryEncoder)?

  /// Of the author who was asked for last: authors are measured one after the other.
  private var latest: (author: String, prompts: AuthorPrompts)?

  /// Makes prompts for `model`; `meaning` ranks passages by meaning, where that is asked for.
  init(model: any LanguageModel, meaning: (any HistoryEncoder)? = nil) {
    self.model = model
    self.meaning = meaning
  }

  /// Asks the rule of training.
  func isTarget(_ passage: CorpusPassage) -> Bool { AuthorPrompts.isUsable(passage) }

  /// An example of training, retrieval and all.
  func example(
    _ number: Int, of author: CorpusAuthor, examples: ExampleChoice?, among history: [Int], isSoft: Bool
  ) throws -> PassageExample? {
    try prompts(of: author).example(number, examples: examples, among: history, isSoft: isSoft)
  }

  /// As the prompts of training rank them.
  func closest(
    to number: Int, of author: CorpusAuthor, among history: [Int], by ranking: ExampleRanking
  ) throws -> [Int] {
    try prompts(of: author).closest(to: number, among: history, by: ranking)
  }

  /// The tokens as they would follow a prompt.
  func tokens(of passage: CorpusPassage) -> [TokenID] {
    model.tokenizer.encode(passage.text, addSpecial: false, parseSpecial: false)
  }

  private func prompts(of author: CorpusAuthor) throws -> AuthorPrompts {
    if let latest, latest.author == author.name { return latest.prompts }
    let prompts = try AuthorPrompts(author, model: model, meaning: meaning)
    latest = (author.name, prompts)
    return prompts
  }
}
