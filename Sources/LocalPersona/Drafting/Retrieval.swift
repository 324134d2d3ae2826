// Retrieval.swift: the entries closest to the brief, as examples of how this person writes.
//
// Few and short ones: a small model loses the brief behind long examples. They are shown as earlier turns
// of the conversation, the closest last, since an instruct model imitates turns better than quotations.

/// How entries for the prompt are chosen; the names are those of comparisons.
enum ExampleRanking: String, CaseIterable, Sendable {
  /// By words and meaning, as `write` does.
  case both = "retrieval"

  /// By words alone.
  case words = "bm25"

  /// By meaning alone: the text encoder.
  case meaning = "dense"

  /// The newest, whatever the brief is.
  case recency

  /// What a search goes by; nil where none is made.
  fileprivate var searchMode: SearchMode? {
    switch self {
    case .both: .both
    case .words: .text
    case .meaning: .meaning
    case .recency: nil
    }
  }
}

/// Examples from the history, in the prompt.
public struct Retrieval: DraftingStrategy {
  private let history: HistorySearch
  private let exampleCount: Int
  private let ranking: ExampleRanking
  private let register: DraftRegister?

  /// Examples for each prompt, unless the user says otherwise.
  public static let defaultExampleCount = 3

  /// What a message can be answered with.
  private static let answering: Set<EntryKind> = [.mail, .letter, .chat]

  /// Takes up to `exampleCount` examples out of `history`.
  public init(_ history: HistorySearch, exampleCount: Int = Retrieval.defaultExampleCount) {
    self.init(history, exampleCount: exampleCount, ranking: .both)
  }

  /// The same, chosen in another way.
  ///
  /// - Parameters:
  ///   - history: The entries.
  ///   - exampleCount: The most examples.
  ///   - ranking: How entries are ranked; `write` goes by ``ExampleRanking/both``.
  ///   - register: Entries that come before all others, whatever their rank; nil for none.
  init(
    _ history: HistorySearch, exampleCount: Int, ranking: ExampleRanking, register: DraftRegister? = nil
  ) {
    self.history = history
    self.exampleCount = exampleCount
    self.ranking = ranking
    self.register = register
  }

  /// The brief after the closest examples.
  ///
  /// An empty history gives the prompt of ``NoPersona``.
  ///
  /// A brief that names no kind of text takes that of the closest example; an answer is never a note or a
  /// post.
  public func plan(_ brief: Brief, builder: PromptBuilder) throws -> PromptPlan {
    let (brief, examples) = try examples(for: brief)
    return try builder.plan(brief, examples: examples)
  }

  /// The closest entries as examples, the best first, and the brief with its kind settled.
  func examples(for brief: Brief) throws -> (brief: Brief, examples: [PromptExample]) {
    // Made first: the search then uses it as well, instead of reading everything once more.
    let index = history.index
    let matches = try closest(to: brief)
    var brief = brief
    let isAnswer = brief.given?.use == .answered
    let kinds = matches.map(\.entry.kind)
    brief.kind = brief.kind ?? kinds.first { !isAnswer || Self.answering.contains($0) }
    let examples = matches.map { match in
      PromptExample(
        entry: match.entry, score: match.score,
        request: WritingRequest(match.entry, index: index),
        answer: ExampleText.shortened(match.entry.text))
    }
    return (brief, examples)
  }

  /// The best matches of the register, then the others: of the brief's kind first, each time.
  private func closest(to brief: Brief) throws -> [SearchMatch] {
    let query = [brief.recipient, brief.subject].compactMap(\.self).joined(separator: " ")
    // A text of the history that is given is no example of itself.
    let all = try ranked(by: query).filter { $0.entry.text.trimmingSpaces() != brief.given?.text }
    guard let register else { return Array(all.led(by: brief.kind).prefix(exampleCount)) }
    let inside = all.filter { register.has($0.entry) }.led(by: brief.kind)
    let outside = all.filter { !register.has($0.entry) }.led(by: brief.kind)
    return Array((inside + outside).prefix(exampleCount))
  }

  /// All entries, the best first.
  private func ranked(by query: String) throws -> [SearchMatch] {
    guard let mode = ranking.searchMode else { return newest }
    return try history.matches(
      for: query, mode: mode, limit: history.entries.count, includingUnrelated: true)
  }

  /// All entries, the newest first; nothing is known of how well they answer.
  private var newest: [SearchMatch] {
    let ordered = history.entries.sorted { ($0.written, $0.added, $0.id) > ($1.written, $1.added, $1.id) }
    return ordered.map { SearchMatch(entry: $0, score: 0, wordScore: 0, meaningScore: nil) }
  }
}

extension [SearchMatch] {
  /// The same with those of `kind` before the others, where there is one.
  fileprivate func led(by kind: EntryKind?) -> [SearchMatch] {
    guard let kind else { return self }
    return filter { $0.entry.kind == kind } + filter { $0.entry.kind != kind }
  }
}
