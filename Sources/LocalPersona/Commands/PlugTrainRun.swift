// PlugTrainRun.swift: one run of `persona plug train`: authors, model and encoder are put together, then trained.

private import Crypto
private import Inference

/// What `persona plug train` does.
struct PlugTrainRun {
  private let invocation: Invocation
  private let settings: TrainingSettings
  private let preset: PlugPreset
  private let folder: String
  private let files: TrainingFiles

  private var console: Console { invocation.console }

  /// Reads the options.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    folder = try Self.required("authors", invocation)
    files = TrainingFiles(output: try Self.required("out", invocation), files: invocation.files)
    preset = invocation.text("preset").flatMap(PlugPreset.init(rawValue:)) ?? .standard
    var settings = TrainingSettings()
    settings.stepCount = invocation.integer("steps") ?? settings.stepCount
    settings.seed = UInt64(invocation.integer("seed") ?? 1)
    settings.exampleCount = invocation.integer("examples") ?? 0
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
  func run() throws {
    try files.requireRoom()
    let record = try ModelStore(folder: invocation.paths.models).resolve(
      name: invocation.text("model"), role: .decoder)
    let start = try startDocument(for: record)
    let corpus = try TrainingCorpus(
      folder: folder, split: invocation.text("split"), keptSplit: invocation.text("dev-split"),
      seed: settings.seed, files: invocation.files, didRead: { _ in try console.checkInterrupt() })
    let model = try ScoredModel(record, threads: ThreadPool(threadCount: invocation.threads))
    let encoder = try encoder(model, record)
    let material = try material(corpus, model: model, encoder: encoder)
    let plug = try plug(start, material: material, model: model, encoder: encoder)
    let identity = identity(
      record, encoder: encoder, corpus: corpus, plug: plug, start: start)
    let checkpoint = try files.load(identity, parameterCount: plug.parameters.values.count)
    let trainer = PlugTrainer(
      plug: plug, settings: settings, model: DecoderTraining(model.decoder),
      development: try material.development(for: plug, settings), resuming: checkpoint?.state,
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
    run.didAdvance = { step, _ in progress.advance(to: step) }
    run.didMeasure = { console.note(TrainingMessages.measured($0, left: $1)) }
    run.didNotSave = { console.warn(TrainingMessages.notSaved(Explanation(of: $0))) }
    try run.run()
    progress.finish()
    let document = document(
      trainer, record: record, encoder: encoder, corpus: corpus, means: material.means)
    try files.finish(document)
    try report(document, trainer: trainer, seconds: run.seconds)
  }

  private func material(
    _ corpus: TrainingCorpus, model: ScoredModel, encoder: any HistoryEncoder
  ) throws -> TrainingMaterial {
    let count = corpus.training.reduce(0) { $0 + $1.passages.count }
    let progress = console.progress(TrainingMessages.encoding, total: count)
    let material = try TrainingMaterial(
      corpus, settings: settings, model: model, encoder: encoder,
      didEncode: {
        try console.checkInterrupt()
        progress.advance(to: $0)
      })
    progress.finish()
    return material
  }

  private func encoder(_ model: ScoredModel, _ record: ModelRecord) throws -> any HistoryEncoder {
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
    let bytes = try invocation.files.read(path, from: 0, maximumByteCount: PlugFile.maximumByteCount + 1)
    let document: PlugDocument
    do throws(PlugFileError) {
      document = try PlugFile.decode(bytes)
    } catch {
      throw TrainingError.startDamaged(path: path, error)
    }
    guard document.isMade(forDecoder: record.fingerprint) else {
      throw TrainingError.startOfOtherModel(path: path, model: document.decoderName)
    }
    return document
  }

  private func plug(
    _ start: PlugDocument?, material: TrainingMaterial, model: ScoredModel, encoder: any HistoryEncoder
  ) throws -> Plug {
    let plugSettings = preset.settings(
      rows: invocation.integer("rows"), encoder: encoder.name,
      embeddingLength: model.decoder.embeddingLength)
    let fresh = PlugStart.plug(
      plugSettings, decoder: model.decoder, dimension: encoder.dimension,
      statistics: PopulationStatistics(authors: material.means), seed: settings.seed)
    guard let start else { return fresh }
    return try PlugStart.plug(
      fresh, encoder: encoder.fingerprint, from: start, path: invocation.text("start") ?? "",
      seed: settings.seed)
  }
}

// What is known about the run.
extension PlugTrainRun {
  /// All that the result depends on.
  private func identity(
    _ record: ModelRecord, encoder: any HistoryEncoder, corpus: TrainingCorpus, plug: Plug,
    start: PlugDocument?
  ) -> [TrainingCheckpoint.Setting] {
    let pairs = [
      ("the language model", "\(record.name) \(Self.mark(record.fingerprint))"),
      ("the encoder", "\(encoder.name.name) \(Self.mark(encoder.fingerprint))"),
      ("--preset", preset.rawValue), ("--rows", "\(plug.softCount)"), ("--steps", "\(settings.stepCount)"),
      ("--seed", "\(settings.seed)"), ("--examples", "\(settings.exampleCount)"),
      ("--judge-every", "\(settings.developmentInterval)"),
      ("the text to learn from", Self.mark(AuthorCorpus(corpus.training).fingerprint)),
      ("the text to judge by", Self.mark(AuthorCorpus(corpus.kept).fingerprint)),
      ("--start", start.map { Self.mark(SHA256.hash(of: PlugFile.encode($0))) } ?? "none"),
    ]
    return pairs.map { TrainingCheckpoint.Setting(name: $0.0, value: $0.1) }
  }

