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
  /// - Returns: The example; nil where nothing is left of the passage.
  /// - Throws: What the making of prompts throws.
  func example(
    _ number: Int, of author: CorpusAuthor, exampleCount: Int, among history: [Int]
  ) throws -> PassageExample?

  /// A whole passage as tokens, without anything before it.
  func tokens(of passage: CorpusPassage) -> [TokenID]
}

/// The prompts of training.
final class PassagePrompts: EvaluationPrompts {
  private let model: any LanguageModel

  /// Of the author who was asked for last: authors are measured one after the other.
  private var latest: (author: String, prompts: AuthorPrompts, index: TextIndex)?

  /// Makes prompts for `model`.
  init(model: any LanguageModel) { self.model = model }

  /// Asks the rule of training.
  func isTarget(_ passage: CorpusPassage) -> Bool { AuthorPrompts.isUsable(passage) }

  /// An example of training; the passages in the prompt are the closest of the history by BM25.
  func example(
    _ number: Int, of author: CorpusAuthor, exampleCount: Int, among history: [Int]
  ) throws -> PassageExample? {
    let (prompts, index) = try prompts(of: author)
    let plain = prompts.example(number, showing: [])
    guard exampleCount > 0, let plain else { return plain }
    let closest = Self.closest(to: number, plain.brief, of: author, among: history, by: index)
    return prompts.example(number, showing: Array(closest.prefix(exampleCount)))
  }

  /// The tokens as they would follow a prompt.
  func tokens(of passage: CorpusPassage) -> [TokenID] {
    model.tokenizer.encode(passage.text, addSpecial: false, parseSpecial: false)
  }

  /// The history with the best matches of the target's kind first, then those of other kinds.
  ///
  /// The words are those of the brief, of title and recipient: nothing of the text beyond them.
  static func closest(
    to number: Int, _ brief: String, of author: CorpusAuthor, among history: [Int], by index: TextIndex
  ) -> [Int] {
    let target = author.passages[number]
    let query = [target.recipient, target.title, brief].compactMap(\.self).joined(separator: " ")
    let scores = index.scores(for: query)
    let sorted = history.sorted { (scores[$1], $0) < (scores[$0], $1) }
    let isAlike = { author.passages[$0].kind == target.kind }
    return sorted.filter(isAlike) + sorted.filter { !isAlike($0) }
  }

  /// The words of every passage, titles counted as search counts them.
  static func index(of author: CorpusAuthor) -> TextIndex {
    TextIndex(
      documents: author.passages.map { passage in
        let fields = [(passage.text, 1), (passage.title, 2), (passage.recipient, 1)] as [(String?, Int32)]
        return fields.compactMap { text, weight in text.map { TextIndex.Field(text: $0, weight: weight) } }
      })
  }

  private func prompts(of author: CorpusAuthor) throws -> (AuthorPrompts, TextIndex) {
    if let latest, latest.author == author.name { return (latest.prompts, latest.index) }
    let prompts = try AuthorPrompts(author, model: model)
    let index = Self.index(of: author)
    latest = (author.name, prompts, index)
    return (prompts, index)
  }
}
