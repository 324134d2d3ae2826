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

  /// The own persona of so many passages.
  static func own(_ plug: EvaluatedPlug, historyCount: Int) -> String {
    "\(own(plug)), history \(historyCount)"
  }

  /// The own persona of so many passages, those nearest to the brief.
  static func own(_ plug: EvaluatedPlug, nearestCount: Int) -> String {
    "\(own(plug)), nearest \(nearestCount)"
  }

  static func mean(_ plug: EvaluatedPlug) -> String { "\(plug.name) mean" }
  static func random(_ plug: EvaluatedPlug) -> String { "\(plug.name) random" }
  static func kindred(_ plug: EvaluatedPlug) -> String { "\(plug.name) kindred" }
  static func with(_ name: String, _ other: String) -> String { "\(name) + \(other)" }
  static func withTerms(_ name: String) -> String { with(name, "terms") }

  /// Rows trained from the own ones on, for so many steps on the author's history.
  static func steps(_ count: Int, _ plug: EvaluatedPlug) -> String {
    with(own(plug), "\(count) steps")
  }

  /// As many steps from the same rows on, on somebody else's history.
  static func strangersSteps(_ count: Int, _ plug: EvaluatedPlug) -> String {
    "\(steps(count, plug)) on a stranger's"
  }

  /// As many steps as the author's kept passages prefer.
  static func heldOutStop(_ plug: EvaluatedPlug) -> String { with(own(plug), "steps, held-out stop") }

  /// As many as those, on somebody else's history.
  static func strangersStop(_ plug: EvaluatedPlug) -> String {
    "\(heldOutStop(plug)), on a stranger's"
  }

  /// The model tuned to the author, with as many steps as the kept passages prefer.
  static func tuned(_ method: TuningMethod, _ tuning: Tuning) -> String {
    let front = tuning.front
    let rate = method.askedRate.map { ", rate \($0)," } ?? ""
    return switch method.kind {
    case .lowRank(let rank):
      "lora \(rank)\(rate)" + (front.name.map { " behind \($0)" } ?? " without rows")
    case .prefix: "prefix \(front.rowCount)\(rate)" + (front.name.map { " from \($0)" } ?? "")
    }
  }

  /// With as many steps on somebody else's history.
  static func tunedToStranger(_ method: TuningMethod, _ tuning: Tuning) -> String {
    "\(tuned(method, tuning)), on a stranger's"
  }

  /// Retrieved passages behind the rows of a base.
  static func retrieval(_ choice: ExampleChoice, behind base: String) -> String {
    base == none ? "\(choice.title), without system turn" : with(base, choice.title)
  }

  /// What stands alone; terms are fitted on each of them.
  static func bases(_ evaluation: PopulationEvaluation) -> [String] {
    [none, noneAsSent] + evaluation.controls.map(\.name) + evaluation.plugs.map(own)
  }

  /// The strategies that terms are added to.
  static func usable(_ evaluation: PopulationEvaluation) -> [String] {
    let bases = bases(evaluation)
    let retrieving = bases.filter { $0 != noneAsSent }.flatMap { base in
      evaluation.exampleChoices.map { retrieval($0, behind: base) }
    }
    return bases + retrieving
  }

  /// All strategies of an evaluation, in the order of its table.
  static func all(_ evaluation: PopulationEvaluation) -> [String] {
    let usable = usable(evaluation)
    let controls = evaluation.plugs.flatMap { [mean($0), random($0), kindred($0)] }
    let histories = evaluation.plugs.flatMap { plug in
      evaluation.shorterHistories.map { own(plug, historyCount: $0) }
        + evaluation.nearestCounts.map { own(plug, nearestCount: $0) }
    }
    let terms = evaluation.terms == .off ? [] : usable.map(withTerms) + [strangersTerms]
    return usable + histories + controls + terms + steps(evaluation) + tunings(evaluation)
  }

  /// What personal training makes of the first plug.
  private static func steps(_ evaluation: PopulationEvaluation) -> [String] {
    guard let training = evaluation.training, let plug = evaluation.plugs.first else { return [] }
    let counts = training.stepCounts
    return training.stages.map { steps($0, plug) } + [heldOutStop(plug)]
      + counts.map { strangersSteps($0, plug) } + [strangersStop(plug)]
  }

  /// What tuning makes.
  private static func tunings(_ evaluation: PopulationEvaluation) -> [String] {
    guard let tuning = evaluation.tuning else { return [] }
    return tuning.methods.flatMap { [tuned($0, tuning), tunedToStranger($0, tuning)] }
  }

  /// What is compared beside the reference.
  static func contrasts(_ evaluation: PopulationEvaluation) -> [(strategy: String, reference: String)] {
    var pairs: [(strategy: String, reference: String)] = []
    for plug in evaluation.plugs {
      pairs += evaluation.controls.dropFirst().map { (own(plug), $0.name) }
      pairs += [mean(plug), random(plug), kindred(plug)].map { (own(plug), $0) }
    }
    pairs += budgets(evaluation)
    let first = evaluation.plugs.first.map(own)
    if let first { pairs += evaluation.plugs.dropFirst().map { (own($0), first) } }
    if evaluation.terms != .off { pairs += usable(evaluation).map { (withTerms($0), $0) } }
    if let training = evaluation.training, let plug = evaluation.plugs.first {
      let trained = training.stepCounts.map { (steps($0, plug), strangersSteps($0, plug)) }
      for (own, strangers) in trained + [(heldOutStop(plug), strangersStop(plug))] {
        pairs += [(own, steps(0, plug)), (strangers, steps(0, plug)), (own, strangers)]
      }
    }
    return pairs + tuningContrasts(evaluation)
  }

  /// Tuned to the author against tuned to a stranger, and against the first plug, as it is and trained
  /// further.
  private static func tuningContrasts(
    _ evaluation: PopulationEvaluation
  ) -> [(strategy: String, reference: String)] {
    guard let tuning = evaluation.tuning else { return [] }
    let plug = evaluation.plugs.first
    let stop: String? = evaluation.training == nil ? nil : plug.map(heldOutStop)
    return tuning.methods.flatMap { method in
      let references: [String?] = [tunedToStranger(method, tuning), plug.map(own), stop]
      return references.compactMap(\.self).map { (strategy: tuned(method, tuning), reference: $0) }
    }
  }
}
