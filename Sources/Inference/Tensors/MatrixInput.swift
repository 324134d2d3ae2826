// MatrixInput.swift: the activations that go into a product, as floats and rounded to 8 bits.
//
// One input serves several matrices (Q, K and V; gate and up): it is rounded once.

import CKernels

/// Up to `rows` tokens of up to `capacity` columns.
final class MatrixInput: Sendable {
  let floats: FloatRows
  private let codes: AlignedMemory
  private let scales: AlignedMemory
  private let sums: AlignedMemory

  init(rows: Int, columns: Int) {
    floats = FloatRows(rows: rows, columns: columns)
    codes = AlignedMemory(byteCount: rows * columns)
    scales = AlignedMemory(byteCount: rows * columns / 32 * 4)
    sums = AlignedMemory(byteCount: rows * columns / 16 * 4)
  }

  /// Rounds one token in blocks of 32 columns: value ≈ scale · code.
  func quantize(row: Int) {
    unsafe ck_quantize_activations(floats.pointer(row), 1, floats.columns, activations(from: row))
  }

  /// self[i] = rmsNorm(stream[rows.lowerBound + i]) for each of `rows`, rounded where a product may need it.
  ///
  /// Models mix types of weights: rounding costs little, so an input is rounded wherever any matrix may need
  /// it. Only whole blocks of 32 columns can be.
  ///
  /// - Parameters:
  ///   - stream: Rows of as many columns as this has.
  ///   - rows: Which of them; the first one becomes row 0 here.
  ///   - weight: Multiplies the columns.
  ///   - epsilon: Added to the mean square.
  ///   - precision: How activations enter the products to come.
  ///   - threads: Who works, a few rows at a time.
  func normalize(
    _ stream: FloatRows, rows: Range<Int>, weight: FloatVector, epsilon: Float,
    precision: ActivationPrecision, threads: ThreadPool
  ) {
    let rounds = precision == .integer8 && floats.columns.isMultiple(of: 32)
    threads.eachRow(rows.count) { row in
      stream.rmsNorm(
        row: rows.lowerBound + row, weight: weight, epsilon: epsilon, into: floats, row: row)
      if rounds { quantize(row: row) }
    }
  }

  /// The rounded tokens from `row` on, for kernels.
  @unsafe func activations(from row: Int) -> ck_activations {
    let columns = floats.columns
    return unsafe ck_activations(
      codes: codes.base.assumingMemoryBound(to: Int8.self) + row * columns,
      scales: scales.base.assumingMemoryBound(to: Float.self) + row * columns / 32,
      sums: sums.base.assumingMemoryBound(to: Int32.self) + row * columns / 16)
  }
}
