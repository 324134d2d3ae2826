// LearningGate.swift: which way of writing is used from now on.
//
// The lowest loss alone is no reason. A way is used only if it is better than no persona beyond chance; and a
// plug only if it is also better than the same without the person (I alone) and with somebody else in its
// place (strangers): a plug trained on many authors lowers the loss for everybody by knowing the task.

/// The choice among what was measured.
struct LearningGate {
  let losses: HeldOutLosses

  /// The table of ``losses``, whose intervals take their time.
  let results: [LearnedResult]

  /// The way of writing to use; ``LearnedStrategy/none`` where nothing else is worth it.
  var winner: LearnedStrategy {
    let choices = results.filter { $0.strategy.isChoice && $0.beatsNone && passes($0.strategy) }
    // Of equals the one that was measured first, which is the simpler one.
    return choices.min(by: { $0.loss < $1.loss })?.strategy ?? .none
  }

  /// Whether a way of writing is better than each of its rivals.
  func passes(_ strategy: LearnedStrategy) -> Bool {
    guard let own = losses.loss(of: strategy) else { return false }
    return rivals(of: strategy).allSatisfy { losses.loss(of: $0).map { own < $0 } ?? false }
  }

  /// What a way of writing must beat beside no persona.
  ///
  /// With terms the rivals have them too; where a rival was not measured with examples, it is without them.
  func rivals(of strategy: LearnedStrategy) -> [LearnedStrategy] {
    var rivals: [LearnedStrategy] = []
    if strategy.usesTerms {
      var bare = strategy
      bare.usesTerms = false
      rivals.append(bare)
    }
    guard strategy.rows == .plug || strategy.rows == .adapted else { return rivals }
    for rows in [LearnedStrategy.Rows.instruction, .stranger] {
      let rival = strategy.with(rows: rows)
      rivals.append(rival)
    }
    rivals = rivals.map { rival in
      guard losses[rival] == nil else { return rival }
      return LearnedStrategy(rows: rival.rows, usesTerms: rival.usesTerms)
    }
    if strategy.exampleCount > 0 { rivals.append(strategy.with(rows: .none)) }
    return rivals
  }

  /// The best plug for this person, whatever it is worth against the rest; nil where none was measured.
  var bestRows: LearnedStrategy.Rows? {
    [LearnedStrategy.Rows.plug, .adapted, .instruction]
      .compactMap { rows in losses.loss(of: LearnedStrategy(rows: rows)).map { (rows, $0) } }
      .min(by: { $0.1 < $1.1 })?.0
  }
}
