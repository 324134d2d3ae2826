// LearningRun.swift: compares ways of writing on held-out entries, and trains rows of this person's own.
//
// Knows no vault and no console: what it needs comes in, what happens is told to an observer. One comparison
// costs a forward pass of each held-out entry: about 2 s for 40 of them, 10 s with examples in the prompt.

internal import Inference

/// Is told what happens, and may stop it by throwing.
protocol LearningObserver: AnyObject {
  /// Before each batch: `completed` of `total` sequences are scored.
  func comparing(_ completed: Int, of total: Int) throws

  /// After each step of training, checks included.
  func trained(_ adaptation: RowAdaptation, of stepCount: Int) throws
}

/// One person, one model, at most one plug.
struct LearningRun {
  /// The steps of training where nobody asks for a number.
  static let stepCounts = 20...80

  let split: LearningSplit
  let prompts: LearningPrompts
  let persona: PlugPersona?
  let scorer: any GradientModel
  let observer: any LearningObserver

  /// Decides the order of the batches.
  var seed: UInt64 = 1

  /// A layout of the prompt.
  private struct Layout: Hashable {
    var exampleCount = 0
    var isSoft = false
  }

  /// The held-out entries, by layout.
  private let heldOut: [Layout: [PassageExample]]

  private(set) var losses: HeldOutLosses

  /// Prepares; the prompts of held-out entries are made here.
  ///
  /// - Parameters:
  ///   - split: The parted history.
  ///   - tokenizer: The model's.
  ///   - prompts: Makes examples out of it.
  ///   - persona: The plug with this person in it; nil where none is installed for the model.
  ///   - scorer: The model.
  ///   - observer: Is told what happens.
  /// - Throws: What making a prompt throws.
  init(
    split: LearningSplit, tokenizer: any Tokenizer, prompts: LearningPrompts, persona: PlugPersona?,
    scorer: any GradientModel, observer: any LearningObserver
  ) throws {
    self.split = split
    self.prompts = prompts
    self.persona = persona
    self.scorer = scorer
    self.observer = observer
    let most = Retrieval.defaultExampleCount
    var layouts = Set([0, 1, most].map { Layout(exampleCount: $0) })
    if persona != nil { layouts.formUnion([0, most].map { Layout(exampleCount: $0, isSoft: true) }) }
    var heldOut: [Layout: [PassageExample]] = [:]
    for layout in layouts {
      heldOut[layout] = try split.heldOut.map {
        try prompts.example($0, exampleCount: layout.exampleCount, isSoft: layout.isSoft)
      }
    }
    self.heldOut = heldOut
    losses = HeldOutLosses(
      targets: (heldOut[Layout()] ?? []).map(\.target),
      training: split.training.map { LearningPrompts.tokens(of: $0, by: tokenizer) })
  }

  /// Steps of training that this history is worth: two rounds over it, within limits.
  var defaultStepCount: Int {
    let rounds = 2 * split.training.count / RowAdaptation.batchCount
    return min(max(rounds, Self.stepCounts.lowerBound), Self.stepCounts.upperBound)
  }

  /// Compares everything that needs no training.
  mutating func compare() throws {
    let most = Retrieval.defaultExampleCount
    let sequenceCount = split.heldOut.count * (3 + (persona.map { 3 + $0.strangers.count } ?? 0))
    var done = 0
    try note(.none, rows: nil, &done, sequenceCount)
    if let persona { try compare(persona, &done, sequenceCount) }
    for count in Set([1, most]).sorted() {
      try note(LearnedStrategy(exampleCount: count), rows: nil, &done, sequenceCount)
    }
    if let persona {
      let rows = try persona.rows(persona.own, briefs: briefs)
      try note(LearnedStrategy(rows: .plug, exampleCount: most), rows: rows, &done, sequenceCount)
    }
  }

  private mutating func compare(_ persona: PlugPersona, _ done: inout Int, _ total: Int) throws {
    let instruction = persona.plug.meanRows
    try note(LearnedStrategy(rows: .instruction), rows: briefs.map { _ in instruction }, &done, total)
    if !persona.strangers.isEmpty {
      var sums: [[Float]] = losses.targets.map { $0.map { _ in 0 } }
      for stranger in persona.strangers {
        let rows = try persona.rows(stranger, briefs: briefs)
        let theirs = try score(LearnedStrategy(rows: .stranger), rows: rows, &done, total)
        for (entry, values) in theirs.enumerated() {
          for (index, value) in values.enumerated() { sums[entry][index] += value }
        }
      }
      let count = Float(persona.strangers.count)
      losses.note(sums.map { $0.map { $0 / count } }, of: LearnedStrategy(rows: .stranger))
    }
    let rows = try persona.rows(persona.own, briefs: briefs)
    try note(LearnedStrategy(rows: .plug), rows: rows, &done, total)
  }

  private var briefs: [String] { (heldOut[Layout()] ?? []).map(\.brief) }

  private mutating func note(
    _ strategy: LearnedStrategy, rows: [[Float]]?, _ done: inout Int, _ total: Int
  ) throws {
    losses.note(try score(strategy, rows: rows, &done, total), of: strategy)
  }

  /// The losses of the held-out entries; `rows` has those of each entry.
  private func score(
    _ strategy: LearnedStrategy, rows: [[Float]]?, _ done: inout Int, _ total: Int
  ) throws -> [[Float]] {
    let layout = Layout(exampleCount: strategy.exampleCount, isSoft: rows != nil)
    let examples = heldOut[layout] ?? []
    let sequences = examples.indices.map { examples[$0].sequence(softRows: rows?[$0] ?? []) }
    let start = done
    defer { done += sequences.count }
    return try scorer.losses(of: sequences) { try observer.comparing(start + $0, of: total) }
  }
}

// Training.
extension LearningRun {
  /// Where training starts: the person's own P in units of the embeddings' scale; nil without a plug.
  var startParameters: [Float]? {
    persona.map { persona in persona.startRows.map { $0 / persona.plug.embeddingScale } }
  }

  /// Trains until `stepCount`, or until the held-out entries only get worse.
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
    let losses = try scorer.losses(of: sequences)
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
