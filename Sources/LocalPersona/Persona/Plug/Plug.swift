// Plug.swift: the persona plug: a history becomes a few soft rows in front of the brief.
//
// X = [I ; P ; Emb(brief)], equation 5 of arXiv 2409.11901, or its residual form. The LLM and the encoder
// are frozen; all that is trained lies in `parameters`. Its numbers are of size 1, since rows are scaled to
// the root mean square of the LLM's own token embeddings only at the end.

/// A plug: settings, sizes, what the population looks like, and the trained parameters.
struct Plug: Equatable, Sendable {
  let settings: PlugSettings

  /// Length of the encoder's vectors.
  let inputDimension: Int

  /// Length of a row of the LLM's input: E.
  let embeddingLength: Int

  /// Root mean square of the LLM's token embeddings: a row is this times what the parameters make.
  let embeddingScale: Float

  /// Over the authors that the plug was trained on.
  var statistics: PopulationStatistics

  var parameters: PlugParameters

  /// A plug that has learned nothing yet.
  ///
  /// - Parameters:
  ///   - settings: What to build.
  ///   - inputDimension: Length of the encoder's vectors.
  ///   - embeddingLength: E.
  ///   - embeddingScale: Root mean square of the LLM's token embeddings.
  ///   - statistics: Of the population, inputDimension numbers each.
  ///   - initialRows: Embedding rows of real tokens, shape (instructionCount, E), as the start of I; without
  ///     them it is random.
  ///   - seed: Determines every random number.
  /// - Precondition: The settings are consistent, and all sizes fit.
  init(
    settings: PlugSettings, inputDimension: Int, embeddingLength: Int, embeddingScale: Float,
    statistics: PopulationStatistics, initialRows: [Float]?, seed: UInt64
  ) {
    precondition(settings.isConsistent, "settings of no plug: \(settings)")
    precondition(
      inputDimension > 0 && embeddingLength > 0 && embeddingScale > 0,
      "vectors of \(inputDimension) numbers, embeddings of \(embeddingLength) and size \(embeddingScale)")
    precondition(
      statistics.mean.count == inputDimension,
      "statistics of \(statistics.mean.count) numbers, vectors of \(inputDimension)")
    self.settings = settings
    self.inputDimension = inputDimension
    self.embeddingLength = embeddingLength
    self.embeddingScale = embeddingScale
    self.statistics = statistics
    parameters = PlugParameters(
      settings: settings, inputDimension: inputDimension, embeddingLength: embeddingLength)
    initialise(rows: initialRows, seed: seed)
  }

  /// Rows in front of the brief.
  var softCount: Int { settings.softCount }

  /// The soft rows for one person and brief.
  ///
  /// - Returns: Shape (softCount, E), in the scale of the LLM's embeddings.
  /// - Precondition: As for `forward`.
  func softRows(for input: PersonaInput) -> [Float] { forward(input).softRows }

  /// The soft rows of the mean author, in the residual form exactly I.
  ///
  /// Shape (softCount, E).
  var meanRows: [Float] { softRows(for: PersonaInput(items: [])) }
}
