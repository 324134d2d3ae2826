// Plug+Preparation.swift: what the plug makes of the encoder's vectors before it weighs or projects them.
//
// Whatever the encoder's own scale, what goes on has numbers of size 1: so one initialisation and one
// learning rate serve all. Either a vector says how a person differs from the population, or, as published,
// it is the encoder's direction alone.

private import Inference

extension Plug {
  /// How far from the population's mean a number may lie, in deviations, where it enters the projector:
  /// one feature that the population hardly knows must not drown all others.
  static let deviationLimit: Float = 10

  /// The prepared vectors, one behind the other; shape (n, inputDimension).
  ///
  /// Centred: (h − mean)/deviation, with one deviation for all numbers unless the settings standardise.
  /// Otherwise h brought to a root mean square of 1. A vector of zeros stays so.
  /// - Precondition: Each vector has inputDimension numbers.
  func prepared(_ vectors: [[Float]]) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(vectors.count * inputDimension)
    let centres = settings.centres
    let scales = centres ? inverseDeviations : []
    for vector in vectors {
      precondition(
        vector.count == inputDimension,
        "a vector of \(vector.count) numbers, where the encoder's have \(inputDimension)")
      if centres {
        for index in 0..<inputDimension {
          result.append((vector[index] - statistics.mean[index]) * scales[index])
        }
      } else {
        let norm = vector.span.norm
        let factor = norm > 0 ? Float(inputDimension).squareRoot() / norm : 0
        for value in vector { result.append(value * factor) }
      }
    }
    return result
  }

  private var inverseDeviations: [Float] {
    if settings.standardises { return statistics.deviation.map { $0 > 0 ? 1 / $0 : 0 } }
    let common = statistics.commonDeviation
    return [Float](repeating: common > 0 ? 1 / common : 0, count: inputDimension)
  }

  /// `values` cut off at the limit, where they are relative to the population.
  func limited(_ values: [Float]) -> [Float] {
    settings.centres ? values.map { min(max($0, -Self.deviationLimit), Self.deviationLimit) } : values
  }

  /// The vector from which a projector makes I, shape (inputDimension).
  ///
  /// Fixed random numbers of root mean square about 1, the same for every plug: no file has to keep them.
  var instructionConstant: [Float] {
    var random = SplitMix64(seed: 0x1057_2c71_0e5e_ed00)
    return (0..<inputDimension).map { _ in Float(2 * random.nextUnit() - 1) * Float(3).squareRoot() }
  }
}
