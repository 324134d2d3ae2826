// TrainingPlan.swift: the personal training of one author: on whose passages, and what it does to the targets.
//
// Targets that have one history share one training, which is why one stranger stands for all of them: the
// first that the `random` rows of the first of them are drawn from.

internal import Inference

/// What of an author is trained on, and what is measured after it.
struct TrainingPlan {
  /// One training on the own history, one on a stranger's, and whom they serve.
  private struct Course {
    /// Places among the targets of the author.
    var members: [Int]

    /// The rows of no brief in particular, where `persona learn` starts, too.
    var start: [Float]
    var own: PersonalTraining.Lesson

    /// Nothing is kept of it; nil where the stranger has too little.
    var strangers: PersonalTraining.Lesson?
  }

  /// A loss that is to be computed, and what it is of.
  private struct Measurement {
    var record: Int
    var strategy: String
    var place: Int
  }

  private let training: PersonalTraining
  private let plug: EvaluatedPlug
  private let author: CorpusAuthor
  private let seed: UInt64
  private let kept: KeptLosses?

  /// The targets as they are predicted; nil for one that no course serves.
  private var targets: [PassageExample?]
  private var courses: [Course] = []
  private let targetLimit: Int

  /// Plans the training of an author whose history is large enough; of others nothing is planned.
  ///
  /// - Throws: What the encoder and the making of prompts throw.
  init(_ training: PersonalTraining, of plug: EvaluatedPlug, _ plan: AuthorPlan) throws {
    self.training = training
    self.plug = plug
    author = plan.author
    kept = plan.evaluation.kept
    targetLimit = plan.evaluation.targetTokenCount
    var random = SplitMix64(seed: plan.evaluation.selection.seed, name: "steps of \(plan.author.name)")
    seed = random.next()
    targets = plan.targets.map { _ in nil }
    var seen: Set<[Int]> = []
    for target in plan.targets where seen.insert(target.history).inserted {
      guard let own = try Self.lesson(plan.index, target.history, plan) else { continue }
      var strangers = try target.stranger.flatMap { stranger in
        try Self.lesson(stranger, plan.context.histories[stranger], plan)
      }
      strangers?.kept = []
      courses.append(
        Course(
          members: plan.targets.indices.filter { plan.targets[$0].history == target.history },
          start: try plan.context.vectors.rows(of: plug, author, history: target.history, brief: nil),
          own: own, strangers: strangers))
    }
    for member in courses.flatMap(\.members) {
      targets[member] = try Self.example(plan.targets[member].record.index, of: author, plan)
    }
  }

  private static func example(
    _ number: Int, of author: CorpusAuthor, _ plan: AuthorPlan
  ) throws -> PassageExample? {
    try plan.evaluation.prompts.example(number, of: author, examples: nil, among: [], isSoft: true)
  }

  private static func lesson(
    _ index: Int, _ history: [Int], _ plan: AuthorPlan
  ) throws -> PersonalTraining.Lesson? {
    let author = plan.evaluation.authors[index]
    let long = history.filter { plan.evaluation.prompts.isTarget(author.passages[$0]) }
    return PersonalTraining.Lesson(try long.compactMap { try example($0, of: author, plan) })
  }

  /// What all of it takes, in sequences that are only scored.
  var sequenceCount: Int {
    let stages = training.stages.count
    let steps = (training.stepCounts.last ?? 0) * PersonalTraining.stepCost
    return courses.reduce(0) { sum, course in
      let isControlled = course.strangers != nil
      let measured = course.members.count * (isControlled ? 2 * stages - 1 : stages)
      return sum + (isControlled ? 2 : 1) * steps + stages * course.own.kept.count + measured
    }
  }

  /// Trains, and adds the losses of the targets after each number of steps.
  ///
  /// - Parameters:
  ///   - records: The records of the author's targets, in their order.
  ///   - score: The losses of each target token of a batch, in nats.
  ///   - didCompute: Told how many sequences are done, `sequenceCount` in all; may throw to stop.
  /// - Throws: ``EvaluationError/notFinite(author:strategy:)``; what the model and `didCompute` throw.
  func measure(
    _ records: inout [PassageRecord], score: ([TrainingSequence]) throws -> [[Float]],
    didCompute: (Int) throws -> Void
  ) throws {
    var queue = LossQueue()
    var measurements: [Measurement] = []
    for course in courses {
      let own = try train(course.start, on: course.own, StrategyTitle.steps, didCompute)
      let strangers = try course.strangers.map {
        try train(course.start, on: $0, StrategyTitle.strangersSteps, didCompute)
      }
      for member in course.members {
        records[member].stepCount = training.stages[own.best]
        for (stage, count) in training.stages.enumerated() {
          let variants = [
            (StrategyTitle.steps(count, plug), own.rows[stage] as [Float]?),
            (StrategyTitle.strangersSteps(count, plug), count == 0 ? nil : strangers?.rows[stage]),
          ]
          for case (let strategy, let rows?) in variants {
            guard let target = targets[member] else { continue }
            let place = queue.append(target.sequence(softRows: rows, limit: targetLimit))
            measurements.append(Measurement(record: member, strategy: strategy, place: place))
          }
        }
      }
    }
    let losses = try queue.losses(score: score, kept: kept, didScore: didCompute)
    for measurement in measurements {
      let loss = HeldOutLosses.mean(losses[measurement.place])
      guard loss.isFinite else {
        throw EvaluationError.notFinite(author: author.name, strategy: measurement.strategy)
      }
      records[measurement.record].losses[measurement.strategy] = loss
    }
    for member in courses.flatMap(\.members) { addStop(to: &records[member]) }
  }

  /// Both with the number of steps that the own kept passages chose.
  private func addStop(to record: inout PassageRecord) {
    guard let count = record.stepCount else { return }
    let own = record.losses[StrategyTitle.steps(count, plug)]
    record.losses[StrategyTitle.heldOutStop(plug)] = own
    let hasControl = training.stepCounts.allSatisfy {
      record.losses[StrategyTitle.strangersSteps($0, plug)] != nil
    }
    guard hasControl else { return }
    // No step on a stranger's is no step on the own, either.
    record.losses[StrategyTitle.strangersStop(plug)] =
      count == 0 ? own : record.losses[StrategyTitle.strangersSteps(count, plug)]
  }

  private func train(
    _ start: [Float], on lesson: PersonalTraining.Lesson, _ title: (Int, EvaluatedPlug) -> String,
    _ didCompute: (Int) throws -> Void
  ) throws -> PersonalTraining.Outcome {
    let scale = plug.plug.embeddingScale
    let key = kept?.key(of: training, from: start, scale: scale, on: lesson, seed: seed)
    let stageCount = training.stages.count
    if let key, let known = kept?.outcome(key, stageCount: stageCount, rowLength: start.count) {
      try didCompute(
        (training.stepCounts.last ?? 0) * PersonalTraining.stepCost + stageCount * lesson.kept.count)
      return known
    }
    do {
      let outcome = try training.train(
        start, scale: scale, on: lesson, seed: seed, didCompute: didCompute)
      if let key { kept?.keep(outcome, under: key) }
      return outcome
    } catch LearningError.notFinite(let step) {
      let stage = training.stages.first { $0 >= step ?? 0 } ?? 0
      throw EvaluationError.notFinite(author: author.name, strategy: title(stage, plug))
    }
  }
}
