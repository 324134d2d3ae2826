// StrategyName.swift: the strategies by the names that are typed.

/// What `--strategy` can say.
public enum StrategyName: String, Sendable, CaseIterable {
  /// ``NoPersona``
  case none

  /// ``Retrieval``
  case retrieval

  /// The strategy itself.
  ///
  /// `exampleCount` is how many examples retrieval takes.
  public func strategy(for history: HistorySearch, exampleCount: Int) -> any DraftingStrategy {
    switch self {
    case .none: NoPersona()
    case .retrieval: Retrieval(history, exampleCount: exampleCount)
    }
  }
}
