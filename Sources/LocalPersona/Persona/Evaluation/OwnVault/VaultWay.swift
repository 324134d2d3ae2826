// VaultWay.swift: the ways of writing that `persona evaluate vault` compares: what `write` can do, and what
// tells whether it is this person that helps.

/// A way of using a history, own terms left out: they are added to what was measured.
struct VaultWay: Hashable, Sendable {
  /// Whose rows stand in front of the prompt; trained ones are the business of `persona learn`.
  var rows = LearnedStrategy.Rows.none

  /// Entries that the plug reads, the newest; nil for all.
  var historyCount: Int?

  /// How examples are chosen; nil for a prompt without any.
  var ranking: ExampleRanking?

  /// Entries that stand in the prompt.
  var exampleCount = 0

  /// The brief alone.
  static let none = VaultWay()

  /// What it is called where numbers do not matter: as `--strategy` has it.
  var family: String {
    let parts = [rowsName, ranking?.rawValue].compactMap(\.self)
    return parts.isEmpty ? Self.noneName : parts.joined(separator: "+")
  }

  /// What tables call it.
  var name: String {
    let rows = rowsName.map { name in historyCount.map { "\(name), history \($0)" } ?? name }
    let examples = ranking.map { "\($0.rawValue) \(exampleCount)" }
    let parts = [rows, examples].compactMap(\.self)
    return parts.isEmpty ? Self.noneName : parts.joined(separator: " + ")
  }

  /// Whether own terms are measured on top: where `write` could add them, and with strangers for comparison.
  var takesTerms: Bool { historyCount == nil && (ranking == nil || ranking == .both) }

  /// The same with other rows.
  func with(rows: LearnedStrategy.Rows) -> VaultWay {
    VaultWay(rows: rows, historyCount: historyCount, ranking: ranking, exampleCount: exampleCount)
  }

  private static let noneName = "none"

  private var rowsName: String? {
    switch rows {
    case .none: nil
    case .instruction: "instruction"
    case .stranger: "stranger"
    case .plug, .adapted: "plug"
    }
  }
}

/// What there is to compare on this machine.
struct VaultWays {
  /// Whether there is a plug for the model.
  var hasPlug = false

  /// Whether it knows strangers.
  var hasStrangers = false

  /// Whether entries can be ranked by meaning.
  var knowsMeaning = false

  /// Numbers of examples, ascending.
  var exampleCounts: [Int] = [1, 2, 4, 8]

  /// Lengths of the history that the plug reads beside all of it, ascending.
  var historyCounts: [Int] = []

  /// The families that can be asked for, ``VaultWay/none`` left out: it is always measured.
  static let families =
    ["instruction", "stranger", "plug"] + ExampleRanking.allCases.map(\.rawValue)
    + ["instruction+retrieval", "plug+retrieval"]

  /// All ways, in the order of the table.
  var all: [VaultWay] {
    var ways: [VaultWay] = [.none]
    if hasPlug {
      ways.append(VaultWay(rows: .instruction))
      if hasStrangers { ways.append(VaultWay(rows: .stranger)) }
      ways.append(VaultWay(rows: .plug))
      ways += historyCounts.map { VaultWay(rows: .plug, historyCount: $0) }
    }
    for ranking in ExampleRanking.allCases where ranking != .meaning || knowsMeaning {
      ways += examples(rows: .none, by: ranking)
    }
    if hasPlug { ways += examples(rows: .instruction, by: .both) + examples(rows: .plug, by: .both) }
    return ways
  }

  /// Those of the families that are asked for; all where none is.
  ///
  /// - Throws: ``EvaluationError/lacks(strategy:)`` where one cannot be measured here.
  func ways(asked: [String]) throws(EvaluationError) -> [VaultWay] {
    let all = all
    guard !asked.isEmpty else { return all }
    let known = Set(all.map(\.family))
    if let missing = asked.first(where: { !known.contains($0) }) { throw .lacks(strategy: missing) }
    return all.filter { $0 == .none || asked.contains($0.family) }
  }

  private func examples(rows: LearnedStrategy.Rows, by ranking: ExampleRanking) -> [VaultWay] {
    exampleCounts.map { VaultWay(rows: rows, ranking: ranking, exampleCount: $0) }
  }
}
