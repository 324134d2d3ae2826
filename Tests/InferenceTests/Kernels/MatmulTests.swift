import CKernels
import Inference
import Testing

@Suite("matrix products", .serialized)
struct MatmulTests {
  /// rows, columns, tokens: around the panel height, the tiles and their remainders.
  static let shapes = [(1, 256, 1), (15, 256, 2), (16, 512, 7), (17, 256, 8), (33, 768, 9), (48, 1024, 19)]

  @Test(arguments: QuantizedWeights.types.map(\.rawValue), shapes)
  func everyInstructionSetMultipliesPanelsLikeTheScalarOne(type: UInt32, shape: (Int, Int, Int)) {
    let (rows, columns, tokens) = shape
    let weights = QuantizedWeights(ck_type(rawValue: type), rows: rows, columns: columns, seed: UInt64(type))
    let panels = weights.panels, x = randomFloats(tokens * columns, seed: 3)
    let results = KernelComparison.run {
      let input = RoundedActivations(x, tokens: tokens, columns: columns)
      var y = [Float](repeating: .nan, count: tokens * rows)
      ck_matmul_panels(
        weights.type, panels.base, 0, (rows + 15) / 16, rows, columns, input.view, tokens, &y, rows)
      return y
    }
    for result in results {
      let worst = KernelComparison.worst(result.scalar, result.actual)
      // Only the order of at most 64 float additions differs, relative to the largest result.
      #expect(worst.error < 64 * Float.ulpOfOne, "\(result.set), element \(worst.index)")
    }
  }

  @Test(arguments: QuantizedWeights.types.map(\.rawValue))
  func integerProductsAreFloatProductsButForTheRoundingOfActivations(type: UInt32) {
    let (rows, columns, tokens) = (32, 1024, 4)
    let weights = QuantizedWeights(ck_type(rawValue: type), rows: rows, columns: columns, seed: 11)
    let panels = weights.panels, x = randomFloats(tokens * columns, seed: 4), floats = weights.floats
    let input = RoundedActivations(x, tokens: tokens, columns: columns)
    var y = [Float](repeating: .nan, count: tokens * rows)
    ck_matmul_panels(weights.type, panels.base, 0, rows / 16, rows, columns, input.view, tokens, &y, rows)
    var expected: [Float] = []
    for token in 0..<tokens {
      for row in 0..<rows {
        expected.append(
          (0..<columns).reduce(Float(0)) { $0 + floats[row * columns + $1] * x[token * columns + $1] })
      }
    }
    // A rounding error of 1/254 of a block's largest activation, averaged over 1024 columns.
    #expect(KernelComparison.worst(expected, y).error < 0.02)
  }

  @Test(arguments: QuantizedWeights.types.map(\.rawValue))
  func tasksOfPanelsGiveWhatOneCallGives(type: UInt32) {
    let (rows, columns, tokens) = (80, 256, 3)
    let weights = QuantizedWeights(ck_type(rawValue: type), rows: rows, columns: columns, seed: 5)
    let panels = weights.panels
    let input = RoundedActivations(randomFloats(tokens * columns, seed: 6), tokens: tokens, columns: columns)
    var whole = [Float](repeating: .nan, count: tokens * rows), parts = whole
    ck_matmul_panels(weights.type, panels.base, 0, 5, rows, columns, input.view, tokens, &whole, rows)
    for panel in 0..<5 {
      ck_matmul_panels(
        weights.type, panels.base, panel, panel + 1, rows, columns, input.view, tokens, &parts, rows)
    }
    #expect(whole == parts)
  }

  @Test(
    arguments: [ck_f32, ck_f16, ck_bf16, ck_q4_1, ck_q6_k].map(\.rawValue),
    [(1, 256, 1), (5, 256, 3), (6, 512, 4), (13, 256, 9), (37, 512, 16), (64, 256, 29)])
  func everyInstructionSetMultipliesRowsLikeTheScalarOne(type: UInt32, shape: (Int, Int, Int)) {
    let (rows, columns, tokens) = shape, code = ck_type(rawValue: type)
    let bytes = Self.rowBytes(code, rows: rows, columns: columns)
    let x = randomFloats(tokens * columns, seed: 8)
    let results = KernelComparison.run {
      var y = [Float](repeating: .nan, count: tokens * rows), turned = y
      var scratch = [Float](repeating: 0, count: Int(ck_row_tile) * columns)
      var tile = [Float](repeating: 0, count: ck_turned_scratch(columns))
      bytes.withUnsafeBytes { source in
        let weights = source.baseAddress!
        ck_matmul_rows(code, weights, 0, rows, columns, x, columns, tokens, &y, rows, &scratch)
        ck_matmul_turned(code, weights, 0, rows, columns, x, columns, tokens, &turned, rows, &tile)
      }
      return y + turned
    }
    for result in results {
      let worst = KernelComparison.worst(result.scalar, result.actual)
      #expect(worst.error < Float(columns) * Float.ulpOfOne, "\(result.set), element \(worst.index)")
    }
  }

  @Test(arguments: [1, 3, 8, 15, 16, 17, 172, 300], [5, 21])
  func floatRowsOfAnyLengthAreMultiplied(columns: Int, tokens: Int) {
    let w = randomFloats(7 * columns, seed: 1), x = randomFloats(tokens * columns, seed: 2)
    for set in InstructionSet.available {
      let before = InstructionSet.current
      InstructionSet.select(set)
      defer { InstructionSet.select(before) }
      var y = [Float](repeating: .nan, count: 7 * tokens), turned = y
      var scratch = [Float](repeating: 0, count: ck_turned_scratch(columns))
      ck_matmul_rows(ck_f32, w, 0, 7, columns, x, columns, tokens, &y, 7, &scratch)
      ck_matmul_turned(ck_f32, w, 0, 7, columns, x, columns, tokens, &turned, 7, &scratch)
      for token in 0..<tokens {
        for row in 0..<7 {
          let expected = (0..<columns).reduce(0.0) {
            $0 + Double(w[row * columns + $1]) * Double(x[token * columns + $1])
          }
          for actual in [y, turned] {
            #expect(abs(Double(actual[token * 7 + row]) - expected) < Double(columns) * 2e-7, "\(set)")
          }
        }
      }
    }
  }

  /// Finite random numbers in a file's form.
  static func rowBytes(_ type: ck_type, rows: Int, columns: Int) -> [UInt8] {
    switch type {
    case ck_f32:
      return randomFloats(rows * columns, seed: 9).flatMap {
        withUnsafeBytes(of: $0.bitPattern) { Array($0) }
      }
    case ck_bf16:
      return randomFloats(rows * columns, seed: 9).flatMap {
        withUnsafeBytes(of: UInt16($0.bitPattern >> 16)) { Array($0) }
      }
    case ck_f16:
      var random = SplitMix64(seed: 9)
      return (0..<rows * columns).flatMap { _ in
        let half = UInt16(random.next() & 0x83ff) | UInt16(random.next() % 16) << 10
        return withUnsafeBytes(of: half) { Array($0) }
      }
    default:
      return QuantizedWeights(type, rows: rows, columns: columns, seed: 9).bytes
    }
  }
}
