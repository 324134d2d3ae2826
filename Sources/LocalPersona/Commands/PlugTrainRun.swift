// PlugTrainRun.swift: one run of `persona plug train`: authors, model and encoder are put together, then
// trained.

private import Crypto
private import Inference

/// What `persona plug train` does.
struct PlugTrainRun {
  let invocation: Invocation
  let preset: PlugPreset
  let choices: PlugChoices
  let files: TrainingFiles
  private(set) var settings: TrainingSettings
  private let folder: String

  var console: Console { invocation.console }

  /// Reads the options.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    folder = try Self.required("authors", invocation)
    files = TrainingFiles(output: try Self.required("out", invocation), files: invocation.files)
    preset = invocation.text("preset").flatMap(PlugPreset.init(rawValue:)) ?? .standard
    choices = PlugChoices(invocation)
    // What does not go together is said before anything is read.
    _ = try choices.applied(to: preset.settings(rows: nil, encoder: nil, embeddingLength: 1))
    var settings = TrainingSettings()
    settings.stepCount = invocation.integer("steps") ?? settings.stepCount
    settings.seed = UInt64(invocation.integer("seed") ?? 1)
    settings.exampleCount = invocation.integer("examples") ?? 0
    settings.readsStrangers = invocation.flag("strangers")
    settings.developmentInterval = invocation.integer("judge-every") ?? settings.developmentInterval
    self.settings = settings
  }

  private static func required(_ name: String, _ invocation: Invocation) throws(TrainingError) -> String {
    guard let path = invocation.text(name) else {
      throw .missingOption("--\(name)")
    }
    return path
  }

  /// Does it.
  mutating func run() throws {
    let lock = try files.reserve()
    defer { lock.release() }
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let start = try startDocument(for: record)
    settings.startSalt = start.map(Self.salt(of:)) ?? 0
    try train(start, record)
  }

  private func train(_ start: PlugDocument?, _ record: ModelRecord) throws {
    let corpus = try TrainingCorpus(
      folder: folder, split: invocation.text("split"), keptSplit: invocation.text("dev-split"),
      files: invocation.files, didRead: { _ in try console.checkInterrupt() })
    guard !settings.readsStrangers || corpus.training.count > 1 else { throw TrainingError.noStrangers }
    let model = try InstalledModel(record, threads: ThreadPool(threadCount: invocation.threads))
    let encoder = try encoder(model, record)
    let reader = try keptEncoder(encoder)
    let material = try material(corpus, model: model, encoder: encoder, reader: reader)
    let plug = try plug(start, material: material, model: model, encoder: encoder)
    let identity = identity(
      record, encoder: encoder, corpus: corpus, plug: plug, start: start)
    let checkpoint = try files.load(identity, parameterCount: plug.parameters.values.count)
    let development = try material.development(for: plug, settings)
    reader.keep()
    let trainer = PlugTrainer(
      plug: plug, settings: settings, model: DecoderTraining(model.decoder),
      development: development, resuming: checkpoint?.state,
      items: { try material.items(step: $0, for: plug.settings) })
    console.note(
      TrainingMessages.begins(
        authors: corpus.training.count, passages: corpus.training.reduce(0) { $0 + $1.passages.count },
        kept: trainer.developmentCount, parameters: plug.parameters.values.count))
    let run = TrainingRun(
      trainer, files: files, identity: identity, resuming: checkpoint,
      isInterrupted: { console.isInterrupted })
    if let step = checkpoint?.state.step {
      console.note(
        TrainingMessages.goingOn(step: step, total: settings.stepCount, checkpoint: files.checkpoint))
    }
    let progress = console.progress(TrainingMessages.training, total: settings.stepCount)
    run.didAdvance = { progress.advance(to: $0) }
    run.didMeasure = { console.note(TrainingMessages.measured($0, left: $1)) }
    run.didNotSave = { console.warn(TrainingMessages.notSaved(Explanation(of: $0))) }
    try run.run()
    progress.finish()
    let document = document(
      trainer, record: record, encoder: encoder, corpus: corpus, means: material.means, start: start)
    try files.finish(document)
    try report(document, trainer: trainer, seconds: run.seconds)
  }

  private func material(
    _ corpus: TrainingCorpus, model: InstalledModel, encoder: any HistoryEncoder, reader: KeptEncoder
  ) throws -> TrainingMaterial {
    let count = corpus.training.reduce(0) { $0 + $1.passages.count }
    let progress = console.progress(TrainingMessages.encoding, total: count)
    do {
      let material = try TrainingMaterial(
        corpus, settings: settings, model: model, encoder: encoder, reader: reader,
        didEncode: {
          try console.checkInterrupt()
          progress.advance(to: $0)
        })
      progress.finish()
      return material
    } catch ConsoleError.interrupted {
      reader.keep()
      if try files.files.status(of: files.vectors) != nil {
        console.note(NumberLogMessages.vectorsStay(path: files.vectors))
      }
      throw ConsoleError.interrupted
    }
  }

  /// The encoder, with the vectors that an earlier run computed.
  private func keptEncoder(_ encoder: any HistoryEncoder) throws -> KeptEncoder {
    let log = try files.openVectors(by: encoder)
    if log.count > 0 { console.note(NumberLogMessages.goingOn(log.count, path: log.path)) }
    let kept = KeptEncoder(encoder, log: log)
    kept.didNotKeep = console.warningOnce(NumberLogMessages.notKept)
    return kept
  }

  private func encoder(_ model: InstalledModel, _ record: ModelRecord) throws -> any HistoryEncoder {
    let asked = invocation.text("encoder").flatMap(HistoryEncoderName.init(name:))
    let name = preset.settings(rows: nil, encoder: asked, embeddingLength: model.decoder.embeddingLength)
      .encoder
    func passages() throws -> PassageHistoryEncoder {
      let threads = invocation.threads
      guard
        let installed = try InstalledEncoder.find(
          inStore: invocation.paths.models, threads: { ThreadPool(threadCount: threads) })
      else { throw TrainingError.noTextEncoder(encoder: name.name) }
      return try PassageHistoryEncoder(installed)
    }
    return switch name {
    case .style: StyleHistoryEncoder()
    case .passages: try passages()
    case .styleAndPassages: JoinedHistoryEncoder(try passages())
    case .modelLayer: LayerHistoryEncoder(model.decoder, fingerprint: record.fingerprint)
    }
  }

  private func startDocument(for record: ModelRecord) throws -> PlugDocument? {
    guard let path = invocation.text("start") else { return nil }
    do {
      return try invocation.plugDocument(at: path, for: record)
    } catch PlugStoreError.otherModel(_, let madeFor, _) {
      throw TrainingError.startOfOtherModel(path: path, model: madeFor)
    }
  }

  private func plug(
    _ start: PlugDocument?, material: TrainingMaterial, model: InstalledModel, encoder: any HistoryEncoder
  ) throws -> Plug {
    let plugSettings = try choices.applied(
      to: preset.settings(
        rows: invocation.integer("rows"), encoder: encoder.name,
        embeddingLength: model.decoder.embeddingLength))
    let fresh = PlugStart.plug(
      plugSettings, decoder: model.decoder, dimension: encoder.dimension,
      statistics: PopulationStatistics(authors: material.means), seed: settings.seed)
    guard let start else { return fresh }
    return try PlugStart.plug(
      fresh, encoder: encoder.fingerprint, from: start, path: invocation.text("start") ?? "",
      seed: settings.seed)
  }
}

extension PlugChoices {
  /// What the options of `persona plug train` say.
  fileprivate init(_ invocation: Invocation) {
    let word = invocation.text("aggregator")
    self.init(
      aggregator: PlugSettings.Aggregator.allCases.first { $0.words == word },
      temperature: invocation.number("temperature").map { Float($0) },
      learnsTemperature: invocation.flag("learn-temperature"),
      recencyDecay: invocation.number("recency-decay").map { Float($0) },
      standardises: invocation.text("standardise").map { $0 == "yes" })
  }
}
