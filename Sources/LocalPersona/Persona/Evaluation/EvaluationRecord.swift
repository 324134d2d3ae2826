// EvaluationRecord.swift: what an evaluation measured, passage by passage, and the tables made of it.

/// The losses of one target passage.
struct PassageRecord: Equatable, Sendable {
  var author: String
  var work: String
  var kind: String

  /// Its place among the author's passages.
  var index: Int

  /// Target tokens.
  var tokenCount: Int

  /// Passages of history, and how many of them are from the target's own work.
  var historyCount: Int
  var sameWorkCount: Int

  /// Mean loss by strategy, in nats a token.
  var losses: [String: Double] = [:]

  /// By plug, the place of the own persona among the candidates, by loss: 1 is the lowest.
  var ranks: [String: Double] = [:]

  /// The steps of personal training that the author's kept passages prefer; nil where nothing was trained.
  var stepCount: Int?

  /// By strategy, what tuning to the author took; none where nothing was tuned.
  var fits: [String: PersonalFit] = [:]
}

/// A plug or a control that was measured.
struct MeasuredPlug: Equatable, Sendable {
  /// How strategies name it.
  var name: String
  var path: String
  var isControl: Bool

  /// The seed of its training and its number of steps, as its card has them.
  var seed: String?
  var steps: String?
}

/// A whole evaluation.
struct EvaluationRecord: Equatable, Sendable {
  /// What is compared over: where it is entries, each is an author of its own in ``passages``.
  var unit = EvaluationUnit.author

  /// What was asked for, in order: option and value.
  var settings: [(name: String, value: String)] = []

  /// What was measured, plugs before controls.
  var plugs: [MeasuredPlug] = []

  /// The strategies, in the order of the table.
  var strategies: [String] = []

  /// Strategies that are compared with others than the reference.
  var contrasts: [(strategy: String, reference: String)] = []

  /// Strategies that differ in a number.
  var curves: [EvaluationCurve] = []

  /// How much passages count for one brief; nil where no plug looks at briefs, or nobody wants to see it.
  var attention: AttentionRecord?

  /// What strategies are compared with.
  var reference = StrategyTitle.none

  /// Candidates of each authorship test; 0 where there was none.
  var candidateCount = 0

  /// By author, in the order of the split.
  var passages: [PassageRecord] = []

  /// Authors without a passage to predict or without history.
  var omittedAuthors: [String] = []

  /// Whether it was ended before the last author.
  var isPartial = false

  /// What ended it, where that was no interruption.
  var failure: (any Error)?

  var seed: UInt64 = 1

  /// Whether all is equal.
  static func == (left: Self, right: Self) -> Bool { left.json == right.json }

  /// The names of all authors that were measured.
  var authors: Set<String> { Set(passages.map(\.author)) }

  /// The mean loss by strategy and author: over all target tokens of the author.
  ///
  /// - Parameter isIncluded: Which passages count.
  /// - Returns: Nats a token; a strategy that an author lacks has no number for the author.
  func means(where isIncluded: (PassageRecord) -> Bool = { _ in true }) -> ComparisonTable.Means {
    var sums: [String: [String: (nats: Double, tokens: Double)]] = [:]
    for passage in passages where isIncluded(passage) {
      for (strategy, loss) in passage.losses {
        var sum = sums[strategy]?[passage.author] ?? (0, 0)
        sum.nats += loss * Double(passage.tokenCount)
        sum.tokens += Double(passage.tokenCount)
        sums[strategy, default: [:]][passage.author] = sum
      }
    }
    return sums.mapValues { authors in authors.mapValues { $0.nats / $0.tokens } }
  }

  /// All strategies against the reference, then the contrasts.
  func table(where isIncluded: (PassageRecord) -> Bool = { _ in true }) -> ComparisonTable {
    let own = strategies.map { (strategy: $0, reference: $0 == reference ? nil : reference as String?) }
    let pairs = own + contrasts.map { (strategy: $0.strategy, reference: $0.reference as String?) }
    return ComparisonTable(pairs, means: means(where: isIncluded), seed: seed, unit: unit)
  }

  /// Passages whose history has nothing of their own work.
  var otherWorksTable: ComparisonTable? {
    let count = passages.count { $0.sameWorkCount == 0 }
    return count == 0 || count == passages.count ? nil : table { $0.sameWorkCount == 0 }
  }
}

/// How often the own persona is found among strangers'.
struct AuthorshipResult: Equatable, Sendable {
  var plug: String
  var candidateCount: Int

  /// The share of passages in which it gives the lowest loss, in 0...1, over authors.
  var share: DifferenceInterval

  /// Its mean place among the candidates, from 1.
  var meanRank: Double
}

extension EvaluationRecord {
  /// The authorship test of each plug.
  var authorship: [AuthorshipResult] {
    let plugs = Set(passages.flatMap(\.ranks.keys)).sorted()
    return plugs.compactMap { plug in
      var byAuthor: [String: [Double]] = [:]
      for passage in passages {
        if let rank = passage.ranks[plug] { byAuthor[passage.author, default: []].append(rank) }
      }
      let shares = byAuthor.keys.sorted().map { author in
        let ranks = byAuthor[author] ?? []
        return Double(ranks.count { $0 == 1 }) / Double(ranks.count)
      }
      guard let share = DifferenceInterval(differences: shares, seed: seed) else { return nil }
      let ranks = byAuthor.values.flatMap(\.self)
      return AuthorshipResult(
        plug: plug, candidateCount: candidateCount, share: share,
        meanRank: ranks.reduce(0, +) / Double(ranks.count))
    }
  }
}
