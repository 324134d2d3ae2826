// PlugSettings.swift: which plug is built: the choices, and the presets that carry a name.
//
// The letters are those of Liu et al., "LLMs + Persona-Plug = Personalized LLMs", arXiv 2409.11901:
// I instruction rows, P persona rows, h_i the vector of history item i, x the brief's, w_i its weight.

/// The choices that fix the parts and the parameters of a plug.
struct PlugSettings: Equatable, Sendable {
  /// How persona and instruction become soft rows.
  ///
  /// The raw values of this and the next two are those of the plug file.
  enum Form: UInt8, CaseIterable, Sendable {
    /// Rows [I ; P], P = Σ w_i Proj(h_i): equations 4 and 5.
    case published = 1

    /// Rows I_k + δ_k(Σ w_i h_i), with δ = 0 for the mean author.
    case residual = 2

    /// Rows I: prompt tuning, the control that knows no person.
    case instructionOnly = 3
  }

  /// How the weights w_i of the history items are made.
  enum Aggregator: UInt8, CaseIterable, Sendable {
    /// All alike.
    case mean = 1

    /// softmax(temperature · x·h_i), both L2-normalised: equation 3.
    case attention = 2
  }

  /// Where I comes from.
  enum InstructionSource: UInt8, CaseIterable, Sendable {
    /// The rows are parameters.
    case rows = 1

    /// A projector of its own makes them from a constant vector, as the authors' code does.
    case projected = 2
  }

  /// Makes the vectors h_i and x.
  var encoder: HistoryEncoderName

  var form: Form

  var aggregator: Aggregator

  /// Rows of I.
  var instructionCount: Int

  /// Rows of P; in the residual form those of I, in `instructionOnly` none.
  var personaCount: Int

  /// Width of the projectors' hidden layer.
  var hiddenCount: Int

  /// Factor of the attention's dot products, or its start where it is learned; above 0.
  var temperature: Float

  /// Trains the temperature; attention only.
  var learnsTemperature: Bool

  /// Weights are also multiplied by e^(−recencyDecay · age in years); 0 switches it off.
  var recencyDecay: Float

  /// Divides each number by the population's deviation, after taking off its mean.
  var standardises: Bool

  var instructionSource: InstructionSource

  /// The paper's model to the letter, its hidden layer as wide as SmolLM2-135M's embeddings.
  static let published = PlugSettings(
    encoder: .passages, form: .published, aggregator: .attention, instructionCount: 1, personaCount: 1,
    hiddenCount: 576, temperature: 1, learnsTemperature: false, recencyDecay: 0, standardises: false,
    instructionSource: .projected)

  /// The form that a prototype measured best.
  static let standard = PlugSettings(
    encoder: .style, form: .residual, aggregator: .mean, instructionCount: 8, personaCount: 8,
    hiddenCount: 256, temperature: 1, learnsTemperature: false, recencyDecay: 0, standardises: true,
    instructionSource: .rows)

  /// The control without a persona: `count` rows I.
  static func instructionOnly(_ count: Int, source: InstructionSource) -> PlugSettings {
    var settings = standard
    settings.form = .instructionOnly
    settings.instructionCount = count
    settings.personaCount = 0
    settings.instructionSource = source
    return settings
  }

  /// Rows in front of the brief.
  var softCount: Int { form == .published ? instructionCount + personaCount : instructionCount }

  /// Whether the encoder's vectors are taken relative to the population, and not by their direction alone.
  var centres: Bool { standardises || form == .residual }

  /// Whether the language model itself has to read the history anew for each brief.
  var readsModelByBrief: Bool {
    encoder == .modelLayer && aggregator == .attention && form != .instructionOnly
  }

  /// Whether the numbers fit each other, as they must for a plug.
  var isConsistent: Bool {
    let personaFits =
      switch form {
      case .published: personaCount > 0
      case .residual: personaCount == instructionCount
      case .instructionOnly: personaCount == 0
      }
    return personaFits && instructionCount > 0 && hiddenCount > 0 && temperature > 0
      && temperature.isFinite && recencyDecay >= 0 && recencyDecay.isFinite
      && (aggregator == .attention || !learnsTemperature)
  }
}
