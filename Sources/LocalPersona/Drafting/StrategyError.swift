// StrategyError.swift: why a strategy that was asked for by name cannot be used. The words are in
// Messages/DraftingMessages.swift.

/// What a strategy needs and does not find.
enum StrategyError: Error, Equatable {
  /// No plug for the language model with this name is installed, and none was learned for it; `others` are
  /// those of other models.
  case noPlug(model: String, others: [OtherPlug])

  /// `persona learn` has not yet counted this person's terms with the model of this name.
  case noTerms(model: String)

  /// The plug `plug` reads the history through the installed text encoder, and there is none.
  case noEncoder(plug: String)

  /// The plug `plug` reads the history through the language model itself, which only `persona learn` has
  /// the time for.
  case notLearned(plug: String)
}
