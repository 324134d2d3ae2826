import CKernels
import Foundation
import Inference
import Testing

@Suite("attention kernel", .serialized)
struct AttentionKernelTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var dimension: Int, positions: Int, queries: Int, form: Int32, biased: Bool
    var testDescription: String {
      "\(dimension)×\(positions), \(queries) queries, form \(form), \(biased ? "with" : "without") biases"
    }
  }

  static let cases: [Case] = [8, 32, 64, 96, 256].flatMap { dimension -> [Case] in
    [(1, 1), (15, 3), (16, 8), (17, 9), (70, 24)].flatMap { positions, queries -> [Case] in
      (0..<6).map { kind -> Case in
        Case(
          dimension: dimension, positions: positions, queries: queries, form: Int32(kind % 3),
          biased: kind > 2)
      }
    }
  }

  @Test(arguments: cases)
  func everyInstructionSetAttendsLikeTheDefinition(_ c: Case) {
    let keys = stored(c, randomFloats(c.positions * c.dimension, seed: 1)),
      values = stored(c, randomFloats(c.positions * c.dimension, seed: 2))
    let queries = randomFloats(c.queries * c.dimension, seed: 3, scale: 4)
    // Windows of every kind: from 0 or later, to the end or earlier, never empty.
    let starts = (0..<c.queries).map { Int32($0 % 2 == 0 ? 0 : min($0, c.positions - 1)) }
    let limits = (0..<c.queries).map { Int32(max(Int(starts[$0]) + 1, c.positions - $0 % 3)) }
    let expected = Self.definition(c, keys, values, queries, starts, limits)
    let before = InstructionSet.current
    defer { InstructionSet.select(before) }
    for set in InstructionSet.available {
      InstructionSet.select(set)
      let actual = Self.kernel(c, keys, values, queries, starts, limits)
      let worst = KernelComparison.worst(expected, actual, scale: 1)
      // Half precision rounds keys by 2⁻¹¹: scores of about 10 move by 0.005.
      #expect(worst.error < (c.form == 1 ? 0.01 : 2e-5), "\(set), element \(worst.index)")
    }
  }

  /// Rows that a cache of 8-bit integers keeps as they are: whole multiples of the largest magnitude / 127.
  private func stored(_ c: Case, _ rows: [Float]) -> [Float] {
    guard c.form == 2 else { return rows }
    return stride(from: 0, to: rows.count, by: c.dimension).flatMap { start -> [Float] in
      let row = rows[start..<start + c.dimension], unit = row.map(abs).max()! / 127
      return row.map { ($0 / unit).rounded(.toNearestOrEven) * unit }
    }
  }

  /// What is added to scores: one number for each distance between a query and a position.
  private static func biases(_ c: Case) -> [Float] {
    randomFloats(c.positions + c.queries, seed: 4, scale: 3)
  }

  /// Where the biases of a query begin; the last query's are the first ones.
  private static func biasStart(_ c: Case, _ query: Int) -> Int { c.queries - 1 - query }

  private static func definition(
    _ c: Case, _ keys: [Float], _ values: [Float], _ queries: [Float], _ starts: [Int32], _ limits: [Int32]
  ) -> [Float] {
    let table = biases(c)
    return (0..<c.queries).flatMap { query -> [Float] in
      let visible = Int(starts[query])..<Int(limits[query])
      let scores = visible.map { position -> Double in
        let product = (0..<c.dimension).reduce(0.0) {
          $0 + Double(queries[query * c.dimension + $1]) * Double(keys[position * c.dimension + $1])
        }
        let bias = c.biased ? Double(table[biasStart(c, query) + position]) : 0
        return product * 0.125 + bias
      }
      let top = scores.max()!, weights = scores.map { exp($0 - top) }, sum = weights.reduce(0, +)
      return (0..<c.dimension).map { d in
        Float(zip(visible, weights).reduce(0.0) { $0 + $1.1 / sum * Double(values[$1.0 * c.dimension + d]) })
      }
    }
  }

  private static func kernel(
    _ c: Case, _ keys: [Float], _ values: [Float], _ queries: [Float], _ starts: [Int32], _ limits: [Int32]
  ) -> [Float] {
    let capacity = (c.positions + 15) / 16 * 16
    let keyMemory = AlignedBuffer(byteCount: capacity * c.dimension * 4)
    let valueMemory = AlignedBuffer(byteCount: capacity * c.dimension * 4)
    // What was never stored must not matter.
    memset(keyMemory.base, 0xff, capacity * c.dimension * 4)
    let scaleMemory = AlignedBuffer(byteCount: 2 * capacity * 4)
    memset(scaleMemory.base, 0xff, 2 * capacity * 4)
    let scales = scaleMemory.base.assumingMemoryBound(to: Float.self)
    let cache = ck_head_cache(
      keys: keyMemory.base, values: valueMemory.base, key_scales: scales, value_scales: scales + capacity,
      dim: c.dimension, form: c.form)
    var out = [Float](repeating: .nan, count: c.queries * c.dimension)
    var scores = [Float](repeating: 0, count: 8 * capacity)
    keys.withUnsafeBufferPointer { keys in
      values.withUnsafeBufferPointer { values in
        for position in 0..<c.positions {
          let offset = position * c.dimension
          ck_cache_store(cache, position, keys.baseAddress! + offset, values.baseAddress! + offset)
        }
      }
    }
    queries.withUnsafeBufferPointer { queries in
      out.withUnsafeMutableBufferPointer { out in
        let sources = (0..<c.queries).map { Optional(queries.baseAddress! + $0 * c.dimension) }
        let targets = (0..<c.queries).map { Optional(out.baseAddress! + $0 * c.dimension) }
        biases(c).withUnsafeBufferPointer { table in
          // The element of position 0, which a query that starts later never reads.
          let rows = (0..<c.queries).map { Optional(table.baseAddress! + biasStart(c, $0)) }
          if c.biased {
            ck_attention(cache, sources, targets, c.queries, starts, limits, rows, 0.125, &scores)
          } else {
            ck_attention(cache, sources, targets, c.queries, starts, limits, nil, 0.125, &scores)
          }
        }
      }
    }
    return out
  }
}
