// LearningRun+Training.swift: trains rows of this person's own, and judges them on held-out entries.

internal import Inference

extension LearningRun {
  /// Where training starts: the person's own P in units of the embeddings' scale; nil without a plug.
  var startParameters: [Float]? {
    persona.map { persona in persona.startRows.map { $0 / persona.plug.embeddingScale } }
  }

  /// Trains and judges; numbers that run away end the training, and what was seen before is judged.
  ///
  /// - Returns: The step at which it went astray; nil where it did not.
  mutating func adapt(_ adaptation: inout RowAdaptation, stepCount: Int) throws -> Int? {
    var strayStep: Int?
    do {
      try train(&adaptation, stepCount: stepCount)
    } catch LearningError.notFinite(let step?) {
      strayStep = step
    }
    do {
      try judge(adaptation)
    } catch LearningError.notFinite {
      // Only behind examples: what was seen without them is noted.
      strayStep = strayStep ?? adaptation.step
    }
    return strayStep
  }

  /// Trains until `stepCount`, or until the held-out entries only get worse.
  ///
  /// - Throws: ``LearningError/notFinite(step:)``: `adaptation` is then as it was before that step. What the
  ///   model and the observer throw.
  func train(_ adaptation: inout RowAdaptation, stepCount: Int) throws {
    guard let persona else { return }
    var known: [Int: PassageExample] = [:]
    while true {
      if adaptation.needsCheck { try check(&adaptation, persona, stepCount) }
      guard adaptation.step < stepCount, !adaptation.isPastItsBest else { break }
      let batch = try adaptation.nextBatch(of: split.training.count, seed: seed).map { index in
        if let example = known[index] { return example }
        let example = try prompts.example(split.training[index], isSoft: true)
        known[index] = example
        return example
      }
      try adaptation.takeStep(batch, scale: persona.plug.embeddingScale, scorer: scorer)
      try observer.trained(adaptation, of: stepCount)
    }
    if adaptation.checks.last?.step != adaptation.step { try check(&adaptation, persona, stepCount) }
  }

  private func check(_ adaptation: inout RowAdaptation, _ persona: PlugPersona, _ stepCount: Int) throws {
    let rows = adaptation.parameters.map { $0 * persona.plug.embeddingScale }
    let sequences = (heldOut[Layout(isSoft: true)] ?? []).map { $0.sequence(softRows: rows) }
    let losses: [[Float]]
    do {
      losses = try scorer.losses(of: sequences)
    } catch LearningError.notFinite {
      throw LearningError.notFinite(step: adaptation.step)
    }
    adaptation.checks.append(
      RowAdaptation.Check(step: adaptation.step, parameters: adaptation.parameters, losses: losses))
    try observer.trained(adaptation, of: stepCount)
  }

  /// Notes how the trained rows fare, alone and with examples.
  ///
  /// Each held-out entry is judged with the number of steps that the other half prefers.
  mutating func judge(_ adaptation: RowAdaptation) throws {
    guard let persona, !adaptation.checks.isEmpty else { return }
    let checks = adaptation.crossFittedChecks(count: split.heldOut.count)
    losses.note(
      checks.indices.map { checks[$0].losses[$0] }, of: LearnedStrategy(rows: .adapted))
    let rows = checks.map { $0.parameters.map { $0 * persona.plug.embeddingScale } }
    var done = 0
    let strategy = LearnedStrategy(rows: .adapted, exampleCount: Retrieval.defaultExampleCount)
    try note(strategy, rows: rows, &done, split.heldOut.count)
  }
}
