// LearningRun+Result.swift: from what was measured to what is kept.

internal import Inference

extension LearningRun {
  /// What the record says about where it comes from.
  struct Origin {
    var model: [UInt8]
    var encoder: [UInt8]
    var plug: [UInt8]

    /// All entries, in any order, and their tokens; used ones only.
    var entries: [Entry]
    var tokens: [[TokenID]]
    var date: Timestamp
  }

  /// What was learned so far.
  ///
  /// - Parameters:
  ///   - adaptation: The training, if there was one and it was judged.
  ///   - origin: Where it comes from.
  /// - Returns: The record, with the winner of the gate.
  func learned(_ adaptation: RowAdaptation?, origin: Origin) -> LearnedPersona {
    let gate = LearningGate(losses: losses, results: losses.results)
    // Own terms win by what the halves prefer for each other; the record holds what all prefer, and where
    // they prefer nothing, the way with terms cannot be used and the next best that can takes its place.
    let winner = gate.winner { !$0.usesTerms || losses.smoothing(on: $0.withoutTerms) != nil }
    let rowsOrigin = winner.rows == .none ? gate.bestRows ?? .none : winner.rows
    let (rows, stepCount) = self.rows(of: rowsOrigin, adaptation)
    let terms = losses.smoothing(on: winner.withoutTerms).map {
      TermModel(sequences: origin.tokens, smoothing: $0)
    }
    let newest = split.heldOut.last ?? split.training[0]
    return LearnedPersona(
      winner: winner, softRows: rows, rowsOrigin: rowsOrigin,
      softCount: rows.isEmpty ? 0 : persona?.plug.softCount ?? 0, terms: terms, results: gate.results,
      modelFingerprint: origin.model, encoderFingerprint: origin.encoder, plugFingerprint: origin.plug,
      entryCount: origin.entries.count, newestID: newest.id, heldOutCount: split.heldOut.count,
      stepCount: stepCount, date: origin.date)
  }

  /// The rows to keep, from all entries where no training made them.
  ///
  /// None for a plug that looks at the brief: its rows are other ones for each, and `write` makes them.
  private func rows(
    of origin: LearnedStrategy.Rows, _ adaptation: RowAdaptation?
  ) -> (rows: [Float], stepCount: Int) {
    guard let plug = persona?.plug, let persona else { return ([], 0) }
    switch origin {
    case .none, .stranger: return ([], 0)
    case .instruction: return (plug.meanRows, 0)
    case .plug where persona.encodeBrief != nil: return ([], 0)
    case .plug: return (plug.softRows(for: persona.whole), 0)
    case .adapted:
      guard let adaptation, let best = adaptation.bestCheck(among: nil) else { return ([], 0) }
      let check = adaptation.checks[best]
      return (check.parameters.map { $0 * plug.embeddingScale }, check.step)
    }
  }
}
