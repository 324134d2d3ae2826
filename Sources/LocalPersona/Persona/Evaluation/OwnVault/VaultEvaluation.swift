// VaultEvaluation.swift: predicts the held-out entries of one person in every way, and keeps what was
// measured.
//
// Knows no vault and no console. The prompts are those of `write`, as in `persona learn`; every held-out
// entry is predicted from older ones alone.

internal import Inference

/// One person, one model, at most one plug.
struct VaultEvaluation {
  let split: LearningSplit
  let prompts: LearningPrompts
  let persona: PlugPersona?
  let scorer: any GradientModel
  let tokenizer: any Tokenizer

  /// What is compared, ``VaultWay/none`` first.
  let ways: [VaultWay]

  /// Decides the resampling.
  let seed: UInt64

  /// The held-out entries as prompts without examples.
  let plain: [PassageExample]

  /// Prepares.
  ///
  /// - Throws: What making a prompt throws.
  init(
    split: LearningSplit, prompts: LearningPrompts, persona: PlugPersona?, scorer: any GradientModel,
    tokenizer: any Tokenizer, ways: [VaultWay], seed: UInt64
  ) throws {
    self.split = split
    self.prompts = prompts
    self.persona = persona
    self.scorer = scorer
    self.tokenizer = tokenizer
    self.ways = ways
    self.seed = seed
    plain = try split.heldOut.map { try prompts.example($0, isSoft: false) }
  }

  /// How many tokens of each held-out entry are predicted.
  var targetCounts: [Int] { plain.map(\.target.count) }

  /// How many sequences have to be scored beside what is `known`.
  func sequenceCount(beside known: VaultLosses) -> Int {
    let variants = ways.filter { known[$0.name] == nil }.map { way in
      way.rows == .stranger ? persona?.strangers.count ?? 0 : 1
    }
    return variants.reduce(0, +) * split.heldOut.count
  }

  /// Measures what is not known yet.
  ///
  /// - Parameters:
  ///   - losses: What is known; grows way by way, so that what a throw leaves is right as far as it goes.
  ///   - advance: Told before each batch how many sequences are scored; may throw to stop.
  ///   - didMeasure: Told after each way.
  /// - Throws: What the model, an encoder and both closures throw.
  func measure(
    _ losses: inout VaultLosses, advance: (Int) throws -> Void = { _ in },
    didMeasure: (VaultLosses) throws -> Void = { _ in }
  ) throws {
    var done = 0
    for way in ways where losses[way.name] == nil {
      let examples = try examples(for: way)
      var measured: VaultLosses.Losses = []
      for rows in try variants(of: way) {
        let sequences = examples.enumerated().map { index, example in
          example.sequence(softRows: rows.isEmpty ? [] : rows[index])
        }
        measured.append(try scorer.losses(of: sequences) { try advance(done + $0) })
        done += sequences.count
      }
      losses.add(measured, of: way.name)
      try didMeasure(losses)
    }
  }

  private func examples(for way: VaultWay) throws -> [PassageExample] {
    let isSoft = way.rows != .none
    guard isSoft || way.ranking != nil else { return plain }
    return try split.heldOut.map { entry in
      try prompts.example(
        entry, exampleCount: way.exampleCount, isSoft: isSoft, ranking: way.ranking ?? .both)
    }
  }

  /// The rows of each held-out entry, once for each persona that stands for the way; one without any where
  /// the way has no rows.
  private func variants(of way: VaultWay) throws -> [[[Float]]] {
    guard let persona, way.rows != .none else { return [[]] }
    let briefs = plain.map(\.brief)
    switch way.rows {
    case .none: return [[]]
    case .instruction: return [briefs.map { _ in persona.plug.meanRows }]
    case .stranger: return try persona.strangers.map { try persona.rows($0, briefs: briefs) }
    case .plug, .adapted:
      return [try persona.rows(persona.own.newest(way.historyCount), briefs: briefs)]
    }
  }
}

extension PersonaInput {
  /// The same with the newest `count` items alone; all where that is nil.
  func newest(_ count: Int?) -> PersonaInput {
    guard let count else { return self }
    return PersonaInput(items: Array(items.suffix(count)), ages: Array(ages.suffix(count)), query: query)
  }
}
