// ProjectorPass.swift: what a projector's forward pass leaves for its gradient.

/// One combination Σ c_i Proj(z_i).
struct ProjectorPass: Sendable {
  /// z, shape (n, d).
  let rows: [Float]

  /// c, shape (n).
  let coefficients: [Float]

  /// gelu(W1 z_i + b1), shape (n, H).
  let values: [Float]

  /// gelu'(W1 z_i + b1), shape (n, H).
  let slopes: [Float]

  /// Σ c_i gelu(W1 z_i + b1), shape (H).
  let mixed: [Float]

  /// Puts pre-activations, shape (n, H), through the activation, and combines them.
  init(rows: [Float], coefficients: [Float], preActivations: [Float], hiddenCount: Int) {
    self.rows = rows
    self.coefficients = coefficients
    var values = preActivations
    var slopes = preActivations
    for (index, value) in preActivations.enumerated() {
      (values[index], slopes[index]) = GELU.evaluate(value)
    }
    var mixed = [Float](repeating: 0, count: hiddenCount)
    var target = mixed.mutableSpan
    for (row, coefficient) in coefficients.enumerated() {
      addScaled(coefficient, values.span.row(row, width: hiddenCount), to: &target)
    }
    self.values = values
    self.slopes = slopes
    self.mixed = mixed
  }

  /// d loss / d pre-activations, shape (n, H), from d loss / d `mixed`, shape (H).
  func innerGradient(_ gradient: [Float]) -> [Float] {
    var result = slopes
    for (row, coefficient) in coefficients.enumerated() {
      let start = row * gradient.count
      for unit in gradient.indices { result[start + unit] *= coefficient * gradient[unit] }
    }
    return result
  }

  /// d loss / d c, shape (n), from d loss / d `mixed`, shape (H).
  func coefficientGradient(_ gradient: [Float]) -> [Float] {
    coefficients.indices.map { row in
      dotProduct(values.span.row(row, width: gradient.count), gradient.span)
    }
  }
}
