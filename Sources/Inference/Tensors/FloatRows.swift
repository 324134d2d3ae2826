// FloatRows.swift: a matrix of activations, shape (rows, columns), row-major, and what kernels do to it.
//
// A row is one token. Sizes count elements. Every method checks its row numbers; columns always agree
// because the model's shapes were checked when it was opened.

private import CKernels

/// Activations of up to `rows` tokens.
@safe
final class FloatRows: Sendable {
  let rows: Int
  let columns: Int
  private let memory: AlignedMemory

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    memory = AlignedMemory(byteCount: rows * columns * MemoryLayout<Float>.stride)
  }

  /// The first element of a row.
  ///
  /// Valid while this object lives.
  @unsafe func pointer(_ row: Int, _ column: Int = 0) -> UnsafeMutablePointer<Float> {
    precondition(row >= 0 && row < rows && column >= 0 && column <= columns, "element (\(row), \(column))")
    return unsafe memory.base.assumingMemoryBound(to: Float.self) + row * columns + column
  }

  /// A copy of a row.
  func array(_ row: Int) -> [Float] {
    unsafe Array(UnsafeBufferPointer(start: pointer(row), count: columns))
  }

  /// Overwrites a row; `values` has `columns` elements.
  func set(_ row: Int, to values: [Float]) {
    precondition(values.count == columns, "\(values.count) values for \(columns) columns")
    unsafe pointer(row).update(from: values, count: columns)
  }

  /// self[row] += other[row].
  func add(_ other: FloatRows, row: Int) { add(other, from: row, to: row) }

  /// self[to] += other[from].
  func add(_ other: FloatRows, from: Int, to: Int) {
    unsafe ck_add(pointer(to), other.pointer(from), columns)
  }

  /// self[row] += bias.
  func add(_ bias: FloatVector, row: Int) {
    unsafe ck_add(pointer(row), bias.pointer, columns)
  }

  /// output[to] = self[row] / √(mean square + epsilon) · weight.
  func rmsNorm(row: Int, weight: FloatVector, epsilon: Float, into output: FloatRows, row to: Int) {
    unsafe ck_rms_norm(pointer(row), weight.pointer, columns, epsilon, output.pointer(to))
  }

  /// Normalises each head of a row, as ``rmsNorm(row:weight:epsilon:into:row:)`` does a whole row; `weight`
  /// is as wide as a head.
  func rmsNormHeads(row: Int, weight: FloatVector, epsilon: Float) {
    for column in stride(from: 0, to: columns, by: weight.count) {
      let head = unsafe pointer(row, column)
      // The kernel reads each element before it writes it, so that it works in place.
      unsafe ck_rms_norm(head, weight.pointer, weight.count, epsilon, head)
    }
  }

  /// self[row] *= factor.
  func scale(row: Int, by factor: Float) {
    let elements = unsafe UnsafeMutableBufferPointer(start: pointer(row), count: columns)
    for index in 0..<columns { unsafe elements[index] *= factor }
  }

  /// self[row] = max(self[row], 0).
  func relu(row: Int) {
    let elements = unsafe UnsafeMutableBufferPointer(start: pointer(row), count: columns)
    for index in 0..<columns { unsafe elements[index] = max(elements[index], 0) }
  }

  /// self[row] = (self[row] − mean) / √(variance + epsilon) · weight + bias.
  func layerNorm(row: Int, weight: FloatVector, bias: FloatVector, epsilon: Float) {
    // The kernel reads its input before it writes each element, so that it works in place.
    unsafe ck_layer_norm(pointer(row), weight.pointer, bias.pointer, columns, epsilon, pointer(row))
  }

  /// self[row] = silu(self[row]) · up[row].
  func siluMultiply(_ up: FloatRows, row: Int) {
    unsafe ck_silu_multiply(pointer(row), up.pointer(row), columns)
  }

  /// self[row] = gelu(self[row]) · up[row], GELU in its tanh form.
  func geluTanhMultiply(_ up: FloatRows, row: Int) {
    unsafe ck_gelu_tanh_multiply(pointer(row), up.pointer(row), columns)
  }

  /// self[row] = gelu(self[row]), the exact form with erf.
  func gelu(row: Int) { unsafe ck_gelu_erf(pointer(row), columns) }

  /// Rotates each head of a row by its position's angles (RoPE, arXiv 2104.09864).
  func rotate(row: Int, headDimension: Int, table: RotationTable, angleRow: Int, interleaved: Bool) {
    for head in 0..<columns / headDimension {
      unsafe ck_rope(
        pointer(row, head * headDimension), table.cosines.pointer(angleRow), table.sines.pointer(angleRow),
        table.pairCount, interleaved ? 1 : 0)
    }
  }
}

/// What the backward pass does to rows.
extension FloatRows {
  /// Sets the first `count` rows to 0.
  func clear(count: Int) {
    precondition(count <= rows, "\(count) of \(rows) rows")
    unsafe pointer(0).update(repeating: 0, count: count * columns)
  }

