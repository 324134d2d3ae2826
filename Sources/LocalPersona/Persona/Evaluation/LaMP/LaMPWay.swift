// LaMPWay.swift: the ways of answering that are compared: rows in front of the prompt, items of the profile
// in it, both, or nothing. Their names are those of `persona write`, with the ranking in the place of
// `retrieval`.

/// A way of answering.
struct LaMPWay: Hashable, Sendable {
  /// What stands in front of the prompt.
  enum Rows: String, CaseIterable, Sendable {
    /// Nothing.
    case none

    /// The plug's rows of nobody: they know the task.
    case instruction

    /// Those of a person of the plug's bank, drawn for each question: what a wrong persona costs.
    case stranger

    /// Those of the profile.
    case plug
  }

  /// How items of the profile are chosen for the prompt.
  enum Ranking: String, CaseIterable, Sendable {
    /// By words: BM25.
    case bm25

    /// By meaning: the installed text encoder.
    case dense

    /// The newest.
    case recency
  }

  var rows = Rows.none

  /// nil for a prompt without items.
  var ranking: Ranking?

  /// Every way, those without rows first.
  static let all: [LaMPWay] = Rows.allCases.flatMap { rows in
    [LaMPWay(rows: rows, ranking: nil)] + Ranking.allCases.map { LaMPWay(rows: rows, ranking: $0) }
  }

  /// As it is typed.
  var name: String {
    let parts = [rows == .none ? nil : rows.rawValue, ranking?.rawValue].compactMap(\.self)
    return parts.isEmpty ? Rows.none.rawValue : parts.joined(separator: "+")
  }

  /// The way with this name, if there is one.
  init?(name: String) {
    guard let way = Self.all.first(where: { $0.name == name }) else { return nil }
    self = way
  }

  private init(rows: Rows, ranking: Ranking?) {
    (self.rows, self.ranking) = (rows, ranking)
  }

  /// What drafting calls it.
  var strategyName: StrategyName {
    var parts: Set<StrategyPart> = ranking == nil ? [] : [.retrieval]
    switch rows {
    case .none: break
    case .instruction: parts.insert(.instruction)
    case .stranger, .plug: parts.insert(.plug)
    }
    return StrategyName(parts: parts) ?? StrategyName.none
  }

  /// What is compared where nothing is asked for.
  static func usual(hasPlug: Bool) -> [LaMPWay] {
    let names = ["none", "bm25"] + (hasPlug ? ["instruction", "stranger", "plug", "plug+bm25"] : [])
    return names.compactMap { LaMPWay(name: $0) }
  }
}
