// PlugFileSample.swift: small plugs for the tests of files and of the store.

@testable import LocalPersona

enum PlugFileSample {
  static let decoder = [UInt8](repeating: 0xD1, count: 32)

  /// A plug of 4 inputs and embeddings of 5 numbers, as it is after reading: no number needs rounding.
  static func document(
    name: String = "sample", decoder: [UInt8] = decoder, seed: UInt64 = 1,
    _ change: (inout PlugSettings) -> Void = { _ in }
  ) -> PlugDocument {
    var settings = PlugSettings.standard
    (settings.instructionCount, settings.personaCount, settings.hiddenCount) = (2, 2, 3)
    change(&settings)
    let statistics = PopulationStatistics(mean: [0.5, -1, 1e-20, 3], deviation: [1, 0.25, 1e-10, 7])
    var plug = Plug(
      settings: settings, inputDimension: 4, embeddingLength: 5, embeddingScale: 0.125,
      statistics: statistics, initialRows: nil, seed: seed)
    // Every weight is another, so that one in the wrong place is seen.
    for index in plug.parameters.values.indices {
      plug.parameters.values[index] = Float(index) / 16 - Float(seed)
    }
    return PlugDocument(
      name: name, plug: plug, decoderFingerprint: decoder, decoderName: "tiny",
      encoderFingerprint: [UInt8](repeating: 0xE2, count: 32),
      bank: [[1, 2, 3, 4], [-0.5, 0, 1024, 0.25], [0, 0, 0, 0]], bankKinds: ["letters", "", "Essays – é"],
      card: ["seed": "7", "data": "four authors\nof the sea", "limits": ""])
  }
}
