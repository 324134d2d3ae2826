// Tuning.swift: tunes a model to one history, as others do it who have no plug.
//
// Batches, clipping, optimiser and the choice of the number of steps are those of personal training:
// RowAdaptation holds the parameters, whatever they are. Rows of no person stand in front, so that nothing
// has to learn the task from one person's few passages.

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

  /// One training: what, on what, and how long.
  struct Training {
    var method: TuningMethod

    /// What is trained on; nothing is chosen where it keeps nothing.
    var lesson: PersonalTraining.Lesson

    /// The numbers of steps among which is chosen, ascending; not empty.
    var stages: [Int]

    /// Decides the order of the passages, and A.
    var seed: UInt64
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
  ///   - training: What, on what, and how long.
  ///   - didCompute: Told after each step and look how many sequences that was worth; may throw to stop.
  /// - Returns: The parameters that the kept passages prefer.
  /// - Throws: ``LearningError/notFinite(step:)`` with the step; what the model and `didCompute` throw.
  func fit(_ training: Training, didCompute: (Int) throws -> Void) throws -> Outcome {
    let began = seconds()
    var adaptation = RowAdaptation(parameters: start(of: training.method, seed: training.seed))
    for stage in training.stages {
      try advance(&adaptation, to: stage, training, didCompute: didCompute)
      let tuned = tuned(training.method, adaptation.parameters)
      let losses = try Self.losses(of: training.lesson.kept, by: tuned, step: stage)
      try didCompute(training.lesson.kept.count)
      adaptation.checks.append(
        RowAdaptation.Check(step: stage, parameters: adaptation.parameters, losses: losses))
    }
    let best = adaptation.checks[adaptation.bestCheck(among: nil) ?? 0]
    return Outcome(parameters: best.parameters, stepCount: best.step, seconds: seconds() - began)
  }

  /// How many numbers a method trains.
  func parameterCount(of method: TuningMethod) -> Int {
    switch method.kind {
    case .lowRank(let rank): model.lowRankShape(rank: rank).parameterCount
    case .prefix: front.rows.count
    }
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
    _ adaptation: inout RowAdaptation, to stage: Int, _ training: Training, didCompute: (Int) throws -> Void
  ) throws {
    let method = training.method, examples = training.lesson.training
    while adaptation.step < stage {
      let batch = adaptation.nextBatch(of: examples.count, seed: training.seed).map { examples[$0] }
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
