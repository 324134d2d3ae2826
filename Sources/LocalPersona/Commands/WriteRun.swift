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
  private let strategies: [StrategyName]

  private var console: Console { invocation.console }

  /// Reads the options.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    kind = try invocation.kinds("kind").last
    length = try Self.length(invocation.text("length"))
    // 32 bits are enough to differ, and short enough to be typed again.
    seed = invocation.integer("seed").map { UInt64($0) } ?? UInt64(UInt32.random(in: .min ... .max))
    let asked = invocation.text("strategy").flatMap(StrategyName.init(rawValue:)) ?? .retrieval
    strategies = invocation.flag("compare") ? [.none, asked == .none ? .retrieval : asked] : [asked]
  }

  /// Does it.
  func run() throws {
    // A missing model is said before a passphrase or a brief is asked for.
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let threadCount = invocation.threads
    let loading = BackgroundLoad { try InstalledModel(record, threads: ThreadPool(threadCount: threadCount)) }
    // Threads of its own: those of the model may be at work at the same time.
    let encoder = try InstalledEncoder.find(inStore: invocation.paths.models) {
      ThreadPool(threadCount: threadCount)
    }
    let history = try invocation.openHistory(encoder: strategies == [.none] ? nil : encoder)
    let brief = try Brief(
      invocation.bodyText(argument: invocation.positional("brief")), kind: kind,
      recipient: invocation.text("to"), length: length)
    if history.entries.isEmpty { console.note(WritingMessages.emptyHistory) }
    let model = try loading.get()
    let report = WriteReport(invocation: invocation, model: record.name, seed: seed)
    let generator = Generator(
      model: model, sampling: sampling, copies: CopyIndex(history.entries),
      isInterrupted: { [console] in console.isInterrupted })
    try write(
      brief, history: history, builder: PromptBuilder(model: model), generator: generator, report: report)
  }

  private func write(
    _ brief: Brief, history: HistorySearch, builder: PromptBuilder, generator: Generator, report: WriteReport
  ) throws {
    var results: [WriteReport.Result] = []
    for name in strategies {
      let exampleCount = invocation.integer("examples") ?? Retrieval.defaultExampleCount
      let plan = try name.strategy(for: history, exampleCount: exampleCount).plan(brief, builder: builder)
      try report.begin(name, plan: plan, isOneOfSeveral: strategies.count > 1, isFirst: results.isEmpty)
      let draft = try generator.draft(plan, length: brief.length) { try report.stream($0) }
      let result = WriteReport.Result(strategy: name, plan: plan, draft: draft)
      try report.end(result)
      results.append(result)
      if draft.ending == .interrupted { break }
    }
    try report.finish(results)
    if results.last?.draft.ending == .interrupted { throw ConsoleError.interrupted }
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
