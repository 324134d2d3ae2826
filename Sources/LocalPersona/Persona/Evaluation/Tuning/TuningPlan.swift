// TuningPlan.swift: every way of tuning on one author's history, and what each does to the targets.
//
// The same number of steps from the same start on a stranger's history is the control: any text teaches the
// task.

internal import Inference

/// What is tuned to one author, and what is measured after it.
struct TuningPlan {
  private let tuning: Tuning
  private let courses: TrainingCourses
  private let kept: KeptLosses?

  /// Plans what `courses` has; of an author with too short a history nothing.
  ///
  /// - Parameters:
  ///   - tuning: What is tuned, and how long.
  ///   - courses: On whose passages.
  ///   - kept: Has what was computed before, and gets what is computed; nil to compute all.
  init(_ tuning: Tuning, _ courses: TrainingCourses, kept: KeptLosses?) {
    self.tuning = tuning
    self.courses = courses
    self.kept = kept
  }

  /// What all of it takes, in sequences that are only scored.
  var sequenceCount: Int {
    let steps = tuning.lastStep * PersonalTraining.stepCost
    let perMethod = courses.courses.reduce(0) { sum, course in
      let own = steps + tuning.stages.count * course.own.kept.count + course.members.count
      return sum + own + (course.strangers == nil ? 0 : steps + course.members.count)
    }
    return tuning.methods.count * perMethod
  }

  /// Trains, and adds the losses of the targets with each method.
  ///
  /// - Parameters:
  ///   - records: The records of the author's targets, in their order.
  ///   - didCompute: Told how many sequences are done, `sequenceCount` in all; may throw to stop.
  /// - Throws: ``EvaluationError/notFinite(author:strategy:)``; what the model and `didCompute` throw.
  func measure(_ records: inout [PassageRecord], didCompute: (Int) throws -> Void) throws {
    for course in courses.courses {
      for method in tuning.methods { try measure(method, course, &records, didCompute) }
    }
  }

  private func measure(
    _ method: TuningMethod, _ course: TrainingCourses.Course, _ records: inout [PassageRecord],
    _ didCompute: (Int) throws -> Void
  ) throws {
    let title = StrategyTitle.tuned(method, tuning)
    let own = Tuning.Training(method: method, lesson: course.own, stages: tuning.stages, seed: courses.seed)
    let result = try losses(course.members, after: own, title, didCompute)
    try note(result.losses, of: course.members, as: title, &records)
    let fit = PersonalFit(
      stepCount: result.stepCount, seconds: Double(result.seconds),
      byteCount: tuning.parameterCount(of: method) * MemoryLayout<Float>.stride)
    for member in course.members { records[member].fits[title] = fit }
    guard let strangers = course.strangers else { return }
    let control = StrategyTitle.tunedToStranger(method, tuning)
    let other = Tuning.Training(
      method: method, lesson: strangers, stages: [result.stepCount], seed: courses.seed)
    let others = try losses(course.members, after: other, control, didCompute)
    // Steps that were not needed are done, too.
    try didCompute((tuning.lastStep - result.stepCount) * PersonalTraining.stepCost)
    try note(others.losses, of: course.members, as: control, &records)
  }

  /// The losses of targets after a training, by their places among the author's.
  private func losses(
    _ members: [Int], after training: Tuning.Training, _ title: String, _ didCompute: (Int) throws -> Void
  ) throws -> TunedLosses {
    let targets = members.compactMap { courses.sequence($0, behind: []) }
    let key = kept?.key(of: training, front: tuning.front, targets: targets)
    if let key, let known = kept?.tuned(key, stages: training.stages, targets: targets) {
      let steps = (training.stages.last ?? 0) * PersonalTraining.stepCost
      try didCompute(steps + training.stages.count * training.lesson.kept.count + targets.count)
      return known
    }
    let outcome = try naming(title) { try tuning.fit(training, didCompute: didCompute) }
    let tuned = tuning.tuned(training.method, outcome.parameters)
    var queue = LossQueue()
    for member in members {
      if let sequence = courses.sequence(member, behind: tuned.rows) { _ = queue.append(sequence) }
    }
    let result = TunedLosses(
      stepCount: outcome.stepCount, seconds: Float(outcome.seconds),
      losses: try queue.losses(score: { try tuned.model.losses($0) }, didScore: didCompute))
    if let key { kept?.keep(result, under: key) }
    return result
  }

  /// Adds the losses of a course's targets under a strategy.
  private func note(
    _ losses: [[Float]], of members: [Int], as strategy: String, _ records: inout [PassageRecord]
  ) throws {
    for (member, values) in zip(members.filter { courses.targets[$0] != nil }, losses) {
      let loss = HeldOutLosses.mean(values)
      guard loss.isFinite else {
        throw EvaluationError.notFinite(author: courses.author.name, strategy: strategy)
      }
      records[member].losses[strategy] = loss
    }
  }

  /// Says of a training that ran away whose and which it was.
  private func naming<Result>(_ strategy: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch LearningError.notFinite {
      throw EvaluationError.notFinite(author: courses.author.name, strategy: strategy)
    }
  }
}
