// EvaluationMessages.swift: what a person is told about an evaluation on authors or on the own vault.

extension EvaluationError: Explained {
  /// What is wrong, and what to do.
  var explanation: Explanation {
    switch self {
    case .notAControl(let path):
      Explanation(
        what: "\(path) is no control: it reads a history",
        next: "give plugs with a persona as arguments, and one of instruction rows only with --control",
        exitCode: .invalidInput)
    case .invalidExamples(let text):
      Explanation(
        what: "'\(text)' is no list of numbers of examples",
        next: "give up to four numbers from 1 to 8, such as --examples 1,4; --examples 0 for none",
        exitCode: .usage)
    case .invalidHistory(let text):
      Explanation(
        what: "'\(text)' is no list of lengths of a history",
        next: "give up to eight numbers from 1 to \(EvaluationOptions.historyLimit), such as "
          + "--history 1,4,16,64",
        exitCode: .usage)
    case .invalidNearest(let text):
      Explanation(
        what: "'\(text)' is no list of numbers of passages",
        next: "give up to eight numbers from 1 to \(EvaluationOptions.historyLimit), such as "
          + "--nearest 1,2,4,8",
        exitCode: .usage)
    case .lacks(let strategy):
      Explanation(
        what: "the strategy '\(strategy)' cannot be measured: what it needs is not there",
        next:
          "'dense' needs a text encoder ('persona model list'), 'plug', 'instruction' and 'stranger' a plug for "
          + "the model ('persona plug list')",
        exitCode: .notFound)
    case .invalidSmoothing(let text):
      Explanation(
        what: "'\(text)' is no smoothing of terms",
        next: "give three numbers of at least 1, such as --smoothing 1000000,3000,300", exitCode: .usage)
    case .invalidSteps(let text):
      Explanation(
        what: "'\(text)' is no list of numbers of steps",
        next: "give up to eight numbers from 1 to \(EvaluationOptions.stepLimit), such as 10,20,40,80",
        exitCode: .usage)
    case .nothingToAdapt:
      Explanation(
        what: "--adapt trains the rows of the first plug, and no plug is given",
        next: "give a plug file as an argument", exitCode: .usage)
    case .invalidTuning(let text):
      Explanation(
        what: "'\(text)' is no list of ways to tune",
        next:
          "give up to \(EvaluationOptions.tuningLimit) of lora1 to lora\(TuningMethod.rankLimit) and prefix, "
          + "each with a rate if need be, such as --tune lora4,lora8:0.002,prefix",
        exitCode: .usage)
    case .nothingToTune:
      Explanation(
        what: "--tune prefix trains the rows of the first control further, and no control is given",
        next: "give a plug of instruction rows with --control", exitCode: .usage)
    case .invalidAttention(let text):
      Explanation(
        what: "'\(text)' is no passage that could be predicted from others of an author who is measured",
        next: "give the name of the author's file and the number of a passage, counted from 0, such as "
          + "--attention austen:12",
        exitCode: .usage)
    case .nothingAttends:
      Explanation(
        what: "--attention draws how a plug weighs a history by the brief, and there is no such plug or no "
          + "folder for pictures",
        next: "give a plug of the preset 'published' as an argument, and a folder with --svg",
        exitCode: .usage)
    case .sameFile(let path):
      Explanation(
        what: "two of the files that are asked for would be \(path)",
        next: "give each a name of its own", exitCode: .usage)
    case .tooFewAuthors(let count, let needed):
      Explanation(
        what: "the split has \(count) authors, and strangers are drawn among them: at least \(needed)",
        next: "ask for another split, or for fewer with --draws or without --authorship",
        exitCode: .invalidInput)
    case .notFinite(let author, let strategy):
      Explanation(
        what: "with '\(strategy)', a loss of the author \(author) is no number",
        next: "that plug has gone wrong: measure without it, and train it again", exitCode: .failure)
    case .nothingToMeasure:
      Explanation(
        what: "no author of the split has both a passage to predict and a history",
        next: "passages have to be longer than the tokens that are predicted (--target-tokens); with "
          + "--other-works, authors need several works",
        exitCode: .invalidInput)
    }
  }
}

/// What evaluations say beside their tables.
enum EvaluationMessages {
  static let progress = "measuring passages"

  static func extent(_ record: EvaluationRecord) -> String {
    let tokens = record.passages.reduce(0) { $0 + $1.tokenCount }
    var text = "\(record.authors.count.grouped) \(record.unit.plural), "
    if record.unit != .entry { text += "\(record.passages.count.grouped) passages, " }
    text += "\(tokens.grouped) tokens"
    let omitted = record.omittedAuthors.joined(separator: ", ")
    if !omitted.isEmpty { text += "; left out: \(omitted)" }
    guard record.isPartial else { return text }
    return text + "; ended before the last \(record.unit == .author ? "author" : "strategy")"
  }

  static func otherWorks(_ record: EvaluationRecord) -> String {
    let count = record.passages.count { $0.sameWorkCount == 0 }
    return "passages whose history is from other works only (\(count.grouped))"
  }

  static func authorship(_ result: AuthorshipResult) -> String {
    let share = result.share
    let numbers = [share.mean, share.low, share.high].map { ($0 * 100).rounded(to: 1) }
    let chance = (100 / Double(max(1, result.candidateCount))).rounded(to: 1)
    return "\(result.plug): the own persona gives the lowest loss of \(result.candidateCount) in "
      + "\(numbers[0]) % [\(numbers[1]), \(numbers[2])] of passages (chance \(chance) %), mean place "
      + result.meanRank.rounded(to: 2)
  }

