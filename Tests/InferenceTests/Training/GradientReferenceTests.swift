// GradientReferenceTests.swift: gradients of soft rows against those of PyTorch in float32, on the same
// weights.

import Foundation
import Inference
import Testing

/// A gradient.json of the shared material: loss and gradient of three soft rows in front of some texts.
private struct GradientReference: Decodable {
  struct Case: Decodable {
    var tokens: [TokenID]
    var loss: Float
    var gradient: [[Float]]
  }

  var cases: [Case]

  init(_ name: String) throws {
    let file = SharedMaterial.folder.appending(path: "reference/\(name).gradient.json")
    self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }

  /// The rows that the reference put in front.
  static func softRows(width: Int) -> [Float] {
    (0..<3).flatMap { row in
      (0..<width).map { Float(0.05 * sin(0.37 * Double($0) + 1.3 * Double(row) + 0.1)) }
    }
  }
}

/// How far two vectors are apart.
private struct Distance {
  var relativeError: Double
  var cosine: Double
  var normRatio: Double

  init(_ actual: [Float], from expected: [Float]) {
    var products = 0.0, actualSquares = 0.0, expectedSquares = 0.0, errors = 0.0
    for (a, e) in zip(actual, expected) {
      products += Double(a) * Double(e)
      actualSquares += Double(a) * Double(a)
      expectedSquares += Double(e) * Double(e)
      errors += Double(a - e) * Double(a - e)
    }
    relativeError = (errors / expectedSquares).squareRoot()
    cosine = products / (actualSquares * expectedSquares).squareRoot()
    normRatio = (actualSquares / expectedSquares).squareRoot()
  }
}

@Suite("gradients, against PyTorch", .enabled(if: SharedMaterial.isPresent, "needs ../shared"))
struct GradientReferenceTests {
  static let floats = [
    "tiny-llama-f16", "tiny-llama3-f16", "stories260K", "tiny-qwen2-f16", "tiny-qwen3-f16",
  ]
  static let quantized = ["Q4_0", "Q4_1", "Q4_K_M", "Q6_K", "Q8_0"].map { "tiny-llama-" + $0 }

  private static func path(_ name: String) -> String {
    SharedMaterial.folder.appending(path: "reference/\(name).gguf").path
  }

  /// Each case by itself: the worst of losses and distances.
  private func distances(
    _ name: String, path: String, exact: Bool, precision: TrainingPrecision
  ) throws -> [(loss: Float, distance: Distance)] {
    let decoder = try Decoder.open(path, exact: exact)
    let training = DecoderTraining(decoder, precision: precision)
    return try GradientReference(name).cases.map { item in
      let sequence = TrainingSequence(
        softRows: GradientReference.softRows(width: decoder.embeddingLength), tokens: item.tokens,
        targetStart: 1)
      let result = try training.gradients([sequence])
      let losses = result.losses[0]
      let loss = losses.reduce(0, +) / Float(losses.count)
      let distance = Distance(result.softRows[0], from: item.gradient.flatMap(\.self))
      return (abs(loss - item.loss), distance)
    }
  }

  @Test(arguments: floats)
  func ofFloatWeightsAreItsOwn(name: String) throws {
    for item in try distances(name, path: Self.path(name), exact: true, precision: .exact) {
      #expect(item.loss < 1e-4)
      #expect(item.distance.relativeError <= 1e-3)
    }
  }

  @Test(arguments: quantized)
  func ofQuantizedWeightsWithFloatActivationsAreItsOwn(name: String) throws {
    for item in try distances(name, path: Self.path(name), exact: true, precision: .exact) {
      #expect(item.loss < 1e-4)
      #expect(item.distance.relativeError <= 1e-3)
    }
  }

  @Test(arguments: quantized)
  func ofQuantizedWeightsAsTheyAreTrainedPointItsWay(name: String) throws {
    for item in try distances(name, path: Self.path(name), exact: false, precision: .fast) {
      #expect(item.loss < 0.05)
      #expect(item.distance.cosine >= 0.99)
      #expect(abs(item.distance.normRatio - 1) <= 0.03)
    }
  }

  static let smol = "smollm2-135m-instruct-q4_1"

  @Test(.enabled(if: SharedMaterial.smolLM2 != nil, "needs the model smollm2"))
  func ofSmolLM2AreItsOwn() throws {
    let path = try #require(SharedMaterial.smolLM2)
    for item in try distances(Self.smol, path: path, exact: true, precision: .exact) {
      #expect(item.loss < 1e-4)
      #expect(item.distance.relativeError <= 1e-3)
    }
    // With activations rounded to 8 bits it is another function: the loss that drafting will have. Its
    // channels of thousands make the norm differ by up to 11 %; the direction stays.
    for item in try distances(Self.smol, path: path, exact: false, precision: .fast) {
      #expect(item.loss < 0.05)
      #expect(item.distance.cosine >= 0.99)
      #expect(abs(item.distance.normRatio - 1) <= 0.15)
    }
    // The same with float activations: what 8 bits in the backward pass cost.
    for item in try distances(Self.smol, path: path, exact: true, precision: .fast) {
      #expect(item.distance.cosine >= 0.998)
      #expect(abs(item.distance.normRatio - 1) <= 0.03)
    }
  }
}
