// GradientRows.swift: gradients that go into transposed products, as floats and, in the fast precision,
// rounded to 8 bits.
//
// One gradient serves several matrices; it is rounded once.

internal import CKernels

/// Gradients with respect to up to `rows` tokens of `columns` activations.
final class GradientRows: Sendable {
  let floats: FloatRows
  private let rounded: MatrixInput?

  init(rows: Int, columns: Int, precision: TrainingPrecision) {
    // Integer products take whole blocks of 32.
    if precision == .fast, columns.isMultiple(of: 32) {
      let input = MatrixInput(rows: rows, columns: columns)
      (floats, rounded) = (input.floats, input)
    } else {
      (floats, rounded) = (FloatRows(rows: rows, columns: columns), nil)
    }
  }

  /// Rounds one token; to be called once its floats are complete.
  func round(row: Int) { rounded?.quantize(row: row) }

  /// What integer products read, from row 0 on; nil where products read the floats.
  @unsafe var activations: ck_activations? { unsafe rounded?.activations(from: 0) }
}
