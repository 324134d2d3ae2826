// TrainingRun.swift: takes the steps of a training, measures in between, and keeps what was done.
//
// A checkpoint is written once half a minute has passed since the last one and a step is done, when the run
// is asked to stop, and at the end. One that fails for want of space costs nothing but safety: the one before
// stays, and the run goes on.

/// A run of training.
final class TrainingRun<Model: GradientModel> {
  /// Between two checkpoints, at least; with a step after it, which may take 25 s where passages stand in the
  /// prompts, less than a minute.
  var checkpointInterval = Duration.seconds(30)

  let trainer: PlugTrainer<Model>
  private let files: TrainingFiles
  private let identity: [TrainingCheckpoint.Setting]
  private let isInterrupted: () -> Bool
  private let earlierSeconds: Double
  private let start = ContinuousClock.now
  private var savedAt = ContinuousClock.now
  private var savedStep: Int?

  /// Told after each measurement, with the time that is left.
  var didMeasure: (DevelopmentResult, _ left: Duration?) -> Void = { _, _ in }

  /// Told after each step how many are taken.
  var didAdvance: (Int) -> Void = { _ in }

  /// Told why a checkpoint was not written.
  var didNotSave: (any Error) -> Void = { _ in }

  private let firstStep: Int

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - trainer: Takes the steps; resumed from `checkpoint` where there is one.
  ///   - files: Where checkpoints go.
  ///   - identity: What a later run must have the same to go on.
  ///   - checkpoint: The earlier run that this one goes on with.
  ///   - isInterrupted: Whether to stop at the next safe point.
  init(
    _ trainer: PlugTrainer<Model>, files: TrainingFiles, identity: [TrainingCheckpoint.Setting],
    resuming checkpoint: TrainingCheckpoint? = nil, isInterrupted: @escaping () -> Bool
  ) {
    self.trainer = trainer
    self.files = files
    self.identity = identity
    self.isInterrupted = isInterrupted
    earlierSeconds = checkpoint?.seconds ?? 0
    savedStep = checkpoint?.state.step
    firstStep = trainer.state.step
  }

  /// Seconds of this run and those that it goes on with.
  var seconds: Double { earlierSeconds + (ContinuousClock.now - start).inSeconds }

  /// Takes all steps that are left.
  ///
  /// - Throws: ``TrainingError/interrupted(step:total:checkpoint:)`` after a checkpoint,
  ///   ``TrainingError/notFinite(step:checkpoint:kept:)``, and what the model and the last checkpoint throw.
  func run() throws {
    do {
      while true {
        if isInterrupted() { throw ConsoleError.interrupted }
        if trainer.isMeasurementDue { try measure() }
        if trainer.isComplete { break }
        try trainer.advance()
        didAdvance(trainer.state.step)
        saveIfDue()
      }
    } catch ConsoleError.interrupted {
      try save()
      throw TrainingError.interrupted(
        step: trainer.state.step, total: trainer.settings.stepCount, checkpoint: files.checkpoint)
    } catch let error as NotFiniteLoss {
      throw TrainingError.notFinite(step: error.step, checkpoint: files.checkpoint, kept: savedStep)
    }
    try save()
  }

  private func measure() throws {
    let result = try trainer.measure {
      if isInterrupted() { throw ConsoleError.interrupted }
      saveIfDue()
    }
    if let result { didMeasure(result, timeLeft) }
  }

  /// By the mean of the steps of this run; nil before the first.
  private var timeLeft: Duration? {
    let done = trainer.state.step - firstStep
    guard done > 0 else { return nil }
    return (ContinuousClock.now - start) * (trainer.settings.stepCount - trainer.state.step) / done
  }

  private func saveIfDue() {
    guard ContinuousClock.now - savedAt >= checkpointInterval, savedStep != trainer.state.step else {
      return
    }
    do {
      try save()
    } catch {
      savedAt = ContinuousClock.now
      didNotSave(error)
    }
  }

  private func save() throws {
    try files.save(TrainingCheckpoint(identity: identity, state: trainer.state, seconds: seconds))
    savedAt = ContinuousClock.now
    savedStep = trainer.state.step
  }
}