  /// What is trained, among the settings.
  static func training(_ stepCounts: [Int]) -> String {
    guard !stepCounts.isEmpty else { return "none" }
    let counts = stepCounts.map(String.init).joined(separator: ", ")
    return "\(counts) steps from the first plug's own rows on, without the newest fifth of each history"
  }

  /// How often the kept passages chose each number of steps; nil where nothing was trained.
  static func chosenSteps(_ record: EvaluationRecord) -> String? {
    let counts = Dictionary(record.passages.compactMap(\.stepCount).map { ($0, 1) }, uniquingKeysWith: +)
    guard !counts.isEmpty else { return nil }
    let shares = counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.grouped)" }
    return "held-out stop, passages by number of steps: " + shares.joined(separator: ", ")
  }

  /// What is tuned, among the settings.
  static func tuning(_ methods: [TuningMethod], steps: [Int]) -> String {
    guard !methods.isEmpty else { return "none" }
    let names = methods.map { method in
      switch method.kind {
      case .lowRank(let rank): "lora \(rank) at rate \(method.rate)"
      case .prefix: "prefix at rate \(method.rate)"
      }
    }
    return names.joined(separator: ", ") + "; 0, " + steps.map(String.init).joined(separator: ", ")
      + " steps, by the newest fifth of each history"
  }

  /// What tuning to one person takes.
  static func fit(_ cost: FitCost) -> String {
    let shares = cost.stepCounts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.grouped)" }
    return "\(cost.strategy): \(cost.seconds.rounded(to: 1)) s of training (at most "
      + "\(cost.mostSeconds.rounded(to: 1)) s) and \(cost.byteCount.grouped) bytes a user; passages by number "
      + "of steps: " + shares.joined(separator: ", ")
  }

  static func partial(_ record: EvaluationRecord) -> String {
    let what = record.unit == .author ? "authors that were complete" : "strategies that were measured"
    return "\(record.failure == nil ? "interrupted" : "ended by an error"): the tables are of the \(what)"
  }

  static func saved(_ path: String) -> String { "saved \(path)" }

  /// How examples are chosen, among the settings.
  static func rankings(_ rankings: [ExampleRanking]) -> String {
    rankings.map(\.rawValue).joined(separator: ", ")
  }

  /// What rows and examples take together, among the settings.
  static func budget(_ tokenCount: Int?) -> String { tokenCount.map { "\($0) tokens" } ?? "none" }

  /// Of how many passages nearest to the brief own personas are made as well, among the settings.
  static func nearest(_ counts: [Int], by ranking: ExampleRanking?) -> String {
    guard !counts.isEmpty, let ranking else { return "not measured" }
    return "\(counts.map(String.init).joined(separator: ", ")) by \(ranking.rawValue)"
  }

  /// How much is read, among the settings.
  static func history(_ counts: [Int]) -> String {
    let longest = "up to \(counts.last ?? 0) passages"
    guard counts.count > 1 else { return longest }
    return longest + "; of own personas also " + counts.dropLast().map(String.init).joined(separator: ", ")
  }
}

// The pictures.
extension EvaluationMessages {
  static func strategiesTitle(_ record: EvaluationRecord) -> String {
    "Strategies against: \(record.reference)"
  }

  static let attentionTitle = "How much each passage of the history counts"

  /// Whose weights are drawn.
  static func attentionCaption(_ record: AttentionRecord) -> String {
    "'\(record.plug)', for passage \(record.target.passage) of \(record.target.author): softmax(x·h) over "
      + "\(record.items.count.grouped) passages, oldest first; the line is where all would be equal"
  }

  /// A passage of a history, without a word of it.
  static func label(_ item: AttentionRecord.Item) -> String {
    let parts = ["passage \(item.index)", item.kind, item.year.map(String.init)].compactMap(\.self)
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  static func title(of parameter: EvaluationCurve.Parameter) -> String {
    switch parameter {
    case .history: "Gain by length of the history"
    case .nearest: "Gain by number of passages nearest to the brief"
    case .examples: "Gain by number of examples"
    }
  }

  static func axis(of parameter: EvaluationCurve.Parameter, _ unit: EvaluationUnit) -> String {
    let texts = unit == .author ? "passages" : "entries"
    return switch parameter {
    case .history: "\(texts) that the plug reads"
    case .nearest: "\(texts) nearest to the brief that the plug reads"
    case .examples: "\(texts) in the prompt"
    }
  }

  /// What the numbers of a picture are.
  static func chartCaption(_ record: EvaluationRecord) -> String {
    "nats a token against '\(record.reference)', below 0 is better; 95 % intervals over "
      + "\(record.authors.count.grouped) \(record.unit.plural)"
  }
}

// The own vault.
extension EvaluationMessages {
  static let vaultProgress = "predicting your entries"
  static let vaultGoesOn = "going on with what an earlier run measured of the same entries"

  static let vaultWillGoOn =
    "the next 'persona evaluate vault' of the same entries goes on from what is measured"

  static func vaultNotKept(_ explanation: Explanation) -> String {
    "what was measured was not stored, so the next run begins anew: \(explanation.what)"
  }

  /// What is predicted from what, among the settings.
  static func vaultSplit(_ split: LearningSplit) -> String {
    let keptCount = split.entries.count - split.training.count
    return "\(split.heldOut.count.grouped) of the \(keptCount.grouped) newest, predicted from "
      + "\(split.training.count.grouped) older ones"
  }

  /// What the table does not say of itself.
  static func vaultNote(strategyCount: Int) -> String {
    "each interval is of one comparison: of \(strategyCount) strategies some look better or worse by chance; 'write' "
      + "uses what 'persona learn' found, which asks for more than that ('persona why')"
  }
}
