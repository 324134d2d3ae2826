// WriteRun.swift: one run of `persona write`: options, history, model, one draft or several.

private import Inference

/// What `persona write` does.
struct WriteRun {
  /// How freely words are chosen.
  ///
  /// Measured on the default model: from 0.5 on it loses the brief.
  static let defaultTemperature = 0.3

  private let invocation: Invocation
  private let kind: EntryKind?
  private let length: DraftLength?
  private let seed: UInt64
  private let strength: Float
  private let strategies: [StrategyName]

  private var console: Console { invocation.console }

  /// Reads the options.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    kind = try invocation.kinds("kind").last
    length = try Self.length(invocation.text("length"))
    // 32 bits are enough to differ, and short enough to be typed again.
    seed = invocation.integer("seed").map { UInt64($0) } ?? UInt64(UInt32.random(in: .min ... .max))
    strength = Float(invocation.number("strength") ?? 1)
    let asked = invocation.text("strategy").flatMap(StrategyName.init(rawValue:)) ?? .auto
    strategies = invocation.flag("compare") ? [.none, asked == .none ? .auto : asked] : [asked]
    try Self.checkOptions(of: invocation)
  }

  /// Does it.
  func run() throws {
    // A missing model is said before a passphrase or a brief is asked for.
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let loading = load(record)
    let threadCount = invocation.threads
    // Threads of its own: those of the model may be at work at the same time.
    let encoder = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
    var known = Known()
    let sought = searchesHistory ? encoder : nil
    let history = try invocation.openHistory(encoder: sought, leavesOutDrafts: true) { vault in
      known = try read(vault, for: record)
    }
    let register = try invocation.draftRegister(in: history.entries, kind: kind)
    let means = makeMeans(
      record, history: history, learned: known.learned, register: register, encoder: encoder)
    // What a strategy lacks is said before a brief is asked for, too.
    let personas = try strategies.map(means.persona)
    let brief = try invocation.writeBrief(kind: kind, length: length)
    if history.entries.isEmpty { console.note(WritingMessages.emptyHistory) }
    invocation.tell(register, of: personas, by: means)
    let writer = PersonaWriter(
      model: try loading.get(), sampling: sampling, copies: CopyIndex(known.entries), strength: strength,
      isExplained: invocation.flag("why"), habits: known.habits,
      isInterrupted: { [console] in console.isInterrupted })
    let report = WriteReport(
      invocation: invocation, model: record.name, strength: strength,
      judge: try judge(of: brief, history: history, for: record), screen: DraftScreen(console))
    let work = WriteWork(
      invocation: invocation, brief: brief, means: means, writer: writer, report: report, seed: seed)
    try finish(try work.run(personas), of: work, keptIn: known.vault)
  }

  /// Keeps what was written where that was asked for, and shows it whatever becomes of that.
  private func finish(_ results: [WriteReport.Result], of work: WriteWork, keptIn vault: Vault?) throws {
    let keeping = Result { try vault.map { try work.keep(results, in: $0) } }
    try work.report.finish(results)
    _ = try keeping.get()
    if let failure = results.compactMap(\.editFailure).first { throw failure }
    if results.contains(where: \.wasInterrupted) { throw ConsoleError.interrupted }
  }

  /// Opens the language model while other things are done.
  private func load(_ record: ModelRecord) -> BackgroundLoad<any LanguageModel> {
    let threadCount = invocation.threads
    let layout = invocation.text("template").flatMap(PromptLayout.init(named:)) ?? .automatic
    let cache: CachePrecision = invocation.text("kv-cache") == "q8_0" ? .integer8 : .float16
    return BackgroundLoad {
      try record.open(threads: ThreadPool(threadCount: threadCount), layout: layout, cache: cache)
    }
  }

  /// What a draft takes from an open vault beside the history.
  private struct Known {
    var vault: Vault?
    var entries: [Entry] = []
    var habits = VoiceHabits()
    var learned: LearnedPersona?
  }

  private func read(_ vault: Vault, for record: ModelRecord) throws -> Known {
    var known = Known()
    known.vault = vault
    known.entries = vault.entries
    known.habits = try VoiceHabits.load(from: vault)
    if strategies != [.none] {
      known.learned = try learned(vault, model: record.fingerprint)
      invocation.noteWhatIsNew(in: vault, learned: known.learned, model: record.fingerprint)
    }
    return known
  }

  private func makeMeans(
    _ record: ModelRecord, history: HistorySearch, learned: LearnedPersona?, register: DraftRegister?,
    encoder: InstalledEncoder?
  ) -> PersonaMeans {
    let isTrained = learned?.hasTrainedRows ?? false
    let entries = isTrained ? history.entries : register?.entries ?? history.entries
    let means = PersonaMeans(
      modelName: record.name, history: history, learned: learned,
      exampleCount: invocation.integer("examples"), register: register
    ) {
      try plug(for: record).map { try PersonaPlug($0, reading: entries, passages: encoder) }
    }
    means.otherPlugs = { [paths = invocation.paths] in
      OtherPlug.all(in: PlugStore(folder: paths.plugs), models: ModelStore(folder: paths.models))
    }
    return means
  }

  /// The installed plug of the language model; nil where there is none.
  private func plug(for record: ModelRecord) throws -> PlugDocument? {
    try PlugStore(folder: invocation.paths.plugs).plug(for: record.fingerprint)
  }

  /// What was learned; nothing, with a warning, where it cannot be read.
  private func learned(_ vault: Vault, model fingerprint: [UInt8]) throws -> LearnedPersona? {
    do {
      return try LearnedPersona.load(from: vault, model: fingerprint)
    } catch let error as LearningError {
      console.warn(Explanation(of: error).what)
      return nil
    }
  }

  /// Whether vectors of the history may be needed; `auto` may turn out to be retrieval.
  private var searchesHistory: Bool {
    strategies.contains { $0 == .auto || $0.parts.contains(.retrieval) }
  }

  /// What judges drafts, where somebody wants to know.
  private func judge(
    of brief: Brief, history: HistorySearch, for record: ModelRecord
  ) throws -> DraftJudge? {
    guard invocation.flag("stats") || invocation.integer("best-of") ?? 1 > 1 else { return nil }
    let scale = LikenessScale(history.entries, against: try plug(for: record))
    return DraftJudge(brief, index: history.index, scale: scale)
  }

  private var sampling: SamplerSettings {
    SamplerSettings(
      temperature: Float(invocation.number("temperature") ?? Self.defaultTemperature),
      topK: invocation.integer("top-k") ?? 40,
      topP: Float(invocation.number("top-p") ?? 0.9),
      minP: Float(invocation.number("min-p") ?? 0.1),
      repetitionPenalty: Float(invocation.number("repetition-penalty") ?? 1.1),
      seed: seed)
  }

  private static func length(_ text: String?) throws -> DraftLength? {
    guard let text else { return nil }
    guard let length = DraftLength(text) else { throw DraftingError.invalidLength(text) }
    return length
  }

  /// Refuses options that ask for two things at once, before anything else is asked.
  private static func checkOptions(of invocation: Invocation) throws(WriteUsageError) {
    let counts = ["variants", "best-of"].filter { invocation.integer($0) != nil }.map { "--" + $0 }
    let several = (invocation.flag("compare") ? ["--compare"] : []) + counts
    if several.count > 1 { throw .conflict(several[0], several[1]) }
    if invocation.flag("keep"), invocation.flag("no-keep") { throw .conflict("--keep", "--no-keep") }
    try invocation.checkGivenTexts()
    guard invocation.flag("edit") else { return }
    if let name = several.first, name != "--best-of" { throw .conflict("--edit", name) }
    let console = invocation.console
    guard !console.settings.asksNothing, console.terminal.isAvailable else {
      throw .noTerminal(becauseOfNoInput: console.settings.asksNothing)
    }
  }
}
