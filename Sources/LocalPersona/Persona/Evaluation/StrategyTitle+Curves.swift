// StrategyTitle+Curves.swift: strategies of an evaluation that belong together: those that differ in one
// number, and those that take equal room.

extension StrategyTitle {
  private typealias Series = EvaluationCurve.Series

  /// The strategies that differ in the length of the history, or in the number of examples.
  static func curves(_ evaluation: PopulationEvaluation) -> [EvaluationCurve] {
    let shorter = histories(evaluation, evaluation.shorterHistories) { own($0, historyCount: $1) }
    let nearest = histories(evaluation, evaluation.nearestCounts) { own($0, nearestCount: $1) }
    let lines = evaluation.rankings.flatMap { examples(evaluation, $0) }
    return [
      EvaluationCurve(.history, shorter), EvaluationCurve(.nearest, nearest),
      EvaluationCurve(.examples, lines),
    ].compactMap(\.self)
  }

  /// A line for each plug, the whole history at its end.
  private static func histories(
    _ evaluation: PopulationEvaluation, _ counts: [Int], _ name: (EvaluatedPlug, Int) -> String
  ) -> [EvaluationCurve.Series] {
    evaluation.plugs.map { plug in
      let points = counts.filter { $0 < evaluation.selection.historyCount }.map { count in
        Series.Point(number: count, strategy: name(plug, count))
      }
      let whole = Series.Point(number: evaluation.selection.historyCount, strategy: own(plug))
      return Series(name: own(plug), points: points + [whole])
    }
  }

  /// A line for each base, without examples at its beginning.
  private static func examples(
    _ evaluation: PopulationEvaluation, _ ranking: ExampleRanking
  ) -> [EvaluationCurve.Series] {
    bases(evaluation).filter { $0 != noneAsSent }.map { base in
      let more = evaluation.exampleCounts.map { count in
        Series.Point(
          number: count,
          strategy: retrieval(ExampleChoice(ranking: ranking, amount: .passages(count)), behind: base))
      }
      return Series(
        name: ranking == .words ? base : "\(base), \(ranking.rawValue)",
        points: [Series.Point(number: 0, strategy: base)] + more)
    }
  }

  /// Own rows and passages against what else the same number of tokens can hold: passages alone, and passages
  /// behind rows that know nobody.
  static func budgets(_ evaluation: PopulationEvaluation) -> [(strategy: String, reference: String)] {
    guard let count = evaluation.tokenBudget else { return [] }
    return evaluation.rankings.flatMap { ranking in
      let choice = ExampleChoice(ranking: ranking, amount: .tokens(count))
      let others = ([none] + evaluation.controls.map(\.name)).map { retrieval(choice, behind: $0) }
      return evaluation.plugs.flatMap { plug in
        others.map { (strategy: retrieval(choice, behind: own(plug)), reference: $0) }
      }
    }
  }
}
