// TrainingMaterial.swift: authors, their vectors and their prompts, as batches for the trainer.

internal import Inference

/// What a run learns from.
final class TrainingMaterial {
  private let corpus: TrainingCorpus
  private let settings: TrainingSettings
  private let model: any LanguageModel
  private let encoder: any HistoryEncoder
  private let reader: any HistoryEncoder
  private let vectors: AuthorVectors
  private let batches: TrainingBatches
  private var prompts: [Int: AuthorPrompts] = [:]  // by author, made when first needed

  /// The mean vector of each author to learn from.
  let means: [[Float]]

  /// Encodes all passages to learn from.
  ///
  /// - Parameters:
  ///   - corpus: The authors.
  ///   - settings: How is trained.
  ///   - model: Whom prompts are laid out for.
  ///   - encoder: Reads what is asked for.
  ///   - reader: The same encoder for the passages, where their vectors are kept; nil for `encoder` itself.
  ///   - didEncode: Told the number of passages done; may throw to stop.
  /// - Throws: What the encoder and `didEncode` throw.
  init(
    _ corpus: TrainingCorpus, settings: TrainingSettings, model: any LanguageModel,
    encoder: any HistoryEncoder, reader: (any HistoryEncoder)? = nil,
    didEncode: (Int) throws -> Void = { _ in }
  ) throws {
    let reader = reader ?? encoder
    self.corpus = corpus
    self.settings = settings
    self.model = model
    self.encoder = encoder
    self.reader = reader
    vectors = try AuthorVectors(corpus.training, encoder: reader, didEncode: didEncode)
    batches = TrainingBatches(corpus.training, settings: settings)
    means = vectors.means
  }

  /// The batch of a step.
  func items(step: Int, for plug: PlugSettings) throws -> [TrainingItem] {
    let draws = batches.draws(step: step)
    return try draws.indices.compactMap { index in
      let draw = draws[index]
      // The authors of a batch differ: the next one is a stranger.
      let read = settings.readsStrangers ? draws[(index + 1) % draws.count] : draw
      guard
        // Retrieved out of what the plug reads of the author, as evaluation does.
        let example = try prompts(of: draw.author).example(
          draw.target, exampleCount: settings.exampleCount, among: draw.history)
      else { return nil }
      let input = PersonaInput(
        corpus.training[read.author], history: read.history,
        rows: read.history.map { vectors.rows[read.author][$0] },
        query: try query(example.brief, for: plug), countsAges: plug.recencyDecay > 0)
      return TrainingItem(example: example, input: input)
    }
  }

  /// The passages to judge by; nil where there are none.
  func development(for plug: Plug, _ settings: TrainingSettings) throws -> DevelopmentSet? {
    var known: [String: [[Float]]] = [:]  // by author; the history of one is always the same
    return try DevelopmentSet.choose(
      from: corpus.kept, exampleCount: settings.exampleCount,
      prompts: { try AuthorPrompts($0, model: model) },
      input: { author, history, brief in
        let rows =
          try known[author.name] ?? reader.vectors(of: history.map { author.passages[$0].text })
        known[author.name] = rows
        return PersonaInput(
          author, history: history, rows: rows, query: try query(brief, for: plug.settings),
          countsAges: plug.settings.recencyDecay > 0)
      })
  }

  private func prompts(of author: Int) throws -> AuthorPrompts {
    if let made = prompts[author] { return made }
    let made = try AuthorPrompts(corpus.training[author], model: model)
    prompts[author] = made
    return made
  }

  private func query(_ brief: String, for plug: PlugSettings) throws -> [Float]? {
    guard plug.aggregator == .attention, plug.form != .instructionOnly else { return nil }
    return try encoder.vectors(of: [brief]).first
  }
}
