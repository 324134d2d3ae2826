// TuningPlan.swift: every way of tuning on one author's history, and what each does to the targets.
//
// The same number of steps from the same start on a stranger's history is the control: any text teaches the task.

internal import Inference

/// What is tuned to one author, and what is measured after it.
struct TuningPlan {
  private let tuning: Tuning
  private let courses: TrainingCourses

  /// Plans what `courses` has; of an author with too short a history nothing.
  init(_ tuning: Tuning, _ courses: TrainingCourses) {
    self.tuning = tuning
    self.courses = courses
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
    let own = try naming(title) {
      try tuning.fit(method, to: course.own, seed: courses.seed, didCompute: didCompute)
    }
    try score(own.parameters, method, course, as: title, &records, didCompute)
    let fit = PersonalFit(
      stepCount: own.stepCount, seconds: own.seconds,
      byteCount: own.parameters.count * MemoryLayout<Float>.stride)
    for member in course.members { records[member].fits[title] = fit }
    guard let strangers = course.strangers else { return }
    let control = StrategyTitle.tunedToStranger(method, tuning)
    let parameters = try naming(control) {
      try tuning.train(
        method, on: strangers, stepCount: own.stepCount, seed: courses.seed, didCompute: didCompute)
    }
    // Steps that were not needed are done, too.
    try didCompute((tuning.lastStep - own.stepCount) * PersonalTraining.stepCost)
    try score(parameters, method, course, as: control, &records, didCompute)
  }

  /// Adds the losses of a course's targets under parameters.
  private func score(
    _ parameters: [Float], _ method: TuningMethod, _ course: TrainingCourses.Course, as strategy: String,
    _ records: inout [PassageRecord], _ didCompute: (Int) throws -> Void
  ) throws {
    let tuned = tuning.tuned(method, parameters)
    var queue = LossQueue()
    var places: [(member: Int, place: Int)] = []
    for member in course.members {
      guard let sequence = courses.sequence(member, behind: tuned.rows) else { continue }
      places.append((member, queue.append(sequence)))
    }
    let losses = try queue.losses(score: { try tuned.model.losses($0) }, didScore: didCompute)
    for (member, place) in places {
      let loss = HeldOutLosses.mean(losses[place])
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
