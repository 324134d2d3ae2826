// TrainingPlan.swift: the personal training of one author: what it does to the targets.

internal import Inference

/// What of an author is trained on, and what is measured after it.
struct TrainingPlan {
  /// A loss that is to be computed, and what it is of.
  private struct Measurement {
    var record: Int
    var strategy: String
    var place: Int
  }

  private let training: PersonalTraining
  private let plug: EvaluatedPlug
  private let courses: TrainingCourses
  private let kept: KeptLosses?

  /// By course, the rows of no brief in particular, where `persona learn` starts, too.
  private let starts: [[Float]]

  /// Plans the training of an author whose history is large enough; of others nothing is planned.
  ///
  /// - Throws: What the encoder throws.
  init(
    _ training: PersonalTraining, of plug: EvaluatedPlug, _ courses: TrainingCourses, _ plan: AuthorPlan
  ) throws {
    self.training = training
    self.plug = plug
    self.courses = courses
    kept = plan.evaluation.kept
    starts = try courses.courses.map { course in
      try plan.context.vectors.rows(of: plug, plan.author, history: course.history, brief: nil)
    }
  }

  /// What all of it takes, in sequences that are only scored.
  var sequenceCount: Int {
    let stages = training.stages.count
    let steps = (training.stepCounts.last ?? 0) * PersonalTraining.stepCost
    return courses.courses.reduce(0) { sum, course in
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
    for (course, start) in zip(courses.courses, starts) {
      let own = try train(start, on: course.own, StrategyTitle.steps, didCompute)
      let strangers = try course.strangers.map {
        try train(start, on: $0, StrategyTitle.strangersSteps, didCompute)
      }
      for member in course.members {
        records[member].stepCount = training.stages[own.best]
        for (stage, count) in training.stages.enumerated() {
          let variants = [
            (StrategyTitle.steps(count, plug), own.rows[stage] as [Float]?),
            (StrategyTitle.strangersSteps(count, plug), count == 0 ? nil : strangers?.rows[stage]),
          ]
          for case (let strategy, let rows?) in variants {
            guard let sequence = courses.sequence(member, behind: rows) else { continue }
            measurements.append(
              Measurement(record: member, strategy: strategy, place: queue.append(sequence)))
          }
        }
      }
    }
    let losses = try queue.losses(score: score, kept: kept, didScore: didCompute)
    for measurement in measurements {
      let loss = HeldOutLosses.mean(losses[measurement.place])
      guard loss.isFinite else {
        throw EvaluationError.notFinite(author: courses.author.name, strategy: measurement.strategy)
      }
      records[measurement.record].losses[measurement.strategy] = loss
    }
    for member in courses.courses.flatMap(\.members) { addStop(to: &records[member]) }
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
    let key = kept?.key(of: training, from: start, scale: scale, on: lesson, seed: courses.seed)
    let stageCount = training.stages.count
    if let key, let known = kept?.outcome(key, stageCount: stageCount, rowLength: start.count) {
      try didCompute(
        (training.stepCounts.last ?? 0) * PersonalTraining.stepCost + stageCount * lesson.kept.count)
      return known
    }
    do {
      let outcome = try training.train(
        start, scale: scale, on: lesson, seed: courses.seed, didCompute: didCompute)
      if let key { kept?.keep(outcome, under: key) }
      return outcome
    } catch LearningError.notFinite(let step) {
      let stage = training.stages.first { $0 >= step ?? 0 } ?? 0
      throw EvaluationError.notFinite(author: courses.author.name, strategy: title(stage, plug))
    }
  }
}
