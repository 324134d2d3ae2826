// StashedRows.swift: activations that the forward pass keeps for the backward pass.
//
// As bfloat16 they take half the memory of floats and keep their range, which half precision does not: some
// channels of small models reach thousands.

private import CKernels

/// A matrix of kept activations, shape (rows, columns).
@safe
final class StashedRows: Sendable {
  let rows: Int
  let columns: Int
  private let isExact: Bool
  private let memory: AlignedMemory

  init(rows: Int, columns: Int, precision: TrainingPrecision) {
    self.rows = rows
    self.columns = columns
    isExact = precision == .exact
    memory = AlignedMemory(byteCount: rows * columns * (isExact ? 4 : 2))
  }

  /// self[row] = source[row].
  func keep(_ source: FloatRows, row: Int) {
    check(row, source)
    if isExact {
      unsafe floats(row).update(from: source.pointer(row), count: columns)
    } else {
      unsafe ck_round_to_bfloat(source.pointer(row), columns, bfloats(row))
    }
  }

  /// target[row] = self[row].
  func restore(row: Int, into target: FloatRows) {
    check(row, target)
    if isExact {
      unsafe target.pointer(row).update(from: floats(row), count: columns)
    } else {
      unsafe ck_widen_bfloat(bfloats(row), columns, target.pointer(row))
    }
  }

  private func check(_ row: Int, _ other: FloatRows) {
    precondition(row >= 0 && row < rows && other.columns == columns, "row \(row) of \(rows)")
  }

  @unsafe private func floats(_ row: Int) -> UnsafeMutablePointer<Float> {
    unsafe memory.base.assumingMemoryBound(to: Float.self) + row * columns
  }

  @unsafe private func bfloats(_ row: Int) -> UnsafeMutablePointer<UInt16> {
    unsafe memory.base.assumingMemoryBound(to: UInt16.self) + row * columns
  }
}
