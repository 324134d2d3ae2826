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
    case .textTooLong(let tokenCount, let limit):
      Explanation(
        what:
          "the text to rewrite is too long for the model: \(tokenCount.grouped) tokens with its answer's place, "
          + "at most \(limit.grouped)",
        next: "rewrite it in parts: what is cut off would be lost without a word", exitCode: .invalidInput)
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

extension StrategyError: Explained {
  /// What the strategy lacks.
  var explanation: Explanation {
    switch self {
    case .noPlug(let model, let others):
      Explanation(
        what: "no plug for the model '\(model)' is installed" + Self.names(of: others, asked: model),
        next: Self.instead(others.compactMap(\.model).first), exitCode: .notFound)
    case .noTerms(let model):
      Explanation(
        what: "no terms of yours were learned for the model '\(model)'",
        next: "run 'persona learn' first; it says how much they help", exitCode: .notFound)
    case .noEncoder(let plug):
      Explanation(
        what: "the plug '\(plug)' needs a text encoder, and none is installed",
        next: "add one with 'persona model add'", exitCode: .notFound)
    case .notLearned(let plug):
      Explanation(
        what: "the plug '\(plug)' reads your history with the language model, which was not done yet",
        next: "run 'persona learn' first", exitCode: .notFound)
    }
  }

  /// Some of the plugs that there are, each with its model.
  private static func names(of plugs: [OtherPlug], asked: String) -> String {
    let named = plugs.prefix(3).map { plug in
      let model = plug.model ?? plug.madeFor
      return "'\(plug.name)' is for " + (model == asked ? "another model of that name" : "'\(model)'")
    }
    guard !named.isEmpty else { return "" }
    return "; " + named.joined(separator: ", ") + (plugs.count > named.count ? ", …" : "")
  }

  /// What to do where no plug fits; `model` is an installed one that has a plug.
  private static func instead(_ model: String?) -> String {
    guard let model else { return "add one with 'persona plug add', or draft with --strategy auto" }
    return "write with --model \(model), train one with 'persona plug train', or draft with --strategy auto"
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
    "no text encoder is installed, so search goes by words only; run scripts/setup, or add one with "
    + "'persona model add'"

  static let encoding = "encoding entries"

  static let nothingFound = "nothing found; other words, or fewer options, may find more"

  static let noPhraseFound = "no entry has what stands in quotes; without the quotes its words may be found"

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

  static let nothingLearned = "nothing learned yet; 'persona learn' does it"

  static func persona(_ facts: PersonaFacts) -> String {
    guard let learned = facts.learned else {
      return "\(facts.model): what was learned cannot be read; 'persona learn' makes it anew"
    }
    let new = "\(learned.newEntryCount.grouped) new \(learned.newEntryCount == 1 ? "entry" : "entries")"
    return
      "\(facts.model): learned \(learned.date.day), writes with \(learned.strategy.rawValue); \(new) since"
  }

  static let habits = "  habits in which you differ most from others"

  static let pushes = "  words and phrases of yours in this draft, and how many times as likely they became"

  static let noPushes = "  your words and phrases, none of which made much of a difference here"

  static func origin(strategy: StrategyName, model: String, seed: UInt64, strength: Float) -> String {
    let shown = strength == 1 ? "" : ", strength \(Double(strength).rounded(to: 2))"
    return "strategy \(strategy.rawValue), model \(model), seed \(seed)\(shown); shaped by"
  }

  static func learnedRows(_ rows: LearnedRows) -> String {
    let steps = "\(rows.stepCount.grouped) \(rows.stepCount == 1 ? "step" : "steps")"
    let way = rows.stepCount > 0 ? "trained in \(steps) on" : "made of"
    let entries = "\(rows.entryCount.grouped) \(rows.entryCount == 1 ? "entry" : "entries") of yours"
    let plug =
      rows.plugName.map { " with the plug \($0)" } ?? "; the plug they were made with is not installed"
    return "  rows \(way) \(entries), learned on \(rows.date.day)\(plug)"
  }

  static func plugEntries(_ plug: PlugAccount) -> String {
    let all = "\(plug.entryCount.grouped) \(plug.entryCount == 1 ? "entry" : "entries")"
    return plug.isEven
      ? "  \(all) through the plug \(plug.plugName), all alike; closest to how you usually write are"
      : "  \(all) through the plug \(plug.plugName), most of all"
  }

  static func habit(_ habit: StyleHabit) -> String {
    if let ratio = habit.ratio {
      return "    \(habit.text) \(Double(ratio).rounded(to: 1))× as often as others"
    }
    let distance = Double(abs(habit.deviations)).rounded(to: 1)
    let direction = habit.deviations < 0 ? "below" : "above"
    return "    \(habit.text): \(distance) deviations \(direction) others"
  }

  static func push(_ push: TermPush) -> String {
    push.factor < TermTrace.greatestFactor
      ? "    '\(push.text)' \(Double(push.factor).rounded(to: 1))×"
      : "    '\(push.text)' \(Int(TermTrace.greatestFactor))× or more"
  }

  static func use(_ use: EntryUse) -> String {
    let percent = String(Int((use.weight * 100).rounded()))
    let padding = String(repeating: " ", count: max(0, 3 - percent.count))
    return "  \(padding)\(percent) %  " + facts(use.entry)
  }

  static func entry(_ entry: Entry) -> String { "    " + facts(entry) }

  private static func facts(_ entry: Entry) -> String {
    let facts = [entry.id.description, entry.written.day, entry.kind.description, entry.title]
    return facts.compactMap(\.self).joined(separator: "  ")
  }

  static func cut(_ omission: BriefOmission) -> String {
    "the brief is longer than the model can read: \(count(omission)) of its middle left out"
  }

  static func count(_ omission: BriefOmission) -> String {
    switch omission {
    case .words(let count): "\(count.grouped) \(count == 1 ? "word" : "words")"
    case .characters(let count): "\(count.grouped) \(count == 1 ? "character" : "characters")"
    }
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
    func rate(_ count: Int) -> String {
      (draft.writingSeconds > 0 ? Double(count) / draft.writingSeconds : 0).rounded(to: 1)
    }
    let first = draft.firstTextSeconds.map { "; first words after \($0.rounded(to: 2)) s" } ?? ""
    return "prompt: \(draft.promptTokenCount) tokens in \(draft.promptSeconds.rounded(to: 2)) s; draft: "
      + "\(draft.tokenCount) tokens in \(draft.writingSeconds.rounded(to: 2)) s, \(rate(draft.tokenCount)) a second; "
      + "\(draft.wordCount) words, \(rate(draft.wordCount)) a second\(first)"
  }
}

extension Double {
  /// The number in decimal with this many digits behind the point.
  func rounded(to digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    guard (self * scale).magnitude < 9e18 else { return description }
    let whole = Int64((self * scale).rounded())
    guard digits > 0 else { return String(whole) }
    let text = String(whole.magnitude)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return (whole < 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
  }
}
