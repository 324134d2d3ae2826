// EvaluationRecord+Pictures.swift: an evaluation as pictures: every strategy against the reference, and what
// the length of the history and the number of examples do, and what a plug attends to. Names of strategies
// and numbers, no word of any text.

extension EvaluationRecord {
  /// A picture and the name of its file.
  typealias Picture = (name: String, page: SVGPage)

  /// What there is to draw: the strategies, each number that was varied, and weights of a history.
  var pictures: [Picture] {
    let differences = table().differences(from: reference)
    let rows = strategies.compactMap { strategy in
      differences[strategy].map { IntervalChart.Row(label: strategy, difference: $0) }
    }
    let chart = IntervalChart(
      title: EvaluationMessages.strategiesTitle(self), caption: EvaluationMessages.chartCaption(self),
      rows: rows)
    var pictures: [Picture] = [(name: "strategies.svg", page: chart.page)]
    pictures += curves.compactMap { picture(of: $0, differences) }
    if let attention { pictures.append((name: "attention.svg", page: attention.page)) }
    return pictures
  }

  private func picture(
    of curve: EvaluationCurve, _ differences: [String: DifferenceInterval]
  ) -> Picture? {
    var known = differences
    // Where a line passes through what all are compared with, nothing differs.
    known[reference] = DifferenceInterval(mean: 0, low: 0, high: 0)
    let series = curve.series.map { line in
      LineChart.Series(
        name: line.name,
        points: line.points.compactMap { point in
          known[point.strategy].map { (number: point.number, difference: $0) }
        })
    }
    guard series.contains(where: { $0.points.count > 1 }) else { return nil }
    let chart = LineChart(
      title: EvaluationMessages.title(of: curve.parameter), caption: EvaluationMessages.chartCaption(self),
      axisName: EvaluationMessages.axis(of: curve.parameter, unit), series: series)
    return (name: "\(curve.parameter.rawValue).svg", page: chart.page)
  }
}

extension ComparisonTable {
  /// The differences from `reference` that can be drawn, by strategy.
  func differences(from reference: String) -> [String: DifferenceInterval] {
    var found: [String: DifferenceInterval] = [:]
    for row in rows where row.reference == reference && found[row.strategy] == nil {
      guard let difference = row.difference,
        // Beyond that no strategy is worth a picture.
        [difference.mean, difference.low, difference.high].allSatisfy({ abs($0) < 1e9 })
      else { continue }
      found[row.strategy] = difference
    }
    return found
  }
}
