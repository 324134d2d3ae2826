// GradientClipping.swift: one bad batch must not throw the parameters away.

/// Shortens a gradient to an L2 norm where it is longer.
///
/// A gradient that is not finite is replaced by zeros: the caller sees it in what is returned.
///
/// - Parameters:
///   - gradient: Shortened in place.
///   - norm: The greatest norm that is left alone; above 0.
/// - Returns: The norm before; NaN or infinite for a gradient that was thrown away.
@discardableResult
func clip(_ gradient: inout [Float], norm: Float) -> Float {
  var sum = SIMD8<Double>.zero
  let count = gradient.count
  var index = 0
  while index + 8 <= count {
    var lanes = SIMD8<Double>.zero
    for lane in 0..<8 { lanes[lane] = Double(gradient[index + lane]) }
    sum += lanes * lanes
    index += 8
  }
  var total = sum.sum()
  while index < count {
    total += Double(gradient[index]) * Double(gradient[index])
    index += 1
  }
  let before = Float(total.squareRoot())
  if !before.isFinite {
    gradient = [Float](repeating: 0, count: count)
  } else if before > norm {
    let factor = norm / before
    for index in gradient.indices { gradient[index] *= factor }
  }
  return before
}
