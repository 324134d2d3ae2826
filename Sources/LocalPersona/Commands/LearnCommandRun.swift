// LearnCommandRun.swift: one run of `persona learn`: vault, model and plug opened, results stored and shown.
//
// The vault is open for writing all the while: others can read in it. What does not depend on training is
// stored first. A store that fails leaves what was learned before.

private import Crypto
private import Inference

/// What `persona learn` does.
struct LearnCommandRun {
  private let invocation: Invocation

  private var console: Console { invocation.console }
  private var isQuick: Bool { invocation.flag("quick") }
  private var adapts: Bool { !isQuick && !invocation.flag("no-adapt") }

  /// Reads the options.
  init(_ invocation: Invocation) { self.invocation = invocation }

  /// Does it.
  func run() throws {
    // A missing model or a plug of another one is said before a passphrase is asked for.
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let document = try plug(for: record)
    if document == nil { console.note(LearningMessages.noPlug(record.name)) }
    let threadCount = invocation.threads
    let passages = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
    let vault = try invocation.openVault(.write)
    defer { vault.close() }
    guard vault.entries.count >= LearningSplit.minimumCount else {
      throw LearningError.tooFewEntries(count: vault.entries.count, needed: LearningSplit.minimumCount)
    }
    let model = try ScoredModel(record, threads: ThreadPool(threadCount: threadCount))
    let table = try passages.flatMap { encoder in
      try HistoryVectors.complete(
        vault, known: try HistoryVectors.stored(in: vault, by: encoder), with: encoder, storing: true,
        console: console)
    }
    try learn(vault, model: model, record: record, document: document, passages: passages, table: table)
  }

  private func learn(
    _ vault: Vault, model: ScoredModel, record: ModelRecord, document: PlugDocument?,
    passages: InstalledEncoder?, table: VectorTable?
  ) throws {
    let usable = Usable(vault.entries, tokenizer: model.tokenizer)
    let split = try LearningSplit(
      usable.entries,
      comparedLimit: isQuick ? LearningSplit.quickComparedCount : LearningSplit.maximumComparedCount)
    let persona = try document.map { document in
      try LearningHistory(document, decoder: model.decoder, passages: passages, table: table)
        .persona(split, all: usable.entries)
    }
    let history = HistorySearch(
      split.training, vectors: table?.keeping(Set(split.training.map(\.id))), encoder: passages)
    let origin = LearningRun.Origin(
      model: record.fingerprint, encoder: document?.encoderFingerprint ?? [],
      plug: document.map { SHA256.hash(of: PlugFile.encode($0)) } ?? [], entries: usable.entries,
      tokens: usable.tokens, date: .now)
    let keeper = CheckpointKeeper(vault: vault, split: split, origin: origin)
    let observer = LearnObserver(console: console, keeper: keeper)
    var run = try LearningRun(
      split: split, tokenizer: model.tokenizer, prompts: LearningPrompts(model: model, history: history),
      persona: persona, scorer: DecoderTraining(model.decoder), observer: observer)
    try run.compare()
    observer.finish()
    var learned = run.learned(nil, origin: origin)
    if adapts, let start = run.startParameters {
      try storeFirst(learned, in: vault)
      learned = try adapt(&run, from: start, keeper: keeper, observer: observer, origin: origin)
    }
    try finish(learned, run: run, in: vault, adapted: adapts && persona != nil, keeper: keeper)
  }

  /// Stores what is known before the training, unless an earlier one of the same plug is there: that stays
  /// until this one is complete.
  private func storeFirst(_ learned: LearnedPersona, in vault: Vault) throws {
    let older = try? LearnedPersona.load(from: vault, model: learned.modelFingerprint)
    if let older, older.plugFingerprint == learned.plugFingerprint, older.stepCount > 0 { return }
    try learned.store(in: vault)
    console.note(LearningMessages.quickStored)
  }

  /// Trains, or goes on with a training that was cut off.
  private func adapt(
    _ run: inout LearningRun, from start: [Float], keeper: CheckpointKeeper, observer: LearnObserver,
    origin: LearningRun.Origin
  ) throws -> LearnedPersona {
    let stepCount = invocation.integer("steps") ?? run.defaultStepCount
    let saved = keeper.load(start: start, targetCounts: run.losses.targets.map(\.count))
    // One that went further than asked for now cannot be taken back.
    var adaptation = saved.flatMap { $0.step <= stepCount ? $0 : nil } ?? RowAdaptation(parameters: start)
    if adaptation.step > 0 { console.note(LearningMessages.goingOn(step: adaptation.step)) }
    try run.train(&adaptation, stepCount: stepCount)
    try run.judge(adaptation)
    observer.finish()
    return run.learned(adaptation, origin: origin)
  }

  private func finish(
    _ learned: LearnedPersona, run: LearningRun, in vault: Vault, adapted: Bool, keeper: CheckpointKeeper
  ) throws {
    var failure: (any Error)?
    do {
      try learned.store(in: vault)
      if adapted { try keeper.remove() }
    } catch {
      failure = error  // The table is worth showing all the same.
    }
    let report = LearningReport(persona: learned, losses: run.losses, usedCount: learned.entryCount)
    if invocation.flag("json") {
      try console.printJSON(report.json)
    } else {
      try console.print(
        LearningMessages.caption(heldOut: learned.heldOutCount, learned: run.split.training.count))
      for line in report.table { try console.print("  " + line) }
      for sentence in report.sentences { try console.print(sentence) }
    }
    if let failure { throw failure }
  }

  /// The plug to use: `--plug`, or the installed one for the model; nil where there is none.
  private func plug(for record: ModelRecord) throws -> PlugDocument? {
    guard let path = invocation.text("plug") else {
      return try PlugStore(folder: invocation.paths.plugs).plug(for: record.fingerprint)
    }
    let files = POSIXFileStore()
    guard try files.status(of: path)?.kind == .file else {
      throw PlugStoreError.rejected(path: path, cause: .notAPlug)
    }
    let bytes = try files.read(path, from: 0, maximumByteCount: PlugFile.maximumByteCount + 1)
    let document: PlugDocument
    do throws(PlugFileError) {
      document = try PlugFile.decode(bytes)
    } catch {
      throw PlugStoreError.rejected(path: path, cause: error)
    }
    guard document.isMade(forDecoder: record.fingerprint) else {
      throw PlugStoreError.otherModel(plug: document.name, madeFor: document.decoderName, asked: record.name)
    }
    return document
  }
}

/// Entries with enough tokens, and these.
private struct Usable {
  private(set) var entries: [Entry] = []
  private(set) var tokens: [[TokenID]] = []

  init(_ all: [Entry], tokenizer: any Tokenizer) {
    for entry in all {
      let own = LearningPrompts.tokens(of: entry, by: tokenizer)
      guard own.count >= LearningPrompts.leastTargetCount else { continue }
      entries.append(entry)
      tokens.append(own)
    }
  }
}
