// StrategyTitle.swift: the strategies of an evaluation, by the names that its tables and files have.
//
// Soft rows take the place of the system turn. So that rows are not praised for what leaving it out does, the
// prompts without rows are measured without it as well, and called so; `write` without a persona sends it.

/// What tables call the strategies.
enum StrategyTitle {
  static let none = "none, without system turn"
  static let noneAsSent = "none, as write sends it"
  static let strangersTerms = with(none, "a stranger's terms")

  static func own(_ plug: EvaluatedPlug) -> String { "\(plug.name) own" }
  static func mean(_ plug: EvaluatedPlug) -> String { "\(plug.name) mean" }
  static func random(_ plug: EvaluatedPlug) -> String { "\(plug.name) random" }
  static func kindred(_ plug: EvaluatedPlug) -> String { "\(plug.name) kindred" }
  static func with(_ name: String, _ other: String) -> String { "\(name) + \(other)" }
  static func withTerms(_ name: String) -> String { with(name, "terms") }

  /// Retrieved passages behind the rows of a base.
  static func retrieval(_ count: Int, behind base: String) -> String {
    base == none ? "retrieval \(count), without system turn" : with(base, "retrieval \(count)")
  }

  /// What stands alone; terms are fitted on each of them.
  static func bases(_ evaluation: PopulationEvaluation) -> [String] {
    [none, noneAsSent] + evaluation.controls.map(\.name) + evaluation.plugs.map(own)
  }

  /// The strategies that terms are added to.
  static func usable(_ evaluation: PopulationEvaluation) -> [String] {
    let bases = bases(evaluation)
    let retrieving = bases.filter { $0 != noneAsSent }.flatMap { base in
      evaluation.exampleCounts.map { retrieval($0, behind: base) }
    }
    return bases + retrieving
  }

  /// All strategies of an evaluation, in the order of its table.
  static func all(_ evaluation: PopulationEvaluation) -> [String] {
    let usable = usable(evaluation)
    let controls = evaluation.plugs.flatMap { [mean($0), random($0), kindred($0)] }
    let terms = evaluation.terms == .off ? [] : usable.map(withTerms) + [strangersTerms]
    return usable + controls + terms
  }

  /// What is compared beside the reference.
  static func contrasts(_ evaluation: PopulationEvaluation) -> [(strategy: String, reference: String)] {
    var pairs: [(strategy: String, reference: String)] = []
    for plug in evaluation.plugs {
      pairs += evaluation.controls.dropFirst().map { (own(plug), $0.name) }
      pairs += [mean(plug), random(plug), kindred(plug)].map { (own(plug), $0) }
    }
    let first = evaluation.plugs.first.map(own)
    if let first { pairs += evaluation.plugs.dropFirst().map { (own($0), first) } }
    if evaluation.terms != .off { pairs += usable(evaluation).map { (withTerms($0), $0) } }
    return pairs
  }
}
