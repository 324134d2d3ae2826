// PlugTrainRun+Facts.swift: what is known about a run of `persona plug train`: its identity, its card, its
// report.

private import Crypto
internal import Inference

extension PlugTrainRun {
  /// All that the result depends on: a checkpoint of anything else is of another run, even where no option
  /// says so.
  func identity(
    _ record: ModelRecord, encoder: any HistoryEncoder, corpus: TrainingCorpus, plug: Plug,
    start: PlugDocument?
  ) -> [TrainingCheckpoint.Setting] {
    let pairs = [
      ("the language model", "\(record.name) \(Self.mark(record.fingerprint))"),
      ("the encoder", "\(encoder.name.name) \(Self.mark(encoder.fingerprint))"),
      ("--preset", presetWords), ("--rows", "\(plug.softCount)"), ("--steps", "\(settings.stepCount)"),
      ("--seed", "\(settings.seed)"), ("--examples", "\(settings.exampleCount)"),
      ("--strangers", "\(settings.readsStrangers)"),
      ("--judge-every", "\(settings.developmentInterval)"), ("the batch", "\(settings.batchCount)"),
      ("the optimiser", optimiser), ("the length of histories", "\(settings.historyCounts)"),
      ("the number of tokens learned", "\(settings.targetLimit)"),
      ("the text to learn from", Self.mark(AuthorCorpus(corpus.training).fingerprint)),
      ("the text to judge by", Self.mark(AuthorCorpus(corpus.kept).fingerprint)),
      ("--start", Self.mark(start)),
    ]
    return pairs.map { TrainingCheckpoint.Setting(name: $0.0, value: $0.1) }
  }

  /// The preset, and what is done otherwise.
  private var presetWords: String { preset.rawValue + (choices.words.isEmpty ? "" : " " + choices.words) }

  /// A number that differs from plug to plug, and is never that of a run without one.
  static func salt(of start: PlugDocument) -> UInt64 {
    var start = start
    start.card[limitsKey] = nil  // What is said of a plug must not decide what is drawn.
    return max(1, SHA256.hash(of: PlugFile.encode(start)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  private static func mark(_ start: PlugDocument?) -> String {
    start.map { mark(SHA256.hash(of: PlugFile.encode($0))) } ?? "none"
  }

  private var optimiser: String {
    "AdamW, rates \(settings.instructionRate) and \(settings.projectorRate), decay \(settings.weightDecay), "
      + "warm-up \(settings.warmUpSteps), cosine, clip \(settings.clipNorm)"
  }

  private static func mark(_ fingerprint: [UInt8]) -> String {
    String(Hexadecimal.text(fingerprint).prefix(16))
  }

  func document(
    _ trainer: PlugTrainer<DecoderTraining>, record: ModelRecord, encoder: any HistoryEncoder,
    corpus: TrainingCorpus, means: [[Float]], start: PlugDocument?
  ) -> PlugDocument {
    let result = trainer.state.development.last
    var card = [
      "preset": presetWords, "encoder": encoder.name.name, "steps": "\(settings.stepCount)",
      "batch": "\(settings.batchCount)", "seed": "\(settings.seed)", "examples": "\(settings.exampleCount)",
      "authors": "\(corpus.training.count)",
      "passages": "\(corpus.training.reduce(0) { $0 + $1.passages.count })",
      "data": Hexadecimal.text(AuthorCorpus(corpus.training).fingerprint),
      "optimiser": optimiser, "start": Self.mark(start),
      "histories": settings.readsStrangers ? "of other authors" : "of the authors",
    ]
    if let result { card["devLoss"] = TrainingMessages.losses(result) }
    card[Self.limitsKey] = TrainingMessages.limits(
      readsHistory: trainer.plug.settings.form != .instructionOnly, isMeasured: result != nil)
    return PlugDocument(
      name: Self.name(of: files.output), plug: trainer.plug.folded, decoderFingerprint: record.fingerprint,
      decoderName: record.name, encoderFingerprint: encoder.fingerprint,
      bank: Array(means.prefix(PlugFile.maximumBankCount)),
      bankKinds: corpus.training.prefix(PlugFile.maximumBankCount).map(\.kind), card: card
    ).rounded
  }

  /// Where the card has what nobody knows of the plug.
  private static let limitsKey = "limits"

  /// The name of the file without `.plug`.
  private static func name(of path: String) -> String {
    let file = ModelStore.lastComponent(path)
    let stem = file.hasSuffix(".plug") ? String(file.dropLast(5)) : file
    return ModelStore.isValidName(stem) ? stem : "plug"
  }

  func report(
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
