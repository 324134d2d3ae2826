// VaultEvaluationRun.swift: one run of `persona evaluate vault`: options, model, vault, measurement, reports.

private import Inference

/// What `persona evaluate vault` does.
struct VaultEvaluationRun {
  /// One entry in so many is held out, the newest ones.
  static let keptPart = 5

  private let invocation: Invocation
  private let exampleCounts: [Int]
  private let historyCounts: [Int]
  private let seed: UInt64

  private var console: Console { invocation.console }

  /// Reads the options.
  ///
  /// - Throws: ``EvaluationError``.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    exampleCounts =
      try invocation.text("examples").map(EvaluationOptions.exampleCounts(_:)) ?? VaultWays().exampleCounts
    historyCounts = try invocation.text("history").map(EvaluationOptions.historyCounts(_:)) ?? []
    seed = UInt64(invocation.integer("seed") ?? 1)
  }

  /// Does it.
  func run() throws {
    let job = try LearnCommandJob(
      LearnCommandJob.Request(modelName: invocation.text("model"), plugPath: invocation.text("plug")),
      for: invocation)
    let files = try EvaluationFiles(invocation)
    // For reading: others may write while this measures.
    let vault = try invocation.openVault(.read)
    let ground = try job.ground(in: vault, comparedLimit: comparedLimit, keptPart: Self.keptPart, seed: seed)
    let available = VaultWays(
      hasPlug: ground.persona != nil, hasStrangers: ground.persona?.strangers.isEmpty == false,
      knowsMeaning: ground.history.knowsMeaning, exampleCounts: exampleCounts,
      historyCounts: historyCounts.filter { $0 < ground.split.training.count })
    let evaluation = try VaultEvaluation(
      split: ground.split, prompts: LearningPrompts(model: ground.model, history: ground.history),
      persona: ground.persona, scorer: DecoderTraining(ground.model.decoder),
      tokenizer: ground.model.tokenizer, ways: try available.ways(asked: invocation.texts("strategy")),
      seed: seed)
    let keeper = CheckpointKeeper(
      vault: vault, key: VaultLosses.key(model: ground.origin.model),
      identity: VaultLosses.identity(
        of: ground.split, origin: ground.origin, encoder: job.encoderFingerprint, seed: seed),
      entries: ground.split.entries)
    var record = try measure(evaluation, keeper)
    record.settings = settings(job, ground)
    try files.finish(record)
    console.note(EvaluationMessages.vaultNote(strategyCount: record.strategies.count))
  }

  private var comparedLimit: Int { invocation.integer("limit") ?? LearningSplit.maximumComparedCount }

  /// Measures, and keeps in the vault what was measured however it ends.
  private func measure(
    _ evaluation: VaultEvaluation, _ keeper: CheckpointKeeper
  ) throws -> EvaluationRecord {
    var losses =
      keeper.stored.flatMap {
        VaultLosses(decoding: $0, identity: keeper.identity, targetCounts: evaluation.targetCounts)
      } ?? VaultLosses()
    let known = losses
    if !known.isEmpty { console.note(EvaluationMessages.vaultGoesOn) }
    let progress = console.progress(
      EvaluationMessages.vaultProgress, total: evaluation.sequenceCount(beside: known))
    var failure: (any Error)?
    do {
      try evaluation.measure(&losses) { done in
        try console.checkInterrupt()
        progress.advance(to: done)
      } didMeasure: { losses in
        if keeper.isDue { try keep(losses, by: keeper) }
      }
    } catch ConsoleError.interrupted where !losses.isEmpty {
      // What was measured is shown and kept.
    } catch LearningError.entriesChanged {
      throw LearningError.entriesChanged
    } catch let error where !losses.isEmpty {
      failure = error
    }
    progress.finish()
    if losses != known { try keep(losses, by: keeper) }
    var record = evaluation.record(of: losses)
    record.failure = failure
    if record.isPartial { console.note(EvaluationMessages.vaultWillGoOn) }
    return record
  }

  /// A full disk, or somebody else who writes, is no reason to stop.
  private func keep(_ losses: VaultLosses, by keeper: CheckpointKeeper) throws {
    do {
      try keeper.store(losses.encode(identity: keeper.identity))
    } catch let error as VaultError {
      console.warn(EvaluationMessages.vaultNotKept(error.explanation))
    }
  }

  private func settings(
    _ job: LearnCommandJob, _ ground: LearnCommandJob.Ground
  ) -> [(name: String, value: String)] {
    let split = ground.split
    return [
      ("model", job.record.name), ("plug", job.plugName ?? "none"),
      ("entries", EvaluationMessages.vaultSplit(split)),
      ("examples", exampleCounts.map(String.init).joined(separator: ", ")), ("seed", String(seed)),
    ]
  }
}
