// RoundedRowTests.swift: what rows of weights are rounded to, against gguf-py and against a simple encoder.

import CKernels
import Foundation
import Testing

@testable import Inference

/// Rows of weights, and what gguf-py makes of them.
struct RoundingVectors: Decodable {
  var columns: Int
  var input: String
  var Q8_0: String
  var Q4_0: String
  var F16: String
  var BF16: String

  static func read() throws -> RoundingVectors {
    let url = SharedMaterial.fixtures.appending(path: "rounding.json")
    return try JSONDecoder().decode(RoundingVectors.self, from: Data(contentsOf: url))
  }

  /// The bytes of a text of hexadecimal digits.
  static func bytes(_ digits: String) -> [UInt8] {
    let values = digits.utf8.map { UInt8($0 < 0x3A ? $0 - 0x30 : $0 - 0x57) }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  var weights: [Float] {
    let bytes = Self.bytes(input)
    return stride(from: 0, to: bytes.count, by: 4).map { at in
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) }
      return Float(bitPattern: bits)
    }
  }
}

/// A row in the form of a file.
func rounded(_ weights: [Float], as type: ck_type) -> [UInt8] {
  let byteCount = weights.count / ck_block_elements(type) * ck_block_bytes(type)
  var row = [UInt8](repeating: 0, count: byteCount)
  row.withUnsafeMutableBytes { ck_quantize_row(type, weights, weights.count, $0.baseAddress!) }
  return row
}

/// The weights that a row stands for.
func weights(of row: [UInt8], as type: ck_type, count: Int) -> [Float] {
  var out = [Float](repeating: .nan, count: count)
  row.withUnsafeBytes { ck_dequantize_row(type, $0.baseAddress!, count, &out) }
  return out
}

/// Weights as those of a trained matrix: a sum of uniform numbers, with a few that are far out.
func trainedWeights(_ count: Int, seed: UInt64) -> [Float] {
  var random = SeededGenerator(seed: seed)
  return (0..<count).map { index in
    let sum = (0..<6).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &random) }
    return sum * (index % 97 == 0 ? 0.2 : 0.03)
  }
}

@Suite("rounded rows")
struct RoundedRowTests {
  @Test func plainTypesAreThoseOfGgufPy() throws {
    let vectors = try RoundingVectors.read(), weights = vectors.weights
    #expect(weights.count.isMultiple(of: vectors.columns) && weights.count > 1000)
    #expect(rounded(weights, as: ck_q8_0) == RoundingVectors.bytes(vectors.Q8_0))
    #expect(rounded(weights, as: ck_q4_0) == RoundingVectors.bytes(vectors.Q4_0))
    #expect(rounded(weights, as: ck_f16) == RoundingVectors.bytes(vectors.F16))
    #expect(rounded(weights, as: ck_bf16) == RoundingVectors.bytes(vectors.BF16))
  }

  @Test func knowsWhatItCanWrite() {
    let written = WeightType.allCases.filter(WeightQuantizer.writes)
    #expect(Set(written) == [.f32, .f16, .bf16, .q8_0, .q4_0, .q4_k])
  }

  /// Scales and minima straight from the range of each part.
  private static func simple(_ x: [Float]) -> [Float] {
    var out: [Float] = []
    for block in stride(from: 0, to: x.count, by: 256) {
      let parts = (0..<8).map { Array(x[block + 32 * $0..<block + 32 * $0 + 32]) }
      let lows = parts.map { min(0, $0.min()!) }, highs = parts.map { $0.max()! }
      let scales = zip(lows, highs).map { ($1 - $0) / 15 }
      let d = scales.max()! / 63, dmin = lows.map { -$0 }.max()! / 63
      for (part, values) in parts.enumerated() {
        let scale = d > 0 ? d * (scales[part] / d).rounded() : 0
        let minimum = dmin > 0 ? dmin * (-lows[part] / dmin).rounded() : 0
        for value in values {
          let code = scale > 0 ? min(15, max(0, ((value + minimum) / scale).rounded())) : 0
          out.append(scale * code - minimum)
        }
      }
    }
    return out
  }

  private static func error(_ actual: [Float], _ expected: [Float]) -> Double {
    zip(actual, expected).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }.squareRoot()
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func searchedScalesAreBetterThanSimpleOnes(seed: UInt64) {
    let sources = [
      trainedWeights(4096, seed: seed), trainedWeights(4096, seed: seed).map { abs($0) + 0.01 },
      trainedWeights(4096, seed: seed).map { -abs($0) - 0.5 },
    ]
    for source in sources {
      let searched = weights(of: rounded(source, as: ck_q4_k), as: ck_q4_k, count: source.count)
      #expect(Self.error(searched, source) < 0.97 * Self.error(Self.simple(source), source))
    }
  }

  @Test func aFewValuesAreKeptExactly() {
    // Sixteen levels from 0 on, and constants, are what a block can hold.
    let levels = (0..<256).map { Float($0 % 16) * 0.25 }
    #expect(Self.error(weights(of: rounded(levels, as: ck_q4_k), as: ck_q4_k, count: 256), levels) < 0.02)
    for constant in [Float(0), -1] {
      let flat = [Float](repeating: constant, count: 256)
      let again = weights(of: rounded(flat, as: ck_q4_k), as: ck_q4_k, count: 256)
      #expect(again.allSatisfy { abs($0 - constant) < 1e-3 })
    }
  }

  @Test(arguments: [ck_f16, ck_bf16, ck_q8_0, ck_q4_0, ck_q4_k])
  func senselessWeightsAreNotUndefined(type: ck_type) {
    for wrong in [Float.nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude] {
      var row = trainedWeights(256, seed: 4)
      row[17] = wrong
      #expect(!rounded(row, as: type).isEmpty)
      #expect(!rounded([Float](repeating: wrong, count: 256), as: type).isEmpty)
    }
  }
}
