// LearnCommandJob.swift: learning for one model: model and plug found, compared and trained in an open vault.
//
// The vault may be open for reading: others can write in it all the while, but for the moments of storing.
// What does not depend on training is stored first. A store that fails leaves what was learned before.

private import Inference

/// One pass of learning.
struct LearnCommandJob {
  /// What is asked for.
  struct Request {
    var extent = LearningSettings.Extent.trained

    /// The language model by name; nil for the usual one.
    var modelName: String?

    /// A plug file; nil for the installed one.
    var plugPath: String?

    /// Steps of training at most; nil for what the number of entries suggests.
    var stepCount: Int?
  }

  /// What came of it.
  struct Outcome {
    var learned: LearnedPersona
    var run: LearningRun

    /// What was learned with training before and stays, where this run trained nothing.
    var kept: LearnedPersona?

    /// Why it could not be stored.
    var failure: (any Error)?
  }

  let record: ModelRecord
  let request: Request
  let console: Console
  private let threadCount: Int
  private let document: PlugDocument?
  private let passages: InstalledEncoder?

  private var adapts: Bool { request.extent == .trained }

  /// Finds what is needed: a missing model or a plug of another one is said before a passphrase is asked for.
  init(_ request: Request, for invocation: Invocation) throws {
    self.request = request
    console = invocation.console
    let threadCount = invocation.threads
    self.threadCount = threadCount
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: request.modelName, role: .decoder)
    self.record = record
    if let path = request.plugPath {
      document = try invocation.plugDocument(at: path, for: record)
    } else {
      document = try PlugStore(folder: invocation.paths.plugs).plug(for: record.fingerprint)
    }
    if document == nil { console.note(LearningMessages.noPlug(record.name)) }
    passages = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
  }

  /// Learns from the entries of a vault, and stores the outcome there.
  ///
  /// - Parameter vault: Open for either; where it is for reading, each store makes it the writer for a
  ///   moment.
  /// - Returns: What was learned, whether or not it could be stored.
  /// - Throws: ``LearningError``; what the model, the encoder and the vault throw; Ctrl-C.
  func run(in vault: Vault) throws -> Outcome {
    let clock = ContinuousClock()
    let start = clock.now
    let ground = try self.ground(
      in: vault,
      comparedLimit: request.extent == .quick
        ? LearningSplit.quickComparedCount : LearningSplit.maximumComparedCount)
    let (split, origin) = (ground.split, ground.origin)
    let keeper = CheckpointKeeper(vault: vault, split: split, origin: origin)
    let observer = LearnObserver(console: console, keeper: keeper)
    defer { observer.finish() }
    var run = try LearningRun(
      split: split, tokenizer: ground.model.tokenizer,
      prompts: LearningPrompts(model: ground.model, history: ground.history), persona: ground.persona,
      scorer: DecoderTraining(ground.model.decoder), observer: observer)
    try run.compare()
    observer.finish()
    var learned = run.learned(nil, origin: origin)
    var isWhole = true
    if adapts, let start = run.startParameters {
      try storeFirst(learned, madeOf: origin.entries, in: vault)
      (learned, isWhole) = try adapt(&run, from: start, keeper: keeper, observer: observer, origin: origin)
    }
    var outcome = Outcome(learned: learned, run: run, kept: older(than: learned, in: vault))
    do {
      if outcome.kept == nil { try store(learned, madeOf: origin.entries, in: vault) }
      if adapts, ground.persona != nil { try keeper.remove() }
    } catch {
      outcome.failure = error  // The table is worth showing all the same.
    }
    if isWhole, outcome.kept == nil, outcome.failure == nil { note(clock.now - start, in: vault) }
    return outcome
  }

  /// What there is to measure with, and on, before anything is measured.
  struct Ground {
    let model: InstalledModel
    let split: LearningSplit

    /// The entries that are not kept aside.
    let history: HistorySearch

    /// nil where there is no plug for the model.
    let persona: PlugPersona?

    let origin: LearningRun.Origin
  }

  /// Parts the entries of a vault, and puts this person into the plug.
  ///
  /// - Parameters:
  ///   - vault: As for ``run(in:)``.
  ///   - comparedLimit: Entries that are compared on at most.
  ///   - keptPart: One entry in so many is kept aside.
  ///   - seed: Chooses the strangers.
  /// - Returns: What there is.
  /// - Throws: As ``run(in:)``.
  func ground(
    in vault: Vault, comparedLimit: Int, keptPart: Int = LearningSplit.keptPart, seed: UInt64 = 1
  ) throws -> Ground {
    // Drafts of this tool that were kept are in the vault, too, and nobody's voice is in them.
    let entries = vault.ownEntries
    guard entries.count >= LearningSplit.minimumCount else {
      throw LearningError.tooFewEntries(count: entries.count, needed: LearningSplit.minimumCount)
    }
    let model = try InstalledModel(record, threads: ThreadPool(threadCount: threadCount))
    let table = try passages.flatMap { try vectors(in: vault, by: $0) }
    let tokens = Self.tokens(of: entries, by: model.tokenizer)
    let split = try LearningSplit(entries, comparedLimit: comparedLimit, keptPart: keptPart) {
      (tokens[$0.id]?.count ?? 0) >= LearningPrompts.leastTargetCount
    }
    let persona = try document.map { document in
      try LearningHistory(document, decoder: model.decoder, passages: passages, table: table)
        .persona(split, all: split.entries, seed: seed)
    }
    let history = HistorySearch(
      split.training, vectors: table?.keeping(Set(split.training.map(\.id))), encoder: passages)
    let origin = LearningRun.Origin(
      model: record.fingerprint, encoder: document?.encoderFingerprint ?? [],
      plug: document?.fingerprint ?? [], entries: split.entries,
      tokens: split.entries.compactMap { tokens[$0.id] }, date: .now)
    return Ground(model: model, split: split, history: history, persona: persona, origin: origin)
  }

  /// What the plug is called; nil where there is none.
  var plugName: String? { document?.name }

  /// The fingerprint of what encodes entries for search; empty where nothing does.
  var encoderFingerprint: [UInt8] { passages?.fingerprint ?? [] }

  /// Trains, or goes on with a training that was cut off; says whether it was all done in this run.
  private func adapt(
    _ run: inout LearningRun, from start: [Float], keeper: CheckpointKeeper, observer: LearnObserver,
    origin: LearningRun.Origin
  ) throws -> (learned: LearnedPersona, isWhole: Bool) {
    let stepCount = request.stepCount ?? run.defaultStepCount
    let saved = keeper.load(start: start, targetCounts: run.losses.targets.map(\.count))
    // One that went further than asked for now cannot be taken back.
    var adaptation = saved.flatMap { $0.step <= stepCount ? $0 : nil } ?? RowAdaptation(parameters: start)
    let isWhole = adaptation.step == 0
    if !isWhole { console.note(LearningMessages.goingOn(step: adaptation.step)) }
    let strayStep = try run.adapt(&adaptation, stepCount: stepCount)
    observer.finish()
    if let strayStep { console.warn(LearningMessages.wentAstray(step: strayStep)) }
    return (run.learned(adaptation, origin: origin), isWhole && strayStep == nil)
  }

  private static func tokens(of entries: [Entry], by tokenizer: any Tokenizer) -> [EntryID: [TokenID]] {
    var tokens: [EntryID: [TokenID]] = [:]
    for entry in entries { tokens[entry.id] = LearningPrompts.tokens(of: entry, by: tokenizer) }
    return tokens
  }
}
