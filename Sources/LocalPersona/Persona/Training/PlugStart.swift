// PlugStart.swift: the plug before its first step: settings of a preset, and where I begins.

internal import Inference

/// The plugs that can be asked for by name.
enum PlugPreset: String, CaseIterable {
  /// Rows I that a history shifts: the form that a prototype measured best.
  ///
  /// Of this program's own plugs docs/evaluation.md says what was measured.
  case standard

  /// The paper's model to the letter.
  case published

  /// Rows I alone: the control.
  case instruction

  /// Rows I alone, made by a projector from a constant: the other control.
  case instructionProjected = "instruction-mlp"

  /// The settings for a model whose embeddings have `embeddingLength` numbers.
  func settings(rows: Int?, encoder: HistoryEncoderName?, embeddingLength: Int) -> PlugSettings {
    var settings: PlugSettings
    switch self {
    case .standard:
      settings = .standard
      settings.instructionCount = rows ?? settings.instructionCount
      settings.personaCount = settings.instructionCount
      // A raw I learns the task slowly, and then persons get to carry what is none of theirs.
      settings.instructionSource = .projected
    case .published:
      settings = .published
      settings.hiddenCount = embeddingLength
      settings.instructionCount = rows ?? settings.instructionCount
      settings.personaCount = rows ?? settings.personaCount
    case .instruction, .instructionProjected:
      let count = rows ?? PlugSettings.standard.instructionCount
      settings = .instructionOnly(count, source: self == .instruction ? .rows : .projected)
    }
    settings.encoder = encoder ?? settings.encoder
    return settings
  }
}

/// Where training starts.
enum PlugStart {
  /// The words whose embeddings I begins as, again and again where it has more rows.
  private static let words = "Write this in the words and the voice of the person who asks for it."

  /// A plug that has taken no step.
  ///
  /// - Parameters:
  ///   - settings: What to build.
  ///   - decoder: The model that it is trained in front of.
  ///   - dimension: Length of the encoder's vectors.
  ///   - statistics: Of the authors.
  ///   - seed: Determines what is random.
  /// - Returns: The plug, its I as the embeddings of a few fixed words.
  static func plug(
    _ settings: PlugSettings, decoder: Decoder, dimension: Int, statistics: PopulationStatistics, seed: UInt64
  ) -> Plug {
    let tokens = decoder.tokenizer.encode(words, addSpecial: false, parseSpecial: false)
    let rows = (0..<settings.instructionCount).flatMap { decoder.embeddingRow(of: tokens[$0 % tokens.count]) }
    return Plug(
      settings: settings, inputDimension: dimension, embeddingLength: decoder.embeddingLength,
      embeddingScale: decoder.embeddingRootMeanSquare, statistics: statistics, initialRows: rows, seed: seed)
  }

  /// The plug that goes on from an earlier one.
  ///
  /// - Parameters:
  ///   - plug: Without a step.
  ///   - encoder: The fingerprint of its encoder.
  ///   - earlier: What to start from, for the same language model.
  ///   - path: Where that came from.
  ///   - seed: Determines what is random.
  /// - Returns: The earlier plug where settings and encoder are the same; else one whose I is what the
  ///   earlier one gives the mean author, and which makes the persona as the earlier one does where that is
  ///   possible.
  /// - Throws: ``TrainingError/startOfOtherRows(path:rows:wanted:)``.
  static func plug(
    _ plug: Plug, encoder: [UInt8], from earlier: PlugDocument, path: String, seed: UInt64
  ) throws(TrainingError) -> Plug {
    if earlier.plug.settings == plug.settings, earlier.encoderFingerprint == encoder,
      earlier.plug.inputDimension == plug.inputDimension
    {
      return earlier.plug
    }
    guard earlier.plug.softCount == plug.settings.instructionCount else {
      throw .startOfOtherRows(
        path: path, rows: earlier.plug.softCount, wanted: plug.settings.instructionCount)
    }
    var next = Plug(
      settings: plug.settings, inputDimension: plug.inputDimension, embeddingLength: plug.embeddingLength,
      embeddingScale: plug.embeddingScale, statistics: plug.statistics, initialRows: earlier.plug.meanRows,
      seed: seed)
    if earlier.encoderFingerprint == encoder { next.takePersona(from: earlier.plug) }
    return next
  }
}
