// LearningRun.swift: compares ways of writing on held-out entries.
//
// Knows no vault and no console: what it needs comes in, what happens is told to an observer. One comparison
// costs a forward pass of each held-out entry: about 2 s for 40 of them, 10 s with examples in the prompt.
// What shows that a plug knows this person, I alone and strangers, is measured with the same examples as the
// plug.

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
  struct Layout: Hashable {
    var exampleCount = 0
    var isSoft = false
  }

  /// The held-out entries, by layout.
  let heldOut: [Layout: [PassageExample]]

  var losses: HeldOutLosses

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
    let passCount = 3 + (persona.map { 2 * (2 + $0.strangers.count) } ?? 0)
    let sequenceCount = split.heldOut.count * passCount
    var done = 0
    try note(.none, rows: nil, &done, sequenceCount)
    if let persona { try compare(persona, exampleCount: 0, &done, sequenceCount) }
    for count in Set([1, most]).sorted() {
      try note(LearnedStrategy(exampleCount: count), rows: nil, &done, sequenceCount)
    }
    if let persona { try compare(persona, exampleCount: most, &done, sequenceCount) }
  }

  /// Nobody, strangers and this person in the plug, behind as many examples.
  private mutating func compare(
    _ persona: PlugPersona, exampleCount: Int, _ done: inout Int, _ total: Int
  ) throws {
    let way = LearnedStrategy(exampleCount: exampleCount)
    let instruction = persona.plug.meanRows
    try note(way.with(rows: .instruction), rows: briefs.map { _ in instruction }, &done, total)
    var strangers: [[[Float]]] = []
    for stranger in persona.strangers {
      let rows = try persona.rows(stranger, briefs: briefs)
      strangers.append(try score(way.with(rows: .stranger), rows: rows, &done, total))
    }
    if !strangers.isEmpty { losses.note(meanOf: strangers, of: way.with(rows: .stranger)) }
    let rows = try persona.rows(persona.own, briefs: briefs)
    try note(way.with(rows: .plug), rows: rows, &done, total)
  }

  private var briefs: [String] { (heldOut[Layout()] ?? []).map(\.brief) }

  /// Scores the held-out entries and notes the losses; `done` of `total` sequences are scored before.
  mutating func note(
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
