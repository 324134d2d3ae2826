// Tuning.swift: tunes a model to one history, as others do it who have no plug.
//
// Batches, clipping, optimiser and the choice of the number of steps are those of personal training: RowAdaptation
// holds the parameters, whatever they are. Rows of no person stand in front, so that nothing has to learn the task
// from one person's few passages.

internal import Inference

/// What is tuned, and how long.
struct Tuning {
  /// The rows of no person in particular, which stand in front of everything, and where a prefix begins.
  struct Front {
    /// How tables call them; nil where nothing stands in front.
    var name: String?

    /// Shape (rowCount, E).
    var rows: [Float] = []
    var rowCount = 0

    /// The embeddings' root mean square.
    var scale: Float = 1
  }

  /// What was trained, and what it took.
  struct Outcome {
    var parameters: [Float]
    var stepCount: Int

    /// Seconds of training and of the looks at the kept passages.
    var seconds: Double
  }

  /// A model and the rows in front of it, as a method made them.
  typealias Tuned = (model: any GradientModel, rows: [Float])

  var methods: [TuningMethod]

  /// The numbers of steps after which the kept passages are looked at, ascending, without 0.
  var stepCounts: [Int]
  var front = Front()
  var model: any AdaptableModel

  /// The seconds of a clock that never goes back.
  var seconds: () -> Double = Self.clock()

  /// Seconds from now on.
  private static func clock() -> () -> Double {
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start).inSeconds }
  }

  /// All numbers of steps among which is chosen.
  var stages: [Int] { [0] + stepCounts }

  /// The most steps of a training.
  var lastStep: Int { stepCounts.last ?? 0 }

  /// Trains on a lesson, and chooses the number of steps by what it keeps.
  ///
  /// - Parameters:
  ///   - method: What is trained.
  ///   - lesson: On what.
  ///   - seed: Decides the order of the passages, and A.
  ///   - didCompute: Told after each step and look how many sequences that was worth; may throw to stop.
  /// - Returns: The parameters that the kept passages prefer.
  /// - Throws: ``LearningError/notFinite(step:)`` with the step; what the model and `didCompute` throw.
  func fit(
    _ method: TuningMethod, to lesson: PersonalTraining.Lesson, seed: UInt64, didCompute: (Int) throws -> Void
  ) throws -> Outcome {
    let began = seconds()
    var adaptation = RowAdaptation(parameters: start(of: method, seed: seed))
    for stage in stages {
      try advance(&adaptation, to: stage, method, lesson, seed: seed, didCompute: didCompute)
      let tuned = tuned(method, adaptation.parameters)
      let losses = try Self.losses(of: lesson.kept, by: tuned, step: stage)
      try didCompute(lesson.kept.count)
      adaptation.checks.append(
        RowAdaptation.Check(step: stage, parameters: adaptation.parameters, losses: losses))
    }
    let best = adaptation.checks[adaptation.bestCheck(among: nil) ?? 0]
    return Outcome(parameters: best.parameters, stepCount: best.step, seconds: seconds() - began)
  }

  /// Takes a number of steps on a lesson; nothing is chosen.
  ///
  /// - Throws: As ``fit(_:to:seed:didCompute:)``.
  func train(
    _ method: TuningMethod, on lesson: PersonalTraining.Lesson, stepCount: Int, seed: UInt64,
    didCompute: (Int) throws -> Void
  ) throws -> [Float] {
    var adaptation = RowAdaptation(parameters: start(of: method, seed: seed))
    try advance(&adaptation, to: stepCount, method, lesson, seed: seed, didCompute: didCompute)
    return adaptation.parameters
  }

  /// What a method's parameters make of the model.
  func tuned(_ method: TuningMethod, _ parameters: [Float]) -> Tuned {
    switch method.kind {
    case .lowRank(let rank):
      let adapter = LowRankAdapter(shape: model.lowRankShape(rank: rank), parameters: parameters)
      return (AdaptedModel(model, adapter), front.rows)
    case .prefix:
      return (model, parameters.map { $0 * front.scale })
    }
  }

  private func start(of method: TuningMethod, seed: UInt64) -> [Float] {
    switch method.kind {
    case .lowRank(let rank):
      LowRankAdapter(shape: model.lowRankShape(rank: rank), seed: seed).parameters
    case .prefix: front.rows.map { $0 / front.scale }
    }
  }

  private func advance(
    _ adaptation: inout RowAdaptation, to stage: Int, _ method: TuningMethod,
    _ lesson: PersonalTraining.Lesson, seed: UInt64, didCompute: (Int) throws -> Void
  ) throws {
    while adaptation.step < stage {
      let batch = adaptation.nextBatch(of: lesson.training.count, seed: seed).map { lesson.training[$0] }
      switch method.kind {
      case .lowRank:
        let (model, rows) = tuned(method, adaptation.parameters)
        let result = try model.gradients(batch.map { $0.sequence(softRows: rows) })
        try adaptation.descend(result.adapter, losses: result.losses, rate: method.rate)
      case .prefix:
        try adaptation.takeStep(batch, scale: front.scale, scorer: model, rate: method.rate)
      }
      try didCompute(PersonalTraining.stepCost)
    }
  }

  private static func losses(of kept: [PassageExample], by tuned: Tuned, step: Int) throws -> [[Float]] {
    do {
      return try tuned.model.losses(of: kept.map { $0.sequence(softRows: tuned.rows) })
    } catch LearningError.notFinite {
      throw LearningError.notFinite(step: step)
    }
  }
}
