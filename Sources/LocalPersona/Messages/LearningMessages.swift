// LearningMessages.swift: what a person is told while the program learns how they write.

extension LearningError: Explained {
  var explanation: Explanation {
    switch self {
    case .tooFewEntries(let count, let needed):
      Explanation(
        what: "too few entries to learn from: \(count.grouped) with more than a few words, "
          + "at least \(needed) are needed",
        next: "nothing was changed; 'persona add' and 'persona import' take in more", exitCode: .invalidInput)
    case .damagedRecord:
      Explanation(
        what: "what was learned before cannot be read by this version",
        next: "no entry is affected; 'persona learn' makes it anew", exitCode: .failure)
    case .notFinite(let step?):
      Explanation(
        what: "training went astray at step \(step): a loss or gradient is not a finite number",
        next: "nothing of it was kept, and what was learned before still counts; try --no-adapt",
        exitCode: .failure)
    case .notFinite(nil):
      Explanation(
        what: "the model gives a loss that is not a finite number",
        next: "nothing was changed; 'persona model list' shows the models, and --plug names another plug",
        exitCode: .modelRejected)
    }
  }
}

/// What `learn` says.
enum LearningMessages {
  static let comparing = "comparing"
  static let training = "training"

  static func noPlug(_ model: String) -> String {
    "no plug for the model '\(model)' is installed ('persona plug list' shows plugs), "
      + "so only your terms and examples are compared"
  }

  static func goingOn(step: Int) -> String {
    "going on with the training that was cut off after step \(step)"
  }

  static func check(_ adaptation: RowAdaptation, of stepCount: Int) -> String {
    let heldOut = adaptation.checks.last.map { HeldOutLosses.mean($0.losses.map(HeldOutLosses.mean)) } ?? 0
    let loss =
      adaptation.trainingLoss > 0 ? "loss \(Double(adaptation.trainingLoss).rounded(to: 3)), " : ""
    return "  step \(adaptation.step) of \(stepCount): \(loss)held-out loss \(heldOut.rounded(to: 3))"
  }

  static func checkpointFailed(_ explanation: Explanation) -> String {
    "the state of the training was not stored, so an interruption would lose it: \(explanation.what)"
  }

  static let interrupted = "the training goes on from here with the next 'persona learn'"
  static let quickStored = "a first result without training is stored; now training on your entries"

  // MARK: the table

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

  // MARK: what it means

  static func verdict(_ persona: LearnedPersona) -> String {
    guard persona.winner != .none, let result = persona.winnerResult else {
      return "nothing beats writing without your history on these entries beyond chance, so 'write' uses none"
    }
    return "best: \(label(persona.winner)), \(signed(result.difference)) nats a token against no persona "
      + "\(interval(low: result.low, high: result.high)); "
      + "'write --strategy auto' uses it (\(persona.strategy))"
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

  static let instructionOnly =
    "this gain is the plug's knowledge of the task; your history added nothing on top of it here"

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
