// AuthorPlan+Records.swift: what the losses of an author mean: means, terms mixed in, places among candidates.

internal import Inference

extension AuthorPlan {
  /// What the losses of the queue mean for each target.
  func records(_ losses: [[Float]]) -> [PassageRecord] {
    let models = Dictionary(
      targets.map { ($0.history, termModel($0.history, losses)) }, uniquingKeysWith: { first, _ in first })
    return targets.map { target in
      var record = target.record
      for (name, places) in target.strategies {
        record.losses[name] = Self.mean(places.map { losses[$0] })
      }
      if let model = models[target.history] ?? nil { addTerms(model, losses, target, to: &record) }
      for (plug, places) in target.candidates {
        record.ranks[plug] = Self.rank(places.map { Self.mean([losses[$0]]) })
      }
      return record
    }
  }

  private func addTerms(
    _ model: TermModel, _ losses: [[Float]], _ target: Target, to record: inout PassageRecord
  ) {
    let usable = Set(StrategyTitle.usable(evaluation))
    for (name, places) in target.strategies where usable.contains(name) {
      let mixed = places.map { TermRescoring.losses(losses[$0], of: target.tokens[...], model: model) }
      record.losses[StrategyTitle.withTerms(name)] = Self.mean(mixed)
    }
    guard let stranger = target.stranger, let places = target.strategies.first?.places else { return }
    // With the weights of the own terms: what they would do if they were somebody else's.
    let other = TermModel(
      sequences: tokens(context.histories[stranger], of: evaluation.authors[stranger]),
      smoothing: model.smoothing)
    let mixed = places.map { TermRescoring.losses(losses[$0], of: target.tokens[...], model: other) }
    record.losses[StrategyTitle.strangersTerms] = Self.mean(mixed)
  }

  /// The terms of a history; nil where terms are not measured.
  private func termModel(_ history: [Int], _ losses: [[Float]]) -> TermModel? {
    let smoothing: TermSmoothing
    switch evaluation.terms {
    case .off: return nil
    case .fixed(let fixed): smoothing = fixed
    case .fitted:
      guard let fit = fits[history] else {
        smoothing = .off
        break
      }
      let heldOut = fit.heldOut.map { TermRescoring.heldOut($0.tokens, losses: losses[$0.place]) }
      let fitted = TermModel.fitted(sequences: tokens(fit.counted, of: author), heldOut: heldOut)
      smoothing = fitted?.model.smoothing ?? .off
    }
    return TermModel(sequences: tokens(history, of: author), smoothing: smoothing)
  }

  private func tokens(_ history: [Int], of author: CorpusAuthor) -> [[TokenID]] {
    history.map { evaluation.prompts.tokens(of: author.passages[$0]) }
  }

  private static func mean(_ losses: [[Float]]) -> Double {
    let count = losses.reduce(0) { $0 + $1.count }
    let sum = losses.reduce(0.0) { sum, losses in losses.reduce(sum) { $0 + Double($1) } }
    return sum / Double(max(1, count))
  }

  /// The place of the first among all, by loss; half a place for each that is as good.
  static func rank(_ losses: [Double]) -> Double {
    guard let own = losses.first, own.isFinite else { return Double(losses.count) }
    return losses.dropFirst().reduce(1) { $0 + ($1 < own ? 1 : $1 == own ? 0.5 : 0) }
  }
}
