// DraftingMessages.swift: what a person is told while something is searched for or drafted.

extension DraftingError: Explained {
  /// What is wrong with the brief.
  public var explanation: Explanation {
    switch self {
    case .emptyBrief:
      Explanation(
        what: "the brief is empty",
        next: "say what the draft should say: persona write \"thank Ann for the books\"",
        exitCode: .invalidInput)
    case .briefTooLong(let tokenCount, let limit):
      Explanation(
        what: "the brief is too long for the model: \(tokenCount.grouped) tokens, at most \(limit.grouped)",
        next: "shorten the brief, or ask for a shorter draft with --length", exitCode: .invalidInput)
    case .invalidLength(let text):
      Explanation(
        what: "'\(text)' is no length",
        next:
          "give --length short, medium, long, or a number of words from \(DraftLength.wordCounts.lowerBound) "
          + "to \(DraftLength.wordCounts.upperBound)",
        exitCode: .usage)
    }
  }
}

extension SearchError: Explained {
  /// What is wrong with the query.
  public var explanation: Explanation {
    switch self {
    case .emptyQuery:
      Explanation(
        what: "the query has no words", next: "say what to look for: persona search late train",
        exitCode: .usage)
    case .noEncoder:
      Explanation(
        what: "search by meaning needs a text encoder, and none is installed",
        next: "add one with 'persona model add', or search with --mode text", exitCode: .notFound)
    case .invalidKind(let word):
      Explanation(
        what: "'\(word)' is no kind of entry",
        next: "a kind is a word of a-z, 0-9 and '-', such as "
          + EntryKind.known.map(\.description).joined(separator: ", "),
        exitCode: .usage)
    }
  }
}

/// What search says beside its results.
enum SearchMessages {
  static let noEncoder =
    "no text encoder is installed, so search goes by words only; 'persona model add' adds one"

  static let encoding = "encoding entries"

  static let nothingFound = "nothing found"

  static func vectorsNotStored(_ explanation: Explanation) -> String {
    "the vectors of new entries were not stored: \(explanation.what)"
  }
}

/// What `write` says beside the draft.
enum WritingMessages {
  static let emptyHistory =
    "the vault has no entries yet, so this draft knows nothing about how you write; "
    + "'persona add' and 'persona import' change that"

  static let noEntries = "  no entries: the brief alone"

  static func heading(_ strategy: StrategyName) -> String {
    strategy == .none ? "== without your history ==" : "== with your history (\(strategy.rawValue)) =="
  }

  static func origin(strategy: StrategyName, model: String, seed: UInt64) -> String {
    "strategy \(strategy.rawValue), model \(model), seed \(seed); shaped by"
  }

  static func use(_ use: EntryUse) -> String {
    let percent = String(Int((use.weight * 100).rounded()))
    let padding = String(repeating: " ", count: max(0, 3 - percent.count))
    let entry = use.entry
    let facts = [entry.id.description, entry.written.day, entry.kind.description, entry.title]
    return "  \(padding)\(percent) %  " + facts.compactMap(\.self).joined(separator: "  ")
  }

  static func avoided(_ sources: [EntryID]) -> String {
    let places = sources.count == 1 ? "once" : "\(sources.count) times"
    let distinct = sources.reduce(into: [EntryID]()) { if !$0.contains($1) { $0.append($1) } }
    let names = distinct.prefix(3).map(\.description).joined(separator: ", ")
    return "the draft began to copy \(names)\(distinct.count > 3 ? ", …" : "") word for word \(places), "
      + "and took another way"
  }

  static func ended(_ ending: WrittenDraft.Ending) -> String? {
    switch ending {
    case .complete, .interrupted: nil
    case .length: "the draft ends at the length asked for; --length changes that"
    case .copying:
      "the draft ends here: every way on repeated your history or itself; another --seed may do better"
    }
  }

  static func statistics(_ draft: WrittenDraft) -> String {
    let speed = draft.writingSeconds > 0 ? Double(draft.tokenCount) / draft.writingSeconds : 0
    return "prompt: \(draft.promptTokenCount) tokens in \(draft.promptSeconds.rounded(to: 2)) s; draft: "
      + "\(draft.tokenCount) tokens in \(draft.writingSeconds.rounded(to: 2)) s, \(speed.rounded(to: 1)) a second"
  }
}

extension Double {
  /// The number in decimal with this many digits behind the point.
  func rounded(to digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    let whole = Int64((self * scale).rounded())
    guard digits > 0 else { return String(whole) }
    let text = String(whole.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return (whole < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
  }
}
