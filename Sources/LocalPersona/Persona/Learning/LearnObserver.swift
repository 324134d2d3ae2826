// LearnObserver.swift: shows how far learning is, stores checkpoints, and stops it on Ctrl-C.

/// The observer of `persona learn`.
final class LearnObserver: LearningObserver {
  private let console: Console
  private let keeper: CheckpointKeeper
  private var progress: Progress?
  private var progressLabel = ""
  private var shownCheckCount: Int?
  private var warned = false

  /// Speaks through `console`, and stores by `keeper`.
  init(console: Console, keeper: CheckpointKeeper) {
    self.console = console
    self.keeper = keeper
  }

  func comparing(_ completed: Int, of total: Int) throws {
    try console.checkInterrupt()
    advance(LearningMessages.comparing, to: completed, of: total)
  }

  func trained(_ adaptation: RowAdaptation, of stepCount: Int) throws {
    // A training that goes on shows only what is new.
    let shown = shownCheckCount ?? max(0, adaptation.checks.count - 1)
    if adaptation.checks.count > shown {
      console.note(LearningMessages.check(adaptation, of: stepCount))
    }
    shownCheckCount = adaptation.checks.count
    advance(LearningMessages.training, to: adaptation.step, of: stepCount)
    if console.isInterrupted {
      let isStored = (try? store(adaptation)) ?? false
      console.note(isStored ? LearningMessages.interrupted : LearningMessages.interruptedUnstored)
      throw ConsoleError.interrupted
    }
    if keeper.isDue { _ = try store(adaptation) }
  }

  /// Ends the progress line.
  func finish() {
    progress?.finish()
    progress = nil
    progressLabel = ""
  }

  private func advance(_ label: String, to completed: Int, of total: Int) {
    if label != progressLabel {
      finish()
      progress = console.progress(label, total: total)
      progressLabel = label
    }
    progress?.advance(to: completed)
  }

  /// Stores the state, where that is possible.
  ///
  /// A full disk is no reason to stop, and neither is somebody else who writes: training goes on, without a
  /// net.
  /// - Returns: Whether it is stored.
  /// - Throws: ``LearningError/entriesChanged``: nothing that comes of this training could be kept.
  private func store(_ adaptation: RowAdaptation) throws(LearningError) -> Bool {
    do {
      try keeper.store(adaptation)
      return true
    } catch let error as LearningError {
      throw error
    } catch {
      if !warned { console.warn(LearningMessages.checkpointFailed(Explanation(of: error))) }
      warned = true
      return false
    }
  }
}
