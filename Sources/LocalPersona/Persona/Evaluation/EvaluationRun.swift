// EvaluationRun.swift: one run of `persona evaluate authors`: options, models, corpus, measurement, reports.

private import Inference

/// What `persona evaluate authors` does, and `persona plug evaluate`.
struct EvaluationRun {
  /// Personas of the authorship test.
  static let candidateCount = 10

  private let invocation: Invocation
  private let selection: EvaluationSelection

  /// How many passages own personas read beside as many as there are; ascending.
  private let shorterHistories: [Int]

  /// Of how many passages nearest to the brief they are made as well; ascending.
  private let nearestCounts: [Int]

  private let exampleCounts: [Int]

  /// How examples are chosen.
  private let rankings: [ExampleRanking]

  private let terms: TermWeights

  /// Whose weights are drawn; nil for the first target's, where a plug has any.
  private let attention: AttentionTarget?

  /// Steps of personal training; none where none is asked for.
  private let stepCounts: [Int]

  /// What is tuned to each author, and the numbers of steps among which is chosen.
  private let tuningMethods: [TuningMethod]
  private let tuningSteps: [Int]

  private var console: Console { invocation.console }

  /// Reads the options.
  ///
  /// - Throws: ``EvaluationError``.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    var selection = EvaluationSelection(
      usesOtherWorksOnly: invocation.flag("other-works"),
      seed: invocation.integer("seed").map { UInt64($0) } ?? EvaluationSelection().seed)
    selection.targetCount = invocation.integer("passages") ?? selection.targetCount
    let counts = try invocation.text("history").map(EvaluationOptions.historyCounts(_:)) ?? []
    selection.historyCount = counts.last ?? selection.historyCount
    shorterHistories = Array(counts.dropLast())
    self.selection = selection
    exampleCounts =
      try invocation.text("examples").map(EvaluationOptions.exampleCounts(_:))
      ?? EvaluationOptions.exampleCounts
    nearestCounts = try invocation.text("nearest").map(EvaluationOptions.nearestCounts(_:)) ?? []
    let asked = invocation.texts("by").compactMap(ExampleRanking.init(rawValue:))
    rankings = asked.isEmpty ? [.words] : EvaluationOptions.rankings.filter(asked.contains)
    attention = try invocation.text("attention").map(EvaluationOptions.attention(_:))
    stepCounts = try invocation.text("adapt").map(EvaluationOptions.stepCounts(_:)) ?? []
    if !stepCounts.isEmpty, invocation.positionals("plug").isEmpty { throw EvaluationError.nothingToAdapt }
    tuningMethods = try invocation.text("tune").map(EvaluationOptions.tuningMethods(_:)) ?? []
    tuningSteps =
      try invocation.text("tune-steps").map(EvaluationOptions.stepCounts(_:)) ?? EvaluationOptions.tuningSteps
    if tuningMethods.contains(where: { $0.kind == .prefix }), invocation.texts("control").isEmpty {
      throw EvaluationError.nothingToTune
    }
    if let smoothing = invocation.text("smoothing") {
      terms = .fixed(try EvaluationOptions.smoothing(smoothing))
    } else {
      terms = invocation.flag("terms") ? .fitted : .off
    }
  }

  /// Does it.
  func run() throws {
    let model = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let plugs = try invocation.positionals("plug").map { try invocation.plugDocument(at: $0, for: model) }
    let controls = try invocation.texts("control").map { path in
      let control = try invocation.plugDocument(at: path, for: model)
      guard control.plug.settings.form == .instructionOnly else {
        throw EvaluationError.notAControl(path: path)
      }
      return control
    }
    let authors = try authors()
    let files = try EvaluationFiles(invocation, beside: keptPath)
    let kept = try openKept(model)
    let record: EvaluationRecord
    do {
      record = try measure(authors, model: model, plugs: plugs, controls: controls, kept: kept)
    } catch ConsoleError.interrupted {
      // Before the first author is complete there is nothing to show.
      if let log = kept?.log, log.count > 0 { console.note(NumberLogMessages.willGoOn(path: log.path)) }
      throw ConsoleError.interrupted
    }
    try files.finish(record, goingOnFrom: kept?.log.path)
    // What --save wrote has all of it; what --keep names serves further runs.
    if invocation.text("keep") == nil { try kept?.log.remove() }
  }

  /// Where losses are kept; nil where they are not.
  private var keptPath: String? {
    invocation.text("keep") ?? invocation.text("save").map { ExportPath($0).path + ".partial" }
  }

  /// What earlier runs measured with `model`: in the file that --keep names, or beside that of --save until
  /// it is there.
  private func openKept(_ model: ModelRecord) throws -> KeptLosses? {
    guard let path = keptPath else { return nil }
    let log = try NumberLog(
      path: path, identity: KeptLosses.identity(model: model.fingerprint, name: model.name), isLocked: true,
      files: invocation.files)
    if log.count > 0 { console.note(NumberLogMessages.goingOn(log.count, path: log.path)) }
    let kept = KeptLosses(log, model: model.fingerprint)
    kept.didNotKeep = console.warningOnce(NumberLogMessages.notKept)
    return kept
  }

  private func measure(
    _ authors: [CorpusAuthor], model: ModelRecord, plugs: [PlugDocument], controls: [PlugDocument],
    kept: KeptLosses?
  ) throws -> EvaluationRecord {
    let names = EvaluationOptions.distinct((plugs + controls).map(\.name))
    let evaluation = try self.evaluation(
      of: authors, model: model, plugs: plugs, controls: controls, names: names, kept: kept)
    try requireStrangers(evaluation)
    try requireAttention(evaluation)
    var progress: Progress?
    var record = try evaluation.run { [console] total in
      progress = console.progress(EvaluationMessages.progress, total: total)
    } advance: { [console] done in
      progress?.advance(to: done)
      try console.checkInterrupt()
    }
    progress?.finish()
    guard !record.passages.isEmpty else { throw EvaluationError.nothingToMeasure }
    if invocation.text("svg") != nil, !record.isPartial {
      do {
        record.attention = try evaluation.attention(on: attention)
      } catch {
        // What was measured is written all the same.
        record.failure = error
      }
    }
    record.settings = settings(model: model, names: names, targetTokenCount: evaluation.targetTokenCount)
    record.plugs = measured(plugs: plugs, controls: controls, names: names)
    return record
  }

  /// What is to be measured, by the options; `names` are those of plugs and controls.
  private func evaluation(
    of authors: [CorpusAuthor], model: ModelRecord, plugs: [PlugDocument], controls: [PlugDocument],
    names: [String], kept: KeptLosses?
  ) throws -> PopulationEvaluation {
    let threads = ThreadPool(threadCount: invocation.threads)
    let scored = try InstalledModel(model, threads: threads)
    let training = DecoderTraining(scored.decoder)
    let encoders = EvaluationEncoders(
      decoder: scored.decoder, fingerprint: model.fingerprint, models: invocation.paths.models,
      threads: threads, kept: kept)
    let meaning = rankings.contains(.meaning) ? try encoders.encoder(named: .passages) : nil
    var evaluation = PopulationEvaluation(
      authors: authors, prompts: PassagePrompts(model: scored, meaning: meaning),
      score: { try training.losses($0) })
    evaluation.kept = kept
    evaluation.embeddingLength = scored.decoder.embeddingLength
    evaluation.targetTokenCount = invocation.integer("target-tokens") ?? PassageExample.targetLimit
    evaluation.selection = selection
    evaluation.shorterHistories = shorterHistories
    evaluation.nearestCounts = nearestCounts
    evaluation.exampleCounts = exampleCounts
    evaluation.rankings = rankings
    evaluation.tokenBudget = invocation.integer("budget")
    evaluation.terms = terms
    evaluation.plugs = try zip(plugs, names).map { document, name in
      EvaluatedPlug(name: name, plug: document.plug, encoder: try encoders.encoder(for: document))
    }
    evaluation.controls = zip(controls, names.dropFirst(plugs.count)).map { ($1, $0.plug.meanRows) }
    evaluation.drawCount = invocation.integer("draws") ?? evaluation.drawCount
    evaluation.authorLimit = invocation.integer("limit")
    if !stepCounts.isEmpty {
      evaluation.training = PersonalTraining(stepCounts: stepCounts, model: training)
    }
    if !tuningMethods.isEmpty {
      evaluation.tuning = Tuning(
        methods: tuningMethods, stepCounts: tuningSteps, front: front(controls, evaluation), model: training)
    }
    if invocation.flag("authorship") { evaluation.candidateCount = Self.candidateCount }
    return evaluation
  }

  /// The rows of the first control: what a model that is tuned knows of the task beforehand.
  private func front(_ controls: [PlugDocument], _ evaluation: PopulationEvaluation) -> Tuning.Front {
    guard let plug = controls.first?.plug, let control = evaluation.controls.first else {
      return Tuning.Front()
    }
    return Tuning.Front(
      name: control.name, rows: control.rows, rowCount: plug.softCount, scale: plug.embeddingScale)
  }

  private func requireStrangers(_ evaluation: PopulationEvaluation) throws(EvaluationError) {
    guard !evaluation.plugs.isEmpty else { return }
    let needed = max(evaluation.drawCount, evaluation.candidateCount - 1) + 1
    let count = evaluation.authors.count
    guard count >= needed else { throw .tooFewAuthors(count: count, needed: needed) }
  }

  /// Found out before hours of measuring.
  private func requireAttention(_ evaluation: PopulationEvaluation) throws(EvaluationError) {
    guard let attention else { return }
    guard invocation.text("svg") != nil, evaluation.plugs.contains(where: \.hasAttention) else {
      throw .nothingAttends
    }
    guard let author = evaluation.authors.first(where: { $0.name == attention.author }),
      author.passages.indices.contains(attention.passage),
      evaluation.prompts.isTarget(author.passages[attention.passage]),
      !evaluation.history(for: attention.passage, of: author).isEmpty
    else { throw .invalidAttention(invocation.text("attention") ?? "") }
  }

  private func measured(
    plugs: [PlugDocument], controls: [PlugDocument], names: [String]
  ) -> [MeasuredPlug] {
    let paths = invocation.positionals("plug") + invocation.texts("control")
    return zip(zip(plugs + controls, names), paths).enumerated().map { index, item in
      let ((document, name), path) = item
      return MeasuredPlug(
        name: name, path: path, isControl: index >= plugs.count, seed: document.card["seed"],
        steps: document.card["steps"])
    }
  }

  private func settings(
    model: ModelRecord, names: [String], targetTokenCount: Int
  ) -> [(name: String, value: String)] {
    let smoothing =
      switch terms {
      case .off: "none"
      case .fitted: "fitted on the newest fifth of each history"
      case .fixed(let fixed): "\(fixed.tokens), \(fixed.pairs), \(fixed.triples)"
      }
    return [
      ("model", model.name), ("plugs and controls", names.joined(separator: ", ")),
      ("split", invocation.text("split") ?? "all authors"),
      ("authors", invocation.integer("limit").map { "\($0) drawn by the seed" } ?? "all of the split"),
      ("passages of an author", String(selection.targetCount)), ("target tokens", String(targetTokenCount)),
      ("history", EvaluationMessages.history(shorterHistories + [selection.historyCount])),
      ("history from other works only", selection.usesOtherWorksOnly ? "yes" : "no"),
      ("passages nearest to the brief", EvaluationMessages.nearest(nearestCounts, by: rankings.first)),
      ("examples", EvaluationMessages.rankings(rankings)),
      ("budget of rows and examples", EvaluationMessages.budget(invocation.integer("budget"))),
      ("terms", smoothing), ("personal training", EvaluationMessages.training(stepCounts)),
      ("tuning", EvaluationMessages.tuning(tuningMethods, steps: tuningSteps)),
      ("seed", String(selection.seed)),
    ]
  }

  /// The authors of the split, or all of a folder.
  private func authors() throws -> [CorpusAuthor] {
    let folder = invocation.text("authors") ?? "."
    let names = try invocation.text("split").map { split in
      guard let splits = try CorpusSplits(folder: folder, files: invocation.files) else {
        throw TrainingError.noSplits(folder: folder)
      }
      return try splits.names(of: split)
    }
    return try AuthorCorpus(folder: folder, names: names, files: invocation.files) { _ in
      try console.checkInterrupt()
    }.authors
  }
}
