// VaultEvaluation+Record.swift: what the losses of held-out entries say: means of each entry, with own terms
// and without, in the record that all evaluations share.

internal import Inference

extension VaultEvaluation {
  /// The tables of what was measured.
  func record(of losses: VaultLosses) -> EvaluationRecord {
    var record = EvaluationRecord(unit: .entry, seed: seed)
    record.reference = VaultWay.none.name
    record.passages = split.heldOut.enumerated().map { index, entry in
      PassageRecord(
        author: entry.id.description, work: "", kind: entry.kind.description, index: index,
        tokenCount: plain[index].target.count, historyCount: split.training.count, sameWorkCount: 0)
    }
    let measured = ways.filter { losses[$0.name] != nil }
    record.isPartial = measured.count < ways.count
    let training = split.training.map { LearningPrompts.tokens(of: $0, by: tokenizer) }
    for way in measured {
      guard let variants = losses[way.name] else { continue }
      note(variants, way.name, in: &record)
      guard way.takesTerms else { continue }
      let mixed = withTerms(variants, training: training)
      note([mixed], StrategyTitle.withTerms(way.name), in: &record)
    }
    let terms = measured.filter(\.takesTerms).map { StrategyTitle.withTerms($0.name) }
    record.strategies = measured.map(\.name) + terms
    record.contrasts = contrasts(measured)
    record.curves = [
      EvaluationCurve(.history, [historySeries(measured)]),
      EvaluationCurve(.examples, exampleSeries(measured)),
    ].compactMap(\.self)
    return record
  }

  private func note(_ variants: VaultLosses.Losses, _ name: String, in record: inout EvaluationRecord) {
    for entry in record.passages.indices {
      record.passages[entry].losses[name] = HeldOutLosses.mean(
        variants.map { HeldOutLosses.mean($0[entry]) })
    }
  }

  /// Own terms mixed in, each half of the entries with the weights that the other half prefers.
  private func withTerms(_ variants: VaultLosses.Losses, training: [[TokenID]]) -> [[Float]] {
    var held = HeldOutLosses(targets: plain.map(\.target), training: training)
    held.note(meanOf: variants, of: .none)
    return held[LearnedStrategy.none.withTerms] ?? []
  }

  /// What shows that it is this person who helps, and what terms add.
  private func contrasts(_ measured: [VaultWay]) -> [(strategy: String, reference: String)] {
    var pairs: [(strategy: String, reference: String)] = []
    for way in measured where way.rows == .plug && way.historyCount == nil {
      for rows in [LearnedStrategy.Rows.instruction, .stranger] where measured.contains(way.with(rows: rows))
      {
        pairs.append((strategy: way.name, reference: way.with(rows: rows).name))
      }
    }
    // Against none all are compared anyhow.
    for way in measured where way.takesTerms && way != .none {
      pairs.append((strategy: StrategyTitle.withTerms(way.name), reference: way.name))
    }
    return pairs
  }

  private func historySeries(_ measured: [VaultWay]) -> EvaluationCurve.Series {
    let ways = measured.filter { $0.rows == .plug && $0.ranking == nil }
    let points = ways.map { way in
      EvaluationCurve.Series.Point(number: way.historyCount ?? split.training.count, strategy: way.name)
    }
    return EvaluationCurve.Series(
      name: VaultWay(rows: .plug).name, points: points.sorted { $0.number < $1.number })
  }

  private func exampleSeries(_ measured: [VaultWay]) -> [EvaluationCurve.Series] {
    var families: [String] = []
    for way in measured where way.ranking != nil && !families.contains(way.family) {
      families.append(way.family)
    }
    return families.map { family in
      let ways = measured.filter { $0.family == family }
      let start = ways.first.map { VaultWay(rows: $0.rows) }.flatMap { measured.contains($0) ? $0 : nil }
      let points = ([start].compactMap(\.self) + ways).map { way in
        EvaluationCurve.Series.Point(number: way.exampleCount, strategy: way.name)
      }
      return EvaluationCurve.Series(name: family, points: points)
    }
  }
}
