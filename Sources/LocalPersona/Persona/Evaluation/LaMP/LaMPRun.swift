// LaMPRun.swift: one run of `persona evaluate lamp`: options, models, questions one by one, predictions, the
// table.

private import Inference

/// What `persona evaluate lamp` does.
struct LaMPRun {
  /// Items in a prompt unless another number is asked for: where gains level off in the runs of others.
  static let itemCount = 4

  /// Tokens of a prompt unless another number is asked for, as in LaMP's scripts.
  static let tokenLimit = 512

  private let invocation: Invocation
  private let task: LaMPTask
  private let questionsPath: String
  private let ways: [LaMPWay]
  private let seed: UInt64

  private var console: Console { invocation.console }
  private var output: String? { invocation.text("out") }

  /// Reads the options.
  ///
  /// - Throws: ``LaMPError`` where one is missing.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    guard let task = invocation.text("task").flatMap(LaMPTask.init(rawValue:)) else {
      throw LaMPError.missingOption("--task")
    }
    guard let path = invocation.text("questions") else { throw LaMPError.missingOption("--questions") }
    guard invocation.text("outputs") != nil || invocation.text("out") != nil else {
      throw LaMPError.nothingToDo
    }
    self.task = task
    questionsPath = path
    let hasPlug = invocation.text("plug") != nil
    let asked = invocation.texts("strategy").compactMap(LaMPWay.init(name:))
    ways = asked.isEmpty ? LaMPWay.usual(hasPlug: hasPlug) : asked.withoutRepetition
    seed = UInt64(invocation.integer("seed") ?? 1)
    if !hasPlug, let way = ways.first(where: { $0.rows != .none }) {
      throw LaMPError.needsPlug(strategy: way.name)
    }
  }

  /// Does it.
  func run() throws {
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let plug = try invocation.text("plug").map { try invocation.plugDocument(at: $0, for: record) }
    let outputs = try invocation.text("outputs").map { try LaMPOutputs(path: $0, task: task) }
    // Made now, so that a path that cannot be written is not found out an hour later.
    let files = try output.map { try predictionFiles(at: $0) } ?? []
    let answering = try answering(record, plug: plug)
    var questions = LaMPQuestionReader(try openQuestions(), task: task, path: questionsPath)
    let progress = try output.map {
      try LaMPProgress(
        output: $0, settings: settings(record, plug: plug), wayCount: ways.count, files: invocation.files)
    }
    if let progress, !progress.answered.isEmpty {
      console.note(LaMPMessages.goingOn(progress.answered.count, path: progress.path))
    }
    let (answered, labels, wasEnded) = try answer(
      &questions, with: answering, outputs: outputs, progress: progress)
    if wasEnded, let progress {
      throw LaMPInterruption(count: answered.count, path: progress.path)
    }
    if answered.isEmpty {
      if wasEnded { throw ConsoleError.interrupted }
      throw LaMPError.noQuestions(path: questionsPath)
    }
    try write(answered, to: files, progress: progress)
    if wasEnded { console.warn(LaMPMessages.partial) }
    try report(answered, labels: labels, outputs: outputs)
    if wasEnded { throw ConsoleError.interrupted }
  }

  private func openQuestions() throws(LaMPError) -> SourceFile {
    do {
      return try SourceFile(path: questionsPath, followsLinks: true)
    } catch {
      throw .unreadable(path: questionsPath, error)
    }
  }

  /// The model with everything that the ways need.
  private func answering(_ record: ModelRecord, plug: PlugDocument?) throws -> LaMPAnswering {
    let threadCount = invocation.threads
    let threads = ThreadPool(threadCount: threadCount)
    let model = try record.open(threads: threads, layout: .automatic)
    var personas: LaMPPersonas?
    if let plug {
      guard let installed = model as? InstalledModel else {
        throw ModelUseError.onlyDrafts(model: record.name)
      }
      let encoders = EvaluationEncoders(
        decoder: installed.decoder, fingerprint: record.fingerprint, models: invocation.paths.models,
        threads: threads)
      personas = LaMPPersonas(document: plug, encoder: try encoders.encoder(for: plug), seed: seed)
      if plug.bank.isEmpty, ways.contains(where: { $0.rows == .stranger }) {
        throw LaMPError.noStrangers(plug: plug.name)
      }
    }
    let dense = ways.first { $0.ranking == .dense }
    let encoder =
      try dense == nil
      ? nil : InstalledEncoder.find(inStore: invocation.paths.models, threads: { threads })
    if let dense, encoder == nil { throw LaMPError.needsEncoder(strategy: dense.name) }
    return LaMPAnswering(
      task: task, model: model, personas: personas,
      retrieval: LaMPRetrieval(itemCount: invocation.integer("items") ?? Self.itemCount, encoder: encoder),
      tokenLimit: invocation.integer("prompt-tokens") ?? Self.tokenLimit,
      // The likeliest token each time: LaMP's scripts draw nothing either.
      sampling: SamplerSettings(
        temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: seed),
      isInterrupted: { [console] in console.isInterrupted })
  }

  /// What changes the answers.
  private func settings(_ record: ModelRecord, plug: PlugDocument?) -> [LaMPProgress.Setting] {
    [
      ("task", task.rawValue), ("strategies", ways.map(\.name).joined(separator: ",")),
      ("model", Hexadecimal.text(record.fingerprint)),
      ("plug", plug.map { Hexadecimal.text($0.fingerprint) } ?? ""),
      ("items", String(invocation.integer("items") ?? Self.itemCount)),
      ("prompt-tokens", String(invocation.integer("prompt-tokens") ?? Self.tokenLimit)),
      ("seed", String(seed)),
    ]
  }

  /// Answers what earlier runs did not.
  ///
  /// - Returns: All that is answered, what could be, and whether Ctrl-C came before the last question.
  private func answer(
    _ questions: inout LaMPQuestionReader<SourceFile>, with answering: LaMPAnswering, outputs: LaMPOutputs?,
    progress: LaMPProgress?
  ) throws -> (answered: [LaMPAnswered], labels: [String], wasEnded: Bool) {
    let limit = invocation.integer("limit") ?? .max
    let known = progress?.answered ?? []
    let shown = console.progress(LaMPMessages.answering, total: min(limit, outputs?.answers.count ?? 0))
    var answered: [LaMPAnswered] = []
    var labels: [String] = []
    while answered.count < limit, let question = try questions.next() {
      if let outputs, outputs.answers[question.id] == nil {
        throw LaMPError.noOutput(id: question.id, path: invocation.text("outputs") ?? "")
      }
      for label in task.answers(to: question.input) where !labels.contains(label) { labels.append(label) }
      if answered.count < known.count {
        guard known[answered.count].id == question.id else {
          throw LaMPError.otherQuestions(path: progress?.path ?? "", id: question.id)
        }
        answered.append(known[answered.count])
        continue
      }
      guard !console.isInterrupted, let answers = try answering.answers(to: question, by: ways) else {
        return (answered, labels, true)
      }
      let new = LaMPAnswered(id: question.id, user: question.user, answers: answers)
      try progress?.append(new)
      answered.append(new)
      shown.advance(to: answered.count)
    }
    shown.finish()
    return (answered, labels, false)
  }

  /// A file for each way; with several, the name of each stands before the ending.
  private func predictionFiles(at path: String) throws -> [(path: String, file: ExportedFile)] {
    try ways.map { way in
      let path = ways.count == 1 ? path : Self.path(path, for: way)
      return (path, try ExportedFile(path: path, files: invocation.files))
    }
  }

  /// `predictions.json` of the way `bm25` is `predictions.bm25.json`.
  static func path(_ path: String, for way: LaMPWay) -> String {
    path.hasSuffix(".json") ? "\(path.dropLast(5)).\(way.name).json" : "\(path).\(way.name)"
  }

  private func write(
    _ answered: [LaMPAnswered], to files: [(path: String, file: ExportedFile)], progress: LaMPProgress?
  ) throws {
    for (way, (path, file)) in files.enumerated() {
      try file.write(
        LaMPOutputs.file(answered.map { (id: $0.id, output: $0.answers[way].output) }, task: task))
      try file.finish()
      console.note(EvaluationMessages.saved(path))
    }
    try progress?.finish()
  }

  private func report(_ answered: [LaMPAnswered], labels: [String], outputs: LaMPOutputs?) throws {
    let golds = outputs.map { outputs in answered.map { outputs.answers[$0.id] ?? "" } }
    let table = LaMPTable(answered, ways: ways, golds: golds, task: task, labels: labels, seed: seed)
    if invocation.flag("json") { return try console.printJSON(table.json) }
    for line in table.lines(for: console) { try console.print(line) }
  }
}

/// Ctrl-C in a run whose answers are kept.
struct LaMPInterruption: Error, Equatable {
  /// Questions that are answered.
  let count: Int

  /// Where their answers are.
  let path: String
}

extension [LaMPWay] {
  /// Each once, in the order of their first place.
  fileprivate var withoutRepetition: [LaMPWay] {
    reduce(into: []) { ways, way in
      if !ways.contains(way) { ways.append(way) }
    }
  }
}
