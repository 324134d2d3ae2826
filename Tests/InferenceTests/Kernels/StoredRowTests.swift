// StoredRowTests.swift: what rows of every type of weights stand for, looked up as a token's embedding and
// multiplied as a matrix, against an implementation in numpy (Fixtures/rows.json).

import CKernels
import Foundation
import Testing

@testable import Inference

/// Rows of every type, and the numbers that they stand for.
struct StoredRows: Decodable {
  struct Matrix: Decodable {
    var code: UInt32
    var bytes: String
    var values: String
  }

  var rows: Int
  var columns: Int
  var types: [String: Matrix]

  static func read() throws -> StoredRows {
    let url = SharedMaterial.fixtures.appending(path: "rows.json")
    return try JSONDecoder().decode(StoredRows.self, from: Data(contentsOf: url))
  }

  /// The bytes and the numbers of the rows of `type`.
  func matrix(_ type: WeightType) throws -> (bytes: [UInt8], values: [Float]) {
    let matrix = try #require(types.values.first { $0.code == type.rawValue }, "no rows of \(type)")
    let raw = RoundingVectors.bytes(matrix.values)
    let values = stride(from: 0, to: raw.count, by: 4).map { at in
      Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(raw[at + $1]) << UInt32(8 * $1) })
    }
    return (RoundingVectors.bytes(matrix.bytes), values)
  }
}

@Suite("rows of every type of weights, against an implementation in numpy", .serialized)
struct StoredRowTests {
  /// What every instruction set makes of the rows of `type`, and what they stand for.
  private func check(
    _ type: WeightType, tolerance: Float, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (_ code: ck_type, _ bytes: [UInt8], _ rows: Int, _ columns: Int) -> [Float]
  ) throws {
    let stored = try StoredRows.read(), (bytes, values) = try stored.matrix(type)
    #expect(values.count == stored.rows * stored.columns, sourceLocation: sourceLocation)
    let before = InstructionSet.current
    defer { InstructionSet.select(before) }
    for set in InstructionSet.available {
      InstructionSet.select(set)
      let actual = body(ck_type(rawValue: type.rawValue), bytes, stored.rows, stored.columns)
      let worst = KernelComparison.worst(values, actual)
      #expect(worst.error <= tolerance, "\(set), element \(worst.index)", sourceLocation: sourceLocation)
    }
  }

  /// One token a column, which is 1 there and 0 elsewhere: products are the weights.
  private static func unitTokens(_ columns: Int) -> [Float] {
    var x = [Float](repeating: 0, count: columns * columns)
    for column in 0..<columns { x[column * columns + column] = 1 }
    return x
  }

  /// (columns, rows) to (rows, columns).
  private static func turned(_ y: [Float], rows: Int, columns: Int) -> [Float] {
    (0..<rows * columns).map { y[$0 % columns * rows + $0 / columns] }
  }

  @Test(arguments: WeightType.allCases)
  func areLookedUp(type: WeightType) throws {
    // Two factors and a difference, in floats.
    try check(type, tolerance: 4 * .ulpOfOne) { code, bytes, rows, columns in
      var out = [Float](repeating: .nan, count: rows * columns)
      let rowByteCount = bytes.count / rows
      bytes.withUnsafeBytes { source in
        out.withUnsafeMutableBufferPointer { target in
          for row in 0..<rows {
            ck_dequantize_row(
              code, source.baseAddress! + row * rowByteCount, columns, target.baseAddress! + row * columns)
          }
        }
      }
      return out
    }
  }

  @Test(arguments: WeightType.allCases, [false, true])
  func areMultipliedWithFloats(type: WeightType, forManyTokens: Bool) throws {
    try check(type, tolerance: 4 * .ulpOfOne) { code, bytes, rows, columns in
      let x = Self.unitTokens(columns)
      var y = [Float](repeating: .nan, count: columns * rows)
      var scratch = [Float](
        repeating: 0, count: max(Int(ck_row_tile) * columns, ck_turned_scratch(columns)))
      bytes.withUnsafeBytes { source in
        let product = forManyTokens ? ck_matmul_turned : ck_matmul_rows
        product(code, source.baseAddress!, 0, rows, columns, x, columns, columns, &y, rows, &scratch)
      }
      return Self.turned(y, rows: rows, columns: columns)
    }
  }

  @Test(arguments: WeightType.allCases.filter { ck_packs(ck_type(rawValue: $0.rawValue)) != 0 })
  func arePackedAndMultipliedWithIntegers(type: WeightType) throws {
    // A unit is the code 127 times a scale of 1/127.
    try check(type, tolerance: 16 * .ulpOfOne) { code, bytes, rows, columns in
      let panel = AlignedBuffer(byteCount: ck_panel_bytes(code, columns))
      bytes.withUnsafeBytes { source in
        ck_pack_panel(code, source.baseAddress!, bytes.count / rows, rows, columns, panel.base)
      }
      let input = RoundedActivations(Self.unitTokens(columns), tokens: columns, columns: columns)
      var y = [Float](repeating: .nan, count: columns * rows)
      ck_matmul_panels(code, panel.base, 0, 1, rows, columns, input.view, columns, &y, rows)
      return Self.turned(y, rows: rows, columns: columns)
    }
  }
}
