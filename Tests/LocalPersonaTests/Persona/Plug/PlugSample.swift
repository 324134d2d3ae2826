@testable import LocalPersona

/// Plugs and inputs small enough to differentiate number by number.
struct PlugSample {
  static let inputDimension = 5
  static let embeddingLength = 3
  static let embeddingScale: Float = 0.5

  private var random: SearchRandom

  init(seed: UInt64) { random = SearchRandom(seed: seed) }

  mutating func numbers(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float.random(in: -1...1, using: &random) }
  }

  mutating func vectors(_ count: Int) -> [[Float]] { (0..<count).map { _ in numbers(Self.inputDimension) } }

  mutating func input(_ count: Int) -> PersonaInput {
    PersonaInput(
      items: vectors(count), ages: (0..<count).map { Float(count - $0) }, query: numbers(Self.inputDimension))
  }

  /// A plug as it is before training.
  mutating func fresh(_ settings: PlugSettings, rows: [Float]? = nil, seed: UInt64 = 7) -> Plug {
    Plug(
      settings: settings, inputDimension: Self.inputDimension, embeddingLength: Self.embeddingLength,
      embeddingScale: Self.embeddingScale, statistics: PopulationStatistics(authors: vectors(6)),
      initialRows: rows, seed: seed)
  }

  /// A plug in the middle of its training: every parameter is somewhere.
  mutating func trained(_ settings: PlugSettings) -> Plug {
    var plug = fresh(settings)
    plug.parameters.values = numbers(plug.parameters.values.count)
    return plug
  }

  /// The standard settings in small, with some of them changed.
  static func settings(
    _ form: PlugSettings.Form, _ aggregator: PlugSettings.Aggregator = .mean,
    _ source: PlugSettings.InstructionSource = .rows, standardises: Bool = true, recencyDecay: Float = 0
  ) -> PlugSettings {
    PlugSettings(
      encoder: .style, form: form, aggregator: aggregator, instructionCount: 2,
      personaCount: form == .published ? 3 : form == .residual ? 2 : 0, hiddenCount: 4,
      temperature: 1.5, learnsTemperature: aggregator == .attention, recencyDecay: recencyDecay,
      standardises: standardises, instructionSource: source)
  }

  /// Every form with every aggregator, source of I, way of preparing and with recency on and off.
  static var allSettings: [PlugSettings] {
    PlugSettings.Form.allCases.flatMap { form in
      PlugSettings.Aggregator.allCases.flatMap { aggregator in
        PlugSettings.InstructionSource.allCases.flatMap { source in
          [(true, 0.3), (false, 0)].map { standardises, decay in
            settings(form, aggregator, source, standardises: standardises, recencyDecay: decay)
          }
        }
      }
    }
  }
}
