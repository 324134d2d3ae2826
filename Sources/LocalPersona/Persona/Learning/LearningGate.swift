// LearningGate.swift: which way of writing is used from now on.
//
// The lowest loss alone is no reason: of many ways that are worth nothing, one has the lowest loss on a few
// entries. A way is used only if it is better than no persona beyond chance, where the chance of 5 % that one
// interval leaves is shared by all ways that are tried (Bonferroni). A plug must moreover be better, beyond
// chance, than the same without the person (I) and with somebody else in its place (strangers): a plug
// trained on many authors lowers the loss for everybody by knowing the task. Each is compared with its like:
// examples with examples, terms with terms. Among the ways that are left, and against their own parts, the
// loss decides.

/// The choice among what was measured.
struct LearningGate {
  let losses: HeldOutLosses

  /// The table of ``losses``, whose intervals take their time.
  let results: [LearnedResult]

  /// How many ways of writing are tried against no persona.
  static func wayCount(in results: [LearnedResult]) -> Int {
    results.count { $0.strategy.isChoice && $0.strategy != .none }
  }

  /// The share of resampled means on either side of the interval that a way must be better by.
  static func tail(wayCount: Int) -> Double { PairedBootstrap.usualTail / Double(max(1, wayCount)) }

  /// The way of writing to use; ``LearnedStrategy/none`` where nothing else is worth it.
  var winner: LearnedStrategy { winner { _ in true } }

  /// The same among the ways that `isUsable` lets through; asked of none that the gate refuses.
  func winner(where isUsable: (LearnedStrategy) -> Bool) -> LearnedStrategy {
    // Of equals the one that was measured first, which is the simpler one.
    let ordered = results.enumerated().sorted { ($0.element.loss, $0.offset) < ($1.element.loss, $1.offset) }
    let winner = ordered.first { passes($0.element.strategy) && isUsable($0.element.strategy) }
    return winner?.element.strategy ?? .none
  }

  /// Whether a way of writing may be used: proven against no persona and against its controls, and no worse
  /// than any of its parts.
  func passes(_ strategy: LearnedStrategy) -> Bool {
    guard strategy.isChoice, strategy != .none, let own = losses.loss(of: strategy) else { return false }
    return parts(of: strategy).allSatisfy { losses.loss(of: $0).map { own < $0 } ?? false }
      && beatsNone(strategy)
      && controls(of: strategy).allSatisfy { isBelow(strategy, $0, tail: PairedBootstrap.usualTail) }
  }

  private func beatsNone(_ strategy: LearnedStrategy) -> Bool {
    // The wider interval of the table first: it is there, and most fail it.
    guard results.contains(where: { $0.strategy == strategy && $0.beatsNone }) else { return false }
    return isBelow(strategy, .none, tail: Self.tail(wayCount: Self.wayCount(in: results)))
  }

  private func isBelow(_ strategy: LearnedStrategy, _ other: LearnedStrategy, tail: Double) -> Bool {
    losses.difference(of: strategy, from: other, tail: tail).map { $0.high < 0 } ?? false
  }

  /// What shows that it is this person who makes a plug better: the same without anybody, and with others.
  ///
  /// Where one was not measured, as without a bank of strangers, there is no proof.
  func controls(of strategy: LearnedStrategy) -> [LearnedStrategy] {
    guard strategy.rows == .plug || strategy.rows == .adapted else { return [] }
    return [strategy.with(rows: .instruction), strategy.with(rows: .stranger)]
  }

  /// The same with one part less, which it must improve on.
  private func parts(of strategy: LearnedStrategy) -> [LearnedStrategy] {
    var parts: [LearnedStrategy] = []
    if strategy.usesTerms { parts.append(strategy.withoutTerms) }
    if strategy.rows != .none, strategy.exampleCount > 0 { parts.append(strategy.with(rows: .none)) }
    return parts
  }

  /// The best plug for this person, whatever it is worth against the rest; nil where none was measured.
  var bestRows: LearnedStrategy.Rows? {
    [LearnedStrategy.Rows.plug, .adapted, .instruction]
      .compactMap { rows in losses.loss(of: LearnedStrategy(rows: rows)).map { (rows, $0) } }
      .min(by: { $0.1 < $1.1 })?.0
  }
}
