// PlugChoices.swift: what is done otherwise than a preset does it: how a history is weighed and measured.

/// Changes to the settings of a preset; nil leaves what the preset has.
struct PlugChoices: Equatable, Sendable {
  var aggregator: PlugSettings.Aggregator?

  /// The factor of the attention's dot products, or where it starts.
  var temperature: Float?

  /// Trains the temperature.
  var learnsTemperature = false

  /// How fast an item of the history loses weight, a year.
  var recencyDecay: Float?

  /// Whether each number is divided by its own deviation over the population.
  var standardises: Bool?

  /// The settings of a preset with these changes.
  ///
  /// - Parameter settings: Those of the preset.
  /// - Returns: Settings that fit each other where those of the preset do.
  /// - Throws: ``TrainingError/readsNoHistory(option:)`` for a preset without a persona,
  ///   ``TrainingError/needsAttention(option:)``.
  func applied(to settings: PlugSettings) throws(TrainingError) -> PlugSettings {
    if settings.form == .instructionOnly, let option = given.first {
      throw .readsNoHistory(option: option)
    }
    var settings = settings
    settings.aggregator = aggregator ?? settings.aggregator
    settings.recencyDecay = recencyDecay ?? settings.recencyDecay
    settings.standardises = standardises ?? settings.standardises
    if settings.aggregator != .attention,
      let option = given.first(where: { Self.attentionOptions.contains($0) })
    {
      throw .needsAttention(option: option)
    }
    settings.temperature = temperature ?? settings.temperature
    settings.learnsTemperature = learnsTemperature || settings.learnsTemperature
    return settings
  }

  /// The options that were given, with their values; none for a preset as it is.
  var words: String {
    var words: [String] = []
    if let aggregator { words.append("--aggregator \(aggregator.words)") }
    if let temperature { words.append("--temperature \(temperature)") }
    if learnsTemperature { words.append("--learn-temperature") }
    if let recencyDecay { words.append("--recency-decay \(recencyDecay)") }
    if let standardises { words.append("--standardise \(standardises ? "yes" : "no")") }
    return words.joined(separator: " ")
  }

  private static let attentionOptions = ["--temperature", "--learn-temperature"]

  private var given: [String] { words.split(separator: " ").map(String.init).filter { $0.hasPrefix("--") } }
}
