// PersonalTraining.swift: some steps of training on one history, from the own persona's rows on.
//
// The steps are those of `persona learn`: batch, rate and clipping are RowAdaptation's. Training on a
// stranger's passages begins at the same rows and takes the same steps, so that all that differs is whose
// text it was: any text teaches the task. The newest fifth of a history is trained on by nobody; the loss on
// it chooses how many steps are used. The rows that training begins at were made of all of the history, that
// fifth too: if that matters, it speaks for fewer steps.

internal import Inference

/// How rows are trained further.
struct PersonalTraining {
  /// The passages of one history.
  struct Lesson {
    /// What is trained on, oldest first.
    var training: [PassageExample]

    /// The newest: what chooses the number of steps.
    var kept: [PassageExample]

    /// Parts the passages of a history, oldest first; nil where it is too small to be parted.
    init?(_ examples: [PassageExample]) {
      let keptCount = TermRescoring.heldOutCount(of: examples.count)
      guard keptCount > 0 else { return nil }
      training = Array(examples.dropLast(keptCount))
      kept = Array(examples.suffix(keptCount))
    }
  }

  /// Rows after each number of steps, and which of them the kept passages prefer.
  struct Outcome {
    /// As ``PersonalTraining/stages``, each of the shape of the first rows.
    var rows: [[Float]]

    /// A place in ``rows``; the first where nothing was kept.
    var best: Int
  }

  /// About what a step takes, in sequences that are only scored: the gradient takes twice as long.
  static let stepCost = 3 * RowAdaptation.batchCount

  /// The numbers of steps after which is measured, ascending, without 0.
  var stepCounts: [Int]
  var model: any GradientModel

  /// All numbers of steps that are measured.
  var stages: [Int] { [0] + stepCounts }

  /// Trains rows on a lesson.
  ///
  /// - Parameters:
  ///   - start: Where training begins, shape (softCount, E).
  ///   - scale: The embeddings' root mean square.
  ///   - lesson: What is trained on; nothing is chosen where it keeps nothing.
  ///   - seed: Decides the order of the passages.
  ///   - didCompute: Told after each step and look how many sequences that was worth; may throw to stop.
  /// - Returns: The rows after each stage; the first are `start`, bit for bit.
  /// - Throws: ``LearningError/notFinite(step:)`` with the step; what the model and `didCompute` throw.
  func train(
    _ start: [Float], scale: Float, on lesson: Lesson, seed: UInt64, didCompute: (Int) throws -> Void
  ) throws -> Outcome {
    var adaptation = RowAdaptation(parameters: start.map { $0 / scale })
    var rows: [[Float]] = []
    for stage in stages {
      while adaptation.step < stage {
        let batch = adaptation.nextBatch(of: lesson.training.count, seed: seed)
        try adaptation.takeStep(batch.map { lesson.training[$0] }, scale: scale, scorer: model)
        try didCompute(Self.stepCost)
      }
      rows.append(stage == 0 ? start : adaptation.parameters.map { $0 * scale })
      let sequences = lesson.kept.map { $0.sequence(softRows: rows[rows.count - 1]) }
      let losses = try self.losses(of: sequences, step: stage)
      try didCompute(sequences.count)
      adaptation.checks.append(
        RowAdaptation.Check(step: stage, parameters: adaptation.parameters, losses: losses))
    }
    return Outcome(rows: rows, best: adaptation.bestCheck(among: nil) ?? 0)
  }

  private func losses(of sequences: [TrainingSequence], step: Int) throws -> [[Float]] {
    do {
      return try model.losses(of: sequences)
    } catch LearningError.notFinite {
      throw LearningError.notFinite(step: step)
    }
  }
}
