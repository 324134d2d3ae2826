// TrainingCourses.swift: on whose passages is trained for one author, and whom each training serves.
//
// Targets that have one history share one training, which is why one stranger stands for all of them: the
// first that the `random` rows of the first of them are drawn from.

internal import Inference

/// The trainings of one author.
struct TrainingCourses {
  /// One training on the own history, one on a stranger's.
  struct Course {
    /// Places among the targets of the author.
    var members: [Int]

    /// The author's passages, oldest first.
    var history: [Int]
    var own: PersonalTraining.Lesson

    /// Nothing is kept of it; nil where the stranger has too little.
    var strangers: PersonalTraining.Lesson?
  }

  let author: CorpusAuthor

  /// Decides the order of the passages, the same for everything that is trained.
  let seed: UInt64

  /// The targets as they are predicted; nil for one that no course serves.
  private(set) var targets: [PassageExample?]

  /// None where the history is too small to be parted.
  private(set) var courses: [Course] = []

  /// Tokens of a target that are predicted.
  let targetLimit: Int

  /// Plans the training of an author.
  ///
  /// - Throws: What the making of prompts throws.
  init(_ plan: AuthorPlan) throws {
    author = plan.author
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
          history: target.history, own: own, strangers: strangers))
    }
    for member in courses.flatMap(\.members) {
      targets[member] = try Self.example(plan.targets[member].record.index, of: author, plan)
    }
  }

  /// A target behind rows; nil where no course serves it.
  func sequence(_ member: Int, behind rows: [Float]) -> TrainingSequence? {
    targets[member]?.sequence(softRows: rows, limit: targetLimit)
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
}
