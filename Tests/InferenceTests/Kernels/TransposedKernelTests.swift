import CKernels
import Inference
import Testing

@Suite("transposed product kernels", .serialized)
struct TransposedKernelTests {
  /// rows, columns, tokens: around the tile of 32 columns and 256 rows, and its groups of tokens.
  static let shapes = [(2, 256, 1), (30, 256, 5), (256, 512, 13), (300, 256, 12), (514, 256, 25)]
  static let types = QuantizedWeights.types.map(\.rawValue)

  @Test(arguments: types, shapes)
  func transposedProductsAreSumsOverRows(type: UInt32, shape: (Int, Int, Int)) {
    let (rows, columns, tokens) = shape
    let weights = QuantizedWeights(ck_type(rawValue: type), rows: rows, columns: columns, seed: UInt64(type))
    let x = randomFloats(tokens * rows, seed: 3), floats = weights.floats
    var expected = [Float](repeating: 0, count: tokens * columns)
    for token in 0..<tokens {
      for row in 0..<rows {
        for column in 0..<columns {
          expected[token * columns + column] += floats[row * columns + column] * x[token * rows + row]
        }
      }
    }
    let before = InstructionSet.current
    defer { InstructionSet.select(before) }
    for set in InstructionSet.available {
      InstructionSet.select(set)
      let actual = transposed(weights.bytes, weights.type, rows, columns, x, tokens)
      #expect(KernelComparison.worst(expected, actual).error < 1e-5, "\(set)")
    }
  }

  @Test(arguments: [7, 40, 64])
  func floatMatricesMayHaveAnyNumberOfColumns(columns: Int) {
    let rows = 9, tokens = 3, weights = randomFloats(rows * columns, seed: 1)
    let x = randomFloats(tokens * rows, seed: 2)
    let results = KernelComparison.run {
      weights.withUnsafeBytes { transposed(Array($0), ck_f32, rows, columns, x, tokens) }
    }
    for result in results {
      #expect(KernelComparison.worst(result.scalar, result.actual).error < 1e-5, "\(result.set)")
    }
  }

  @Test func transposedProductsAddWhereAsked() {
    let weights = QuantizedWeights(ck_q4_1, rows: 48, columns: 256, seed: 1)
    let x = randomFloats(5 * 48, seed: 2)
    let once = transposed(weights.bytes, weights.type, 48, 256, x, 5)
    let twice = transposed(weights.bytes, weights.type, 48, 256, x, 5, onto: once)
    #expect(KernelComparison.worst(once.map { 2 * $0 }, twice).error < 1e-6)
  }

  /// Rounded by the definition, in double precision: the integer products differ from it by float sums alone.
  @Test(arguments: types, [(32, 256, 1), (64, 512, 5), (256, 256, 13), (288, 256, 8), (544, 256, 25)])
  func integerTransposedProductsAreThoseOfBothFactorsRounded(type: UInt32, shape: (Int, Int, Int)) {
    let (rows, columns, tokens) = shape
    let weights = QuantizedWeights(ck_type(rawValue: type), rows: rows, columns: columns, seed: UInt64(type))
    let x = randomFloats(tokens * rows, seed: 3), floats = weights.floats
    let across = (0..<columns).map { column in rounded((0..<rows).map { floats[$0 * columns + column] }) }
    var expected = [Float](repeating: 0, count: tokens * columns)
    for token in 0..<tokens {
      let row = rounded(Array(x[token * rows..<(token + 1) * rows]))
      for column in 0..<columns {
        expected[token * columns + column] = Float(zip(row, across[column]).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
    for result in KernelComparison.run({
      transposed(weights.bytes, weights.type, rows, columns, x, tokens, rounds: true)
    }) {
      #expect(KernelComparison.worst(expected, result.actual).error < 1e-5, "\(result.set)")
      #expect(KernelComparison.worst(expected, result.scalar).error < 1e-5, "scalar")
    }
    let once = transposed(weights.bytes, weights.type, rows, columns, x, tokens, rounds: true)
    let twice = transposed(weights.bytes, weights.type, rows, columns, x, tokens, rounds: true, onto: once)
    #expect(KernelComparison.worst(once.map { 2 * $0 }, twice).error < 1e-6)
  }

  /// Blocks of 32 numbers, each as a multiple of a 127th of its largest.
  private func rounded(_ values: [Float]) -> [Double] {
    stride(from: 0, to: values.count, by: 32).flatMap { start in
      let block = values[start..<min(start + 32, values.count)], largest = block.map(abs).max() ?? 0
      // The product in single precision decides which way a tie goes.
      let inverse = largest > 0 ? 127 / largest : 0
      return block.map { Double(($0 * inverse).rounded(.toNearestOrEven)) * Double(largest / 127) }
    }
  }

  private func transposed(
    _ weights: [UInt8], _ type: ck_type, _ rows: Int, _ columns: Int, _ x: [Float], _ tokens: Int,
    rounds: Bool = false, onto start: [Float]? = nil
  ) -> [Float] {
    var y = start ?? [Float](repeating: .nan, count: tokens * columns)
    let adds: Int32 = start == nil ? 0 : 1
    let memory = AlignedBuffer(byteCount: Int(ck_transposed_depth * ck_transposed_columns) * 4)
    let scratch = memory.base.assumingMemoryBound(to: Float.self)
    var codes = [Int8](repeating: 0, count: x.count), scales = [Float](repeating: 0, count: x.count / 32 + 1)
    var sums = [Int32](repeating: 0, count: x.count / 16 + 1)
    weights.withUnsafeBytes { weights in
      guard rounds else {
        return ck_matmul_transposed(
          type, weights.baseAddress, rows, columns, 0, columns, x, rows, tokens, adds, &y, columns, scratch)
      }
      codes.withUnsafeMutableBufferPointer { codes in
        scales.withUnsafeMutableBufferPointer { scales in
          sums.withUnsafeMutableBufferPointer { sums in
            let activations = ck_activations(
              codes: codes.baseAddress, scales: scales.baseAddress, sums: sums.baseAddress)
            ck_quantize_activations(x, tokens, rows, activations)
            ck_matmul_transposed_codes(
              type, weights.baseAddress, rows, columns, 0, columns, activations, tokens, adds, &y, columns,
              scratch)
          }
        }
      }
    }
    return y
  }
}
