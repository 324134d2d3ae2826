// Projector.swift: Proj, the two-layer perceptron from the encoder's space into the LLM's.
//
// What is wanted is always a combination Σ c_i Proj(z_i): the persona Σ w_i Proj(h_i) of equation 4, or
// the difference Proj(z) − Proj(0). The outer layer is linear, so the hidden layers are combined before it:
// Σ c_i Proj(z_i) = W2·Σ c_i gelu(W1 z_i + b1) + Σ c_i · b2, one outer product whatever the history's length.

/// A projector as places in the flat parameters, in which every call passes the numbers.
struct Projector {
  /// d, H and O: of a vector, of the hidden layer, of all rows made.
  let inputCount, hiddenCount, outputCount: Int

  /// W1 (d, H), b1 (H), W2 (H, O).
  let inner, innerBias, outer: Range<Int>

  /// b2 (O), for combinations whose coefficients add up to 1; none where they add up to 0.
  let outerBias: Range<Int>?

  /// Adds Σ c_i Proj(z_i) to `output`.
  ///
  /// - Parameters:
  ///   - rows: z, shape (n, d).
  ///   - coefficients: c, shape (n).
  ///   - parameters: All of the plug's.
  ///   - output: Has O numbers from `offset` on.
  ///   - offset: Where the result starts.
  /// - Returns: What the gradient needs.
  func forward(
    rows: [Float], coefficients: [Float], parameters: Span<Float>, output: inout MutableSpan<Float>,
    at offset: Int
  ) -> ProjectorPass {
    let pass = ProjectorPass(
      rows: rows, coefficients: coefficients,
      preActivations: preActivations(of: rows, count: coefficients.count, parameters: parameters),
      hiddenCount: hiddenCount)
    if let outerBias { addScaled(1, parameters.extracting(outerBias), to: &output, at: offset) }
    let matrix = parameters.extracting(outer)
    for (unit, value) in pass.mixed.enumerated() where value != 0 {
      addScaled(value, matrix.row(unit, width: outputCount), to: &output, at: offset)
    }
    return pass
  }

  /// W1 z_i + b1 of each row, shape (n, H).
  private func preActivations(of rows: [Float], count: Int, parameters: Span<Float>) -> [Float] {
    var result = [Float](repeating: 0, count: count * hiddenCount)
    var target = result.mutableSpan
    for row in 0..<count {
      addScaled(1, parameters.extracting(innerBias), to: &target, at: row * hiddenCount)
    }
    // Input by input: a row of W1 is used for the whole history while it is in the nearest cache.
    let matrix = parameters.extracting(inner)
    for input in 0..<inputCount {
      let weights = matrix.row(input, width: hiddenCount)
      for row in 0..<count {
        let value = rows[row * inputCount + input]
        if value != 0 { addScaled(value, weights, to: &target, at: row * hiddenCount) }
      }
    }
    return result
  }

  /// Adds the gradient of all four tensors to `total`.
  ///
  /// - Parameters:
  ///   - pass: What `forward` returned.
  ///   - gradient: d loss / d output, shape (O).
  ///   - parameters: Those of `forward`.
  ///   - total: Shaped like `parameters`.
  /// - Returns: d loss / d Σ c_i gelu(…), shape (H), and d loss / d pre-activations, shape (n, H).
  func backward(
    _ pass: ProjectorPass, gradient: Span<Float>, parameters: Span<Float>,
    into total: inout MutableSpan<Float>
  ) -> (mixed: [Float], inner: [Float]) {
    if let outerBias { addScaled(1, gradient, to: &total, at: outerBias.lowerBound) }
    let matrix = parameters.extracting(outer)
    var mixed = [Float](repeating: 0, count: hiddenCount)
    for unit in 0..<hiddenCount {
      mixed[unit] = dotProduct(matrix.row(unit, width: outputCount), gradient)
      let value = pass.mixed[unit]
      if value != 0 { addScaled(value, gradient, to: &total, at: outer.lowerBound + unit * outputCount) }
    }
    let inner = pass.innerGradient(mixed)
    addInnerGradient(inner, rows: pass.rows, count: pass.coefficients.count, into: &total)
    return (mixed, inner)
  }

  private func addInnerGradient(
    _ gradient: [Float], rows: [Float], count: Int, into total: inout MutableSpan<Float>
  ) {
    for row in 0..<count {
      addScaled(1, gradient.span.row(row, width: hiddenCount), to: &total, at: innerBias.lowerBound)
    }
    for input in 0..<inputCount {
      for row in 0..<count {
        let value = rows[row * inputCount + input]
        guard value != 0 else { continue }
        addScaled(
          value, gradient.span.row(row, width: hiddenCount), to: &total,
          at: inner.lowerBound + input * hiddenCount)
      }
    }
  }

  /// d loss / d z for one row, shape (d), from its part of d loss / d pre-activations, shape (H).
  func rowGradient(_ gradient: Span<Float>, parameters: Span<Float>) -> [Float] {
    let matrix = parameters.extracting(inner)
    var result = [Float](repeating: 0, count: inputCount)
    for input in 0..<inputCount {
      result[input] = dotProduct(matrix.row(input, width: hiddenCount), gradient)
    }
    return result
  }
}
