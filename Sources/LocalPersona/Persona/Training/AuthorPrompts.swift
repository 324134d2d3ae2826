// AuthorPrompts.swift: makes the examples of one author: prompts from passages, with retrieved ones if asked.

internal import Inference

/// The passages of one author as requests and answers.
final class AuthorPrompts {
  private let author: CorpusAuthor
  private let tokenizer: any Tokenizer
  private let builder: PromptBuilder
  private let contextLength: Int
  private let entries: [Entry]
  private let search: HistorySearch
  private let ranking: PassageRanking

  /// What a passage of a corpus would be called by who asks for one; other kinds keep their names.
  private static let kinds = ["fiction": "story", "nonfiction": "article"]

  /// Indexes the passages of `author`, for prompts of `model`.
  ///
  /// - Parameters:
  ///   - author: Whose.
  ///   - model: Whom prompts are laid out for.
  ///   - meaning: Ranks passages by meaning; nil where that is never asked for.
  /// - Throws: `EntryError` for a passage that no entry could hold.
  init(_ author: CorpusAuthor, model: any LanguageModel, meaning: (any HistoryEncoder)? = nil) throws {
    self.author = author
    tokenizer = model.tokenizer
    builder = PromptBuilder(model: model)
    contextLength = model.contextLength
    entries = try author.passages.enumerated().map { try Self.entry($1, number: $0, text: $1.text) }
    search = HistorySearch(entries)
    ranking = PassageRanking(entries, search: search, meaning: meaning)
  }

  /// Whether a passage is long enough to be predicted.
  static func isUsable(_ passage: CorpusPassage) -> Bool {
    WordScanner.words(of: String(passage.text.prefix(2000))).count >= PassageExample.leastWordCount
  }

  /// A passage as an example, behind the closest others of a history: in training, between its steps and in
  /// evaluation.
  ///
  /// - Parameters:
  ///   - number: Which passage.
  ///   - exampleCount: How many others stand in the prompt, the closest by BM25, those of its kind first, as
  ///     ``Retrieval`` orders them; 0 for the brief alone.
  ///   - history: The passages that they may be; the passage itself never is.
  ///   - isSoft: Whether soft rows stand in front, in place of the system turn.
  /// - Returns: The example; nil where no word is left of the passage.
  /// - Throws: What a search throws.
  func example(
    _ number: Int, exampleCount: Int = 0, among history: [Int] = [], isSoft: Bool = true
  ) throws -> PassageExample? {
    let examples = exampleCount > 0 ? ExampleChoice(amount: .passages(exampleCount)) : nil
    return try example(number, examples: examples, among: history, isSoft: isSoft)
  }

  /// The same with examples that are chosen in any way.
  ///
  /// - Parameters:
  ///   - number: Which passage.
  ///   - examples: Which others stand in the prompt; nil for the brief alone.
  ///   - history: The passages that they may be, oldest first; the passage itself never is.
  ///   - isSoft: Whether soft rows stand in front, in place of the system turn.
  /// - Returns: The example; nil where no word is left of the passage.
  /// - Throws: What a search throws.
  func example(
    _ number: Int, examples: ExampleChoice?, among history: [Int], isSoft: Bool
  ) throws -> PassageExample? {
    guard let asked = request(for: number) else { return nil }
    let plain = builder.requestTokens(asked.request, isSoft: isSoft)
    var prompt = plain
    if let examples {
      let order = try ranking.closest(
        to: asked.entry, content: asked.request.content, among: history, by: examples.ranking)
      // As many as were asked for, or the number would say nothing: the limit is what the model can read.
      let room = max(
        0, contextLength - plain.count - PassageExample.targetLimit - PlugFile.maximumRowCount)
      switch examples.amount {
      case .passages(let count):
        let few = order.prefix(count).map { shown($0, ExampleText.shortened(entries[$0].text)) }
        if !few.isEmpty {
          prompt = builder.requestTokens(
            asked.request, examples: few, isSoft: isSoft, exampleBudget: room)
        }
      case .tokens(let count):
        let budget = PromptBudget(
          builder: builder, request: asked.request, isSoft: isSoft, tokenCount: min(count, room))
        prompt = budget.prompt(behind: order.map { shown($0, entries[$0].text.trimmingSpaces()) })
      }
    }
    return PassageExample(prompt: prompt, target: asked.tokens, brief: asked.request.content)
  }

  /// The passages of a history, those nearest to the brief of a passage first; none where no word is left of
  /// it.
  ///
  /// - Throws: What a search throws.
  func closest(to number: Int, among history: [Int], by ranking: ExampleRanking) throws -> [Int] {
    guard let asked = request(for: number) else { return [] }
    return try self.ranking.closest(
      to: asked.entry, content: asked.request.content, among: history, by: ranking)
  }

  private func shown(_ other: Int, _ answer: String) -> PromptExample {
    PromptExample(
      entry: entries[other], score: 0, request: WritingRequest(entries[other], index: search.index),
      answer: answer)
  }

  private func request(
    for number: Int
  ) -> (entry: Entry, request: WritingRequest, tokens: [TokenID])? {
    let passage = author.passages[number]
    let part = PassageExample.predictedPart(of: passage.text, by: tokenizer)
    guard !part.tokens.isEmpty, let entry = try? Self.entry(passage, number: number, text: part.text) else {
      return nil
    }
    return (entry, WritingRequest(entry, index: search.index), part.tokens)
  }

  /// A passage as an entry of a vault; its id is its number, so that everything can be repeated.
  private static func entry(_ passage: CorpusPassage, number: Int, text: String) throws(EntryError) -> Entry {
    let addressee = addressee(of: passage)
    return try Entry(
      id: EntryID(value: UInt64(number)) ?? .random(), written: written(passage.year),
      added: Timestamp(0), kind: EntryKind(kinds[passage.kind] ?? passage.kind) ?? .note,
      title: addressee == nil ? passage.title : nil, recipient: passage.recipient ?? addressee, text: text)
  }

  private static func addressee(of passage: CorpusPassage) -> String? {
    guard passage.kind == "letter", let title = passage.title, title.hasPrefix("To "), title.count > 3 else {
      return nil
    }
    return String(title.dropFirst(3))
  }

  private static func written(_ year: Int?) -> Timestamp {
    guard let year, (1...9999).contains(year) else { return Timestamp(0) }
    let digits = String(year)
    let zeros = String(repeating: "0", count: 4 - digits.utf8.count)
    return Timestamp(iso8601: "\(zeros)\(digits)-01-01") ?? Timestamp(0)
  }
}
