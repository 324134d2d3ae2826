// LearningSample.swift: what the tests of learning share: a model of a few sums, a plug of a few numbers.

@testable import Inference

@testable import LocalPersona

/// Finds a text the likelier the closer the soft rows are to a goal.
///
/// A token costs `bare` nats without rows and half the squared distance per number, above a floor, with them;
/// examples in the prompt change it by `ofExamples`.
final class FakeScorer: GradientModel {
  let goal: [Float]
  let bare: Float
  let floor: Float
  let ofExamples: Float
  /// From which call of `gradients` on everything is NaN.
  var failsFrom = Int.max
  private(set) var gradientCount = 0

  init(goal: [Float], bare: Float = 3, floor: Float = 2, ofExamples: Float = 0) {
    self.goal = goal
    self.bare = bare
    self.floor = floor
    self.ofExamples = ofExamples
  }

  private func loss(_ sequence: TrainingSequence) -> Float {
    let examples = sequence.targetStart > 200 ? ofExamples : 0
    guard !sequence.softRows.isEmpty else { return bare + examples }
    let distance = zip(sequence.softRows, goal).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return floor + distance / 2 + examples
  }

  func losses(_ batch: [TrainingSequence]) -> [[Float]] {
    batch.map { sequence in
      // Entries differ, each in its own way whatever stands in front of it.
      let own = 0.01 * Float((sequence.tokens.last ?? 0) % 5)
      return [Float](repeating: loss(sequence) + own, count: sequence.targetCount)
    }
  }

  func gradients(_ batch: [TrainingSequence]) -> TrainingGradients {
    gradientCount += 1
    var result = TrainingGradients(losses: losses(batch), softRows: [])
    for sequence in batch {
      let share = Float(1) / Float(batch.count)
      let factor = gradientCount >= failsFrom ? Float.nan : share
      result.softRows.append(zip(sequence.softRows, goal).map { ($0 - $1) * factor })
    }
    return result
  }
}

/// Counts, and stops where it is told to.
final class FakeObserver: LearningObserver {
  struct Stop: Error {}

  var comparedCount = 0
  var total = 0
  var steps: [Int] = []
  var last: RowAdaptation?
  var stopsAt = Int.max

  func comparing(_ completed: Int, of total: Int) {
    precondition(completed < total, "\(completed) of \(total)")
    comparedCount += 1
    self.total = total
  }

  func trained(_ adaptation: RowAdaptation, of stepCount: Int) throws {
    steps.append(adaptation.step)
    last = adaptation
    if adaptation.step >= stopsAt { throw Stop() }
  }
}

/// Entries, plugs and runs.
enum LearningSample {
  /// Short, different, an hour apart.
  static func entries(_ count: Int, text: (Int) -> String = { "entry \($0)." }) throws -> [Entry] {
    try (0..<count).map { try Entry(written: Timestamp(Int64($0) * 3600), kind: .note, text: text($0)) }
  }

  /// Two rows of two numbers: I + δ, where `own` tells the person's rows apart from those of the mean author.
  static func persona(
    stranger: [Float]? = [-1, 2], aggregator: PlugSettings.Aggregator = .mean
  ) -> PlugPersona {
    var settings = PlugSettings.standard
    settings.aggregator = aggregator
    settings.instructionCount = 2
    settings.personaCount = 2
    settings.hiddenCount = 4
    var plug = Plug(
      settings: settings, inputDimension: 2, embeddingLength: 2, embeddingScale: 0.5,
      statistics: PopulationStatistics(mean: [0, 0], deviation: [1, 1]), initialRows: [1, 0, 0, 1], seed: 3)
    // δ is zero for everybody until something was trained.
    for index in plug.parameters.values.indices { plug.parameters.values[index] += 0.1 * Float(index % 3) }
    let own = PersonaInput(items: [[1, 1], [2, 1]])
    return PlugPersona(
      plug: plug, own: own, whole: PersonaInput(items: own.items + [[1, 0]]),
      bank: stranger.map { [$0, [$0[1], $0[0]]] } ?? [], encodeBrief: { _ in [0, 0] })
  }

  static func run(
    _ entries: [Entry], persona: PlugPersona?, scorer: FakeScorer, observer: FakeObserver = FakeObserver()
  ) throws -> LearningRun {
    let split = try LearningSplit(entries)
    let model = FakeModel { _ in [] }
    return try LearningRun(
      split: split, tokenizer: model.tokenizer,
      prompts: LearningPrompts(model: model, history: HistorySearch(split.training)), persona: persona,
      scorer: scorer, observer: observer)
  }

  static func origin(_ entries: [Entry]) -> LearningRun.Origin {
    LearningRun.Origin(
      model: [UInt8](repeating: 1, count: 32), encoder: [UInt8](repeating: 2, count: 32),
      plug: [UInt8](repeating: 3, count: 32), entries: entries,
      tokens: entries.map { LearningPrompts.tokens(of: $0, by: ByteTokenizer()) }, date: Timestamp(5))
  }
}
