// ExampleChoice.swift: which other passages of an author stand in a prompt: how they are ranked, and how much
// of them.

/// A way to choose examples.
struct ExampleChoice: Hashable, Sendable {
  /// How much of the passages.
  enum Amount: Hashable, Sendable {
    /// So many of them, each shortened as `write` shortens examples.
    case passages(Int)

    /// As many as take so many tokens: whole ones, and of the last as many words as there is room for.
    case tokens(Int)
  }

  /// What comes first.
  var ranking = ExampleRanking.words
  var amount: Amount

  /// What tables call it.
  var title: String {
    let name = ranking == .words ? ExampleRanking.both.rawValue : ranking.rawValue
    switch amount {
    case .passages(let count): return "\(name) \(count)"
    case .tokens(let count): return "\(name), budget \(count)"
    }
  }

  /// The same with what `rowCount` soft rows leave of a budget.
  func behind(rowCount: Int) -> ExampleChoice {
    guard case .tokens(let count) = amount else { return self }
    return ExampleChoice(ranking: ranking, amount: .tokens(max(0, count - rowCount)))
  }
}
