// GradientRows.swift: gradients that go into transposed products, as floats and, in the fast precision, rounded
// to bfloat16.
//
// One gradient serves several matrices; it is rounded once.

private import CKernels

/// Gradients with respect to up to `rows` tokens of `columns` activations.
@safe
final class GradientRows: Sendable {
  let floats: FloatRows
  private let bfloats: AlignedMemory?

  init(rows: Int, columns: Int, precision: TrainingPrecision) {
    floats = FloatRows(rows: rows, columns: columns)
    // The products take pairs of activations.
    let rounds = precision == .fast && ck_multiplies_bfloat() != 0 && columns.isMultiple(of: 2)
    bfloats = rounds ? AlignedMemory(byteCount: rows * columns * 2) : nil
  }

  /// Whether products read the rounded form.
  var isRounded: Bool { bfloats != nil }

  /// Rounds one token; to be called once its floats are complete.
  func round(row: Int) {
    guard bfloats != nil else { return }
    unsafe ck_round_to_bfloat(
      floats.pointer(row), floats.columns, rounded.assumingMemoryBound(to: UInt16.self) + row * floats.columns
    )
  }

  /// What products read, from row 0 on.
  @unsafe var operand: UnsafeRawPointer {
    unsafe isRounded ? UnsafeRawPointer(rounded) : UnsafeRawPointer(floats.pointer(0))
  }

  @unsafe private var rounded: UnsafeMutableRawPointer {
    guard let bfloats else { preconditionFailure("no rounded form") }
    return unsafe bfloats.base
  }
}
