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

  /// What a passage of a corpus would be called by who asks for one; other kinds keep their names.
  private static let kinds = ["fiction": "story", "nonfiction": "article"]

  /// Indexes the passages of `author`, for prompts of `model`.
  ///
  /// - Throws: `EntryError` for a passage that no entry could hold.
  init(_ author: CorpusAuthor, model: any LanguageModel) throws {
    self.author = author
    tokenizer = model.tokenizer
    builder = PromptBuilder(model: model)
    contextLength = model.contextLength
    entries = try author.passages.enumerated().map { try Self.entry($1, number: $0, text: $1.text) }
    search = HistorySearch(entries)
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
    guard let asked = request(for: number) else { return nil }
    let shown = exampleCount > 0 ? try closest(to: asked.entry, asked.request, among: history) : []
    let examples = shown.prefix(exampleCount).map { other in
      PromptExample(
        entry: entries[other], score: 0, request: WritingRequest(entries[other], index: search.index),
        answer: ExampleText.shortened(entries[other].text))
    }
    let plain = builder.requestTokens(asked.request, isSoft: isSoft)
    // As many as were asked for, or the number would say nothing: the limit is what the model can read.
    let room = contextLength - plain.count - PassageExample.targetLimit - PlugFile.maximumRowCount
    return PassageExample(
      prompt: examples.isEmpty
        ? plain
        : builder.requestTokens(
          asked.request, examples: examples, isSoft: isSoft, exampleBudget: max(0, room)),
      target: asked.tokens, brief: asked.request.content)
  }

  /// Passages of the history, the closest first.
  private func closest(
    to entry: Entry, _ request: WritingRequest, among history: [Int]
  ) throws -> [Int] {
    let allowed = Set(history).subtracting([Int(entry.id.value)])
    let query = [entry.recipient, request.content].compactMap(\.self).joined(separator: " ")
    let all = try search.matches(for: query, mode: .text, limit: entries.count, includingUnrelated: true)
      .map { Int($0.entry.id.value) }.filter(allowed.contains)
    let isAlike = { [entries] (other: Int) in entries[other].kind == entry.kind }
    return all.filter(isAlike) + all.filter { !isAlike($0) }
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
