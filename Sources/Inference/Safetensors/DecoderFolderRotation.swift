// DecoderFolderRotation.swift: the rotary positions of config.json, in the terms of GGUF.
//
// Older folders have `rope_theta` and `rope_scaling`, newer ones `rope_parameters` with both in it, Gemma's
// by the kind of block. What scaling does to the frequencies is worked out here, into divisors of each.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// How the heads of a folder's model are rotated.
struct DecoderFolderRotation: Sendable {
  /// What is done for texts that are longer than those of the first training.
  enum Scaling: Sendable, Equatable {
    case none

    /// Positions are divided by this.
    case linear(Float)

    /// Frequencies are divided by these (Llama 3.1 and later).
    case divisors([Float])

    /// Frequencies are divided by these, by how long a text may get; cosines and sines are multiplied.
    case shortAndLong(short: [Float], long: [Float], magnitude: Float)
  }

  /// The base of the angles, and that in blocks that see a window only.
  var base: Float
  var windowBase: Float?

  /// How many elements of a head are rotated.
  var dimensionCount: Int

  /// The context before it was extended, in positions; nil where config.json has none.
  var originalContextLength: Int?

  var scaling: Scaling

  /// Reads the keys of `config`.
  ///
  /// - Throws: ``ModelFileError/notConvertible(file:feature:)`` for kinds of scaling not known here.
  init(
    _ config: ModelConfigurationFile, family: DecoderFamily, headDimension: Int, contextLength: Int
  ) throws(ModelFileError) {
    let all = try config.objectIfPresent("rope_parameters")
    let parameters = try all?.objectIfPresent("full_attention") ?? all
    let local = try all?.objectIfPresent("sliding_attention")
    base = try Self.base("rope_theta", parameters, config) ?? family.ropeBase
    windowBase = nil
    if family.window == .fiveOfSix {
      windowBase = try Self.base("rope_local_base_freq", nil, config)
      if let local { windowBase = try Self.base("rope_theta", local, config) }
    }
    dimensionCount = try Self.dimensionCount(config, parameters, family, headDimension)
    originalContextLength = try config.integerIfPresent(
      "original_max_position_embeddings", in: 2...16_777_216)
    var scalingFile = try config.objectIfPresent("rope_scaling")
    if scalingFile == nil { scalingFile = parameters }
    if let scalingFile, originalContextLength == nil {
      originalContextLength = try scalingFile.integerIfPresent(
        "original_max_position_embeddings", in: 2...16_777_216)
    }
    scaling = .none
    if let scalingFile {
      scaling = try readScaling(scalingFile, family: family, contextLength: contextLength)
    }
  }

  private func readScaling(
    _ file: ModelConfigurationFile, family: DecoderFamily, contextLength: Int
  ) throws(ModelFileError) -> Scaling {
    var kind = try file.stringIfPresent("rope_type")
    if kind == nil { kind = try file.stringIfPresent("type") }
    switch kind ?? "default" {
    case "default": return .none
    case "linear":
      guard let factor = try file.floatIfPresent("factor", in: 1e-3...1e6) else {
        throw .missingKey(file: file.path, key: "factor")
      }
      return .linear(factor)
    case "llama3": return .divisors(try llama3Divisors(file))
    case "longrope" where family.hasLongFactors, "su" where family.hasLongFactors:
      // Readers tell by it which of the two holds.
      guard let original = originalContextLength else {
        throw .missingKey(file: file.path, key: "original_max_position_embeddings")
      }
      return .shortAndLong(
        short: try file.floats("short_factor", count: dimensionCount / 2, in: 1e-3...1e6),
        long: try file.floats("long_factor", count: dimensionCount / 2, in: 1e-3...1e6),
        magnitude: try Self.longMagnitude(file, contextLength: contextLength, original: original))
    case let other:
      throw .notConvertible(file: file.path, feature: "rotary scaling of kind '\(other.prefix(32))'")
    }
  }

  /// Frequencies whose waves are longer than the first context are divided by `factor`, short ones are left,
  /// and between the two limits one goes over into the other.
  private func llama3Divisors(_ file: ModelConfigurationFile) throws(ModelFileError) -> [Float] {
    let factor = Double(try file.floatIfPresent("factor", in: 1...1e6) ?? 8)
    let low = Double(try file.floatIfPresent("low_freq_factor", in: 1e-3...1e6) ?? 1)
    let high = Double(try file.floatIfPresent("high_freq_factor", in: 1e-3...1e6) ?? 4)
    guard low < high else {
      throw .badValue(
        file: file.path, key: "low_freq_factor", value: "\(low)", allowed: "less than \(high)")
    }
    let original = Double(originalContextLength ?? 8192)
    return (0..<dimensionCount / 2).map { pair in
      let frequency = pow(Double(base), -2 * Double(pair) / Double(dimensionCount))
      let length = 2 * Double.pi / frequency
      if length < original / high { return 1 }
      if length > original / low { return Float(factor) }
      let share = (original / length - low) / (high - low)
      return Float(1 / ((1 - share) / factor + share))
    }
  }

  private static func longMagnitude(
    _ file: ModelConfigurationFile, contextLength: Int, original: Int
  ) throws(ModelFileError) -> Float {
    if let stated = try file.floatIfPresent("attention_factor", in: 1e-3...1e3) { return stated }
    let stretch = Double(contextLength) / Double(original)
    return stretch > 1 ? Float((1 + log(stretch) / log(Double(original))).squareRoot()) : 1
  }

  private static func base(
    _ key: String, _ parameters: ModelConfigurationFile?, _ config: ModelConfigurationFile
  ) throws(ModelFileError) -> Float? {
    if let base = try parameters?.floatIfPresent(key, in: 1...1e12) { return base }
    return try config.floatIfPresent(key, in: 1...1e12)
  }

  private static func dimensionCount(
    _ config: ModelConfigurationFile, _ parameters: ModelConfigurationFile?, _ family: DecoderFamily,
    _ headDimension: Int
  ) throws(ModelFileError) -> Int {
    let key = "partial_rotary_factor"
    var share = try config.floatIfPresent(key, in: 0...1)
    if share == nil { share = try parameters?.floatIfPresent(key, in: 0...1) }
    guard let share, share != 1 else { return headDimension }
    let count = Int(Float(headDimension) * share)
    guard family.rotatesPartially, count >= 2, count.isMultiple(of: 2) else {
      throw .notConvertible(file: config.path, feature: "heads that are rotated in part")
    }
    return count
  }
}