  private static func mark(_ fingerprint: [UInt8]) -> String {
    String(Hexadecimal.text(fingerprint).prefix(16))
  }

  private func document(
    _ trainer: PlugTrainer<DecoderTraining>, record: ModelRecord, encoder: any HistoryEncoder,
    corpus: TrainingCorpus, means: [[Float]]
  ) -> PlugDocument {
    let result = trainer.state.development.last
    var card = [
      "preset": preset.rawValue, "encoder": encoder.name.name, "steps": "\(settings.stepCount)",
      "batch": "\(settings.batchCount)", "seed": "\(settings.seed)", "examples": "\(settings.exampleCount)",
      "authors": "\(corpus.training.count)",
      "passages": "\(corpus.training.reduce(0) { $0 + $1.passages.count })",
      "data": Hexadecimal.text(AuthorCorpus(corpus.training).fingerprint),
      "optimiser":
        "AdamW, rates \(settings.instructionRate) and \(settings.projectorRate), decay "
        + "\(settings.weightDecay), warm-up \(settings.warmUpSteps), cosine, clip \(settings.clipNorm)",
    ]
    if let result { card["devLoss"] = TrainingMessages.losses(result) }
    return PlugDocument(
      name: Self.name(of: files.output), plug: trainer.plug, decoderFingerprint: record.fingerprint,
      decoderName: record.name, encoderFingerprint: encoder.fingerprint,
      bank: Array(means.prefix(PlugFile.maximumBankCount)),
      bankKinds: corpus.training.prefix(PlugFile.maximumBankCount).map(\.kind), card: card
    ).rounded
  }

  /// The name of the file without `.plug`.
  private static func name(of path: String) -> String {
    let file = ModelStore.lastComponent(path)
    let stem = file.hasSuffix(".plug") ? String(file.dropLast(5)) : file
    return ModelStore.isValidName(stem) ? stem : "plug"
  }

  private func report(
    _ document: PlugDocument, trainer: PlugTrainer<DecoderTraining>, seconds: Double
  ) throws {
    let history = trainer.state.development
    guard invocation.flag("json") else {
      return try console.print(
        TrainingMessages.done(document, path: files.output, result: history.last, seconds: seconds))
    }
    func json(_ number: Double?) -> JSONValue { number.map(JSONValue.number) ?? .null }
    try console.printJSON(
      .object([
        ("path", .string(files.output)), ("name", .string(document.name)),
        ("model", .string(document.decoderName)), ("steps", JSONValue(trainer.state.step)),
        ("parameters", JSONValue(document.plug.parameters.values.count)), ("seconds", .number(seconds)),
        (
          "development",
          .array(
            history.map { result in
              .object([
                ("step", JSONValue(result.step)), ("own", .number(result.own)), ("mean", json(result.mean)),
                ("stranger", json(result.stranger)), ("training", json(result.training)),
              ])
            })
        ),
      ]))
  }
}