  /// self[to] = other[from].
  func copy(_ other: FloatRows, from: Int, to: Int) {
    precondition(other.columns == columns, "\(other.columns) columns for \(columns)")
    unsafe pointer(to).update(from: other.pointer(from), count: columns)
  }

  /// self[to] += factor · other[from].
  func add(_ other: FloatRows, from: Int, to: Int, times factor: Float) {
    precondition(other.columns == columns, "\(other.columns) columns for \(columns)")
    let target = unsafe UnsafeMutableBufferPointer(start: pointer(to), count: columns)
    let source = unsafe UnsafeMutableBufferPointer(start: other.pointer(from), count: columns)
    for index in 0..<columns { unsafe target[index] += factor * source[index] }
  }

  /// Σ self[row] · other[otherRow].
  func dot(_ row: Int, _ other: FloatRows, _ otherRow: Int) -> Float {
    precondition(other.columns == columns, "\(other.columns) columns for \(columns)")
    return unsafe ck_dot(pointer(row), other.pointer(otherRow), columns)
  }

  /// One element.
  subscript(row: Int, column: Int) -> Float {
    get { unsafe pointer(row, column).pointee }
    set { unsafe pointer(row, column).pointee = newValue }
  }

  /// self[to] += the gradient of `rmsNorm` at `input[row]` with respect to it, where `gradient[row]` is that
  /// of its output.
  func addRMSNormGradient(
    _ gradient: FloatRows, input: FloatRows, row: Int, weight: FloatVector, epsilon: Float, to: Int
  ) {
    unsafe ck_rms_norm_backward(
      input.pointer(row), weight.pointer, gradient.pointer(row), columns, epsilon, pointer(to))
  }

  /// The gradients of `siluMultiply`: self[row] is that of its output before, that of the gate afterwards;
  /// `upGradient[row]` becomes that of `up`.
  func siluMultiplyGradient(gate: FloatRows, up: FloatRows, upGradient: FloatRows, row: Int) {
    unsafe ck_silu_multiply_backward(
      gate.pointer(row), up.pointer(row), pointer(row), pointer(row), upGradient.pointer(row), columns)
  }

  /// The gradients of `geluTanhMultiply`, likewise.
  func geluTanhMultiplyGradient(gate: FloatRows, up: FloatRows, upGradient: FloatRows, row: Int) {
    unsafe ck_gelu_tanh_multiply_backward(
      gate.pointer(row), up.pointer(row), pointer(row), pointer(row), upGradient.pointer(row), columns)
  }

  /// The gradient of ``rmsNormHeads(row:weight:epsilon:)`` at `input[row]`: self[row] is that of its output
  /// before, that of its input afterwards.
  func rmsNormHeadsGradient(input: FloatRows, row: Int, weight: FloatVector, epsilon: Float) {
    let width = weight.count
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { sums in
      guard let target = sums.baseAddress else { return }
      for column in stride(from: 0, to: columns, by: width) {
        let gradient = unsafe pointer(row, column)
        unsafe target.initialize(repeating: 0, count: width)
        unsafe ck_rms_norm_backward(
          input.pointer(row, column), weight.pointer, gradient, width, epsilon, target)
        unsafe gradient.update(from: target, count: width)
      }
    }
  }

  /// Turns each head of a row back: the gradient of
  /// ``rotate(row:headDimension:table:angleRow:interleaved:)``.
  func rotateBack(row: Int, headDimension: Int, table: RotationTable, angleRow: Int, interleaved: Bool) {
    for head in 0..<columns / headDimension {
      unsafe ck_rope_backward(
        pointer(row, head * headDimension), table.cosines.pointer(angleRow), table.sines.pointer(angleRow),
        table.pairCount, interleaved ? 1 : 0)
    }
  }

  /// Makes a row of logits the gradient of its loss: `weight` · (softmax − one at `target`).
  ///
  /// - Returns: The loss, −log softmax at `target`, in nats.
  func crossEntropy(row: Int, target: Int, weight: Float) -> Float {
    precondition(target >= 0 && target < columns, "token \(target) of \(columns)")
    return unsafe ck_cross_entropy(pointer(row), columns, target, weight)
  }
}

/// A vector that a model was trained with: a norm's weight or a bias.
@safe
final class FloatVector: Sendable {
  let count: Int
  private let memory: AlignedMemory

  /// The first element.
  ///
  /// Valid while this object lives.
  @unsafe var pointer: UnsafeMutablePointer<Float> { unsafe memory.base.assumingMemoryBound(to: Float.self) }

  init(_ values: [Float]) {
    count = values.count
    memory = AlignedMemory(byteCount: values.count * MemoryLayout<Float>.stride)
    unsafe pointer.update(from: values, count: values.count)
  }

  /// A copy of the elements.
  var array: [Float] { unsafe Array(UnsafeBufferPointer(start: pointer, count: count)) }

  /// Reads one row of a tensor of any type.
  convenience init(_ tensor: TensorInfo, in file: MappedFile) {
    self.init(WeightMatrix.dequantizedRow(of: tensor, row: 0, in: file))
  }
}
