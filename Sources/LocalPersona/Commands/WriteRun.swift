// WriteRun.swift: one run of `persona write`: options, history, model, one or two drafts.

private import Inference

/// What `persona write` does.
struct WriteRun {
  /// How freely words are chosen.
  ///
  /// Measured on the default model: from 0.5 on it loses the brief.
  static let defaultTemperature = 0.3

  private let invocation: Invocation
  private let kind: EntryKind?
  private let length: DraftLength
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
  }

  /// Does it.
  func run() throws {
    // A missing model is said before a passphrase or a brief is asked for.
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let threadCount = invocation.threads
    let layout = invocation.text("template").flatMap(PromptLayout.init(named:)) ?? .automatic
    let cache: CachePrecision = invocation.text("kv-cache") == "q8_0" ? .integer8 : .float16
    let loading = BackgroundLoad {
      try record.open(threads: ThreadPool(threadCount: threadCount), layout: layout, cache: cache)
    }
    // Threads of its own: those of the model may be at work at the same time.
    let encoder = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
    var learned: LearnedPersona?
    var habits = VoiceHabits()
    let history = try invocation.openHistory(encoder: searchesHistory ? encoder : nil) { vault in
      habits = try VoiceHabits.load(from: vault)
      if strategies != [.none] {
        learned = try self.learned(vault, model: record.fingerprint)
        invocation.noteWhatIsNew(in: vault, learned: learned, model: record.fingerprint)
      }
    }
    let means = PersonaMeans(
      modelName: record.name, history: history, learned: learned,
      exampleCount: invocation.integer("examples")
    ) { [paths = invocation.paths] in
      try PlugStore(folder: paths.plugs).plug(for: record.fingerprint).map {
        try PersonaPlug($0, history: history, passages: encoder)
      }
    }
    // What a strategy lacks is said before a brief is asked for, too.
    let personas = try strategies.map(means.persona)
    let brief = try Brief(
      invocation.bodyText(argument: invocation.positional("brief")), kind: kind,
      recipient: invocation.text("to"), length: length)
    if history.entries.isEmpty { console.note(WritingMessages.emptyHistory) }
    let writer = PersonaWriter(
      model: try loading.get(), sampling: sampling, copies: CopyIndex(history.entries), strength: strength,
      isExplained: invocation.flag("why"), habits: habits,
      isInterrupted: { [console] in console.isInterrupted })
    let report = WriteReport(invocation: invocation, model: record.name, seed: seed, strength: strength)
    try write(brief, personas: personas, means: means, writer: writer, report: report)
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

  private func write(
    _ brief: Brief, personas: [DraftingPersona], means: PersonaMeans, writer: PersonaWriter,
    report: WriteReport
  ) throws {
    var results: [WriteReport.Result] = []
    for persona in personas {
      let job = try writer.prepare(brief, persona: persona)
      try report.begin(
        persona.name, plan: job.plan, isOneOfSeveral: personas.count > 1, after: results.last?.plan)
      let draft = try writer.write(job, length: brief.length) { try report.stream($0) }
      let account = invocation.flag("why") ? try account(of: job, brief: brief, means: means) : nil
      let result = WriteReport.Result(
        strategy: persona.name, plan: job.plan, draft: draft, account: account)
      try report.end(result)
      results.append(result)
      if draft.ending == .interrupted { break }
    }
    try report.finish(results)
    if results.last?.draft.ending == .interrupted { throw ConsoleError.interrupted }
  }

  private func account(
    of job: PersonaWriter.Job, brief: Brief, means: PersonaMeans
  ) throws -> PersonaAccount {
    let usesPlug = job.persona.name.parts.contains(.plug)
    return PersonaAccount(
      plug: usesPlug ? try means.plug()?.account(of: brief) : nil, pushes: job.pushes,
      hasTerms: job.persona.terms != nil)
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

  private static func length(_ text: String?) throws -> DraftLength {
    guard let text else { return .medium }
    guard let length = DraftLength(text) else { throw DraftingError.invalidLength(text) }
    return length
  }
}
