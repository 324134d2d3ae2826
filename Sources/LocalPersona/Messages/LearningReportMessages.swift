// LearningReportMessages.swift: the words of the table of `persona learn`, and of what it means.

// The table.
extension LearningMessages {
  static let header = ("way of writing", "nats a token", "against none", "95 % interval")

  static func caption(heldOut: Int, learned: Int) -> String {
    "how well each way predicts \(heldOut.grouped) of your newest entries, learned from "
      + "\(learned.grouped) older ones (lower is better):"
  }

  /// A way of writing, in words.
  static func label(_ strategy: LearnedStrategy) -> String {
    var parts: [String] = []
    switch strategy.rows {
    case .none: break
    case .instruction: parts.append("I alone (the task, no person)")
    case .plug: parts.append("plug")
    case .adapted: parts.append("plug, trained on your entries")
    case .stranger: parts.append("plug of strangers")
    }
    switch strategy.exampleCount {
    case 0: break
    case 1: parts.append("1 example")
    case let count: parts.append("\(count) examples")
    }
    if strategy.usesTerms { parts.append("your terms") }
    return parts.isEmpty ? "no persona" : parts.joined(separator: " + ")
  }

  static func signed(_ number: Double) -> String { (number > 0 ? "+" : "") + number.rounded(to: 4) }

  static func interval(low: Double, high: Double) -> String { "[\(signed(low)), \(signed(high))]" }
}

// What it means.
extension LearningMessages {
  /// What this run came to; `kept` is what `write` uses instead, where that was learned before and stays.
  static func verdict(_ persona: LearnedPersona, kept: LearnedPersona? = nil) -> String {
    guard persona.winner != .none, let result = persona.winnerResult else {
      return "nothing beats writing without your history on these entries beyond chance"
        + (kept == nil ? ", so 'write' uses none" : "")
    }
    return "best: \(label(persona.winner)), \(signed(result.difference)) nats a token against no persona "
      + interval(low: result.low, high: result.high)
      + (kept == nil ? "; 'write --strategy auto' uses it (\(persona.strategy))" : "")
  }

  /// How much better a way had to be.
  static func requirement(wayCount: Int, isPlug: Bool) -> String {
    let confidence = 100 * (1 - 2 * LearningGate.tail(wayCount: wayCount))
    let ways = wayCount == 1 ? "one way was" : "\(wayCount) ways were"
    return "required: better than no persona in an interval of \(confidence.rounded(to: 2)) %, as \(ways) "
      + "tried and may be wrong in 5 % together"
      + (isPlug
        ? "; of a plug also: better than I alone and than strangers, with the same examples and terms, in "
          + "intervals of 95 %" : "")
  }

  /// What was learned before and stays.
  static func kept(_ older: LearnedPersona) -> String {
    "what was learned with training on \(older.date.iso8601.prefix(10)) stays, and 'write --strategy auto' goes "
      + "on using it (\(older.strategy)); 'persona learn' trains again and replaces it"
  }

  static func gate(
    _ strategy: LearnedStrategy, against rival: LearnedStrategy,
    gap: (mean: Double, low: Double, high: Double)
  ) -> String {
    let word =
      switch (gap.mean < 0, gap.low > 0 || gap.high < 0) {
      case (true, true): "better, beyond chance"
      case (true, false): "better, but within chance"
      case (false, true): "worse, beyond chance"
      case (false, false): "not better"
      }
    return "\(label(strategy)) against \(label(rival)): \(word), \(signed(gap.mean)) "
      + interval(low: gap.low, high: gap.high)
  }

  /// What of a gain is this person's, where the soft rows of `strategy` know nobody; `gap` is what it gains
  /// over I alone, nil for I alone.
  static func instruction(
    _ strategy: LearnedStrategy, gap: (mean: Double, low: Double, high: Double)?
  ) -> String {
    guard let gap else {
      return "this gain is the plug's knowledge of the task; your history added nothing on top of it here"
    }
    let yours =
      switch (strategy.exampleCount, strategy.usesTerms) {
      case (0, _): "your terms"
      case (_, false): "examples from your history"
      case (_, true): "examples from your history and your terms"
      }
    return "a part of this gain is the plug's knowledge of the task, which is nobody's; yours is what "
      + "\(yours) added to it: \(signed(gap.mean)) \(interval(low: gap.low, high: gap.high)); "
      + "the plug's reading of your history did not prove to add more"
  }

  static func moreHelps(count: Int) -> String {
    let goal = LearningSplit.comfortableCount
    let times = (Double(goal) / Double(count)).rounded(to: 1)
    return "\(count.grouped) entries are few: \(goal - count) more, \(goal) in all, would give your terms "
      + "and the training \(times) times as much to learn from; beyond "
      + "\(10 * LearningSplit.minimumHeldOutCount) the intervals get narrower as well"
  }

  static let heldOutFew =
    "with so few held-out entries the intervals are rough: a small gain cannot be told from chance"
}
