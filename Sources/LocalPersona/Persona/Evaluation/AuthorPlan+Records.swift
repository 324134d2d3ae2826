// AuthorPlan+Records.swift: what the losses of an author mean: means, terms mixed in, places among
// candidates.

internal import Inference

extension AuthorPlan {
  /// What the losses of the queue mean for each target.
  ///
  /// - Throws: ``EvaluationError/notFinite(author:strategy:)``.
  func records(_ losses: [[Float]]) throws(EvaluationError) -> [PassageRecord] {
    try requireFinite(losses)
    var models: [[Int]: [String: TermModel]] = [:]
    for target in targets where models[target.history] == nil {
      models[target.history] = termModels(target.history, losses)
    }
    return targets.map { target in
      var record = target.record
      for strategy in target.strategies {
        record.losses[strategy.name] = Self.mean(strategy.places.map { losses[$0] })
      }
      addTerms(models[target.history] ?? [:], losses, target, to: &record)
      for (plug, places) in target.candidates {
        record.ranks[plug] = Self.rank(places.map { Self.mean([losses[$0]]) })
      }
      return record
    }
  }

  /// A mean with one number that is none in it would be none, and every table after it empty.
  private func requireFinite(_ losses: [[Float]]) throws(EvaluationError) {
    guard let place = losses.firstIndex(where: { !$0.allSatisfy(\.isFinite) }) else { return }
    let strategies = targets.flatMap { $0.strategies.map { ($0.name, $0.places) } + $0.candidates }
    let held = fits.values.flatMap(\.heldOut).flatMap { $0.places.map { ($0.key, [$0.value]) } }
    let name = (strategies + held).first { $0.1.contains(place) }?.0
    throw .notFinite(author: author.name, strategy: name ?? StrategyTitle.none)
  }

  private func addTerms(
    _ models: [String: TermModel], _ losses: [[Float]], _ target: Target, to record: inout PassageRecord
  ) {
    func mean(_ places: [Int], _ model: TermModel) -> Double {
      Self.mean(places.map { TermRescoring.losses(losses[$0], of: target.tokens[...], model: model) })
    }
    for strategy in target.strategies {
      guard let model = strategy.base.flatMap({ models[$0] }) else { continue }
      record.losses[StrategyTitle.withTerms(strategy.name)] = mean(strategy.places, model)
    }
    guard let stranger = target.stranger, let own = models[StrategyTitle.none],
      let none = target.strategies.first(where: { $0.name == StrategyTitle.none })
    else { return }
    // With the weights of the own terms: what they would do if they were somebody else's.
    let other = TermModel(
      sequences: tokens(context.histories[stranger], of: evaluation.authors[stranger]),
      smoothing: own.smoothing)
    record.losses[StrategyTitle.strangersTerms] = mean(none.places, other)
  }

  /// The terms of a history by base, each with the smoothing that helps that base; none where terms are not
  /// measured.
  private func termModels(_ history: [Int], _ losses: [[Float]]) -> [String: TermModel] {
    guard evaluation.terms != .off else { return [:] }
    var model = TermModel(sequences: tokens(history, of: author))
    var models: [String: TermModel] = [:]
    for base in StrategyTitle.bases(evaluation) {
      model.smoothing = smoothing(history, base: base, losses)
      models[base] = model
    }
    return models
  }

  private func smoothing(_ history: [Int], base: String, _ losses: [[Float]]) -> TermSmoothing {
    if case .fixed(let fixed) = evaluation.terms { return fixed }
    guard let fit = fits[history] else { return .off }
    let heldOut = fit.heldOut.compactMap { text in
      text.places[base].map { TermRescoring.heldOut(text.tokens, losses: losses[$0]) }
    }
    let fitted = TermModel.fitted(sequences: tokens(fit.counted, of: author), heldOut: heldOut)
    return fitted?.model.smoothing ?? .off
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
