// AdamW.swift: Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101).
//
// Each range of the parameters has its own rate: instruction rows learn several times faster than the
// projector. The state is plain numbers, so that a checkpoint is the state, and equal states go on equally.

/// The optimiser and its memory.
struct AdamW: Equatable, Sendable {
  let beta1: Float
  let beta2: Float
  let epsilon: Float

  /// Steps taken.
  var stepCount = 0

  /// Running mean of the gradient, one number a parameter.
  var firstMoments: [Float]

  /// Running mean of its square, one number a parameter.
  var secondMoments: [Float]

  /// An optimiser that has taken no step.
  init(parameterCount: Int, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    firstMoments = [Float](repeating: 0, count: parameterCount)
    secondMoments = firstMoments
  }

  /// Takes one step.
  ///
  /// - Parameters:
  ///   - parameters: What is trained, shape (parameterCount).
  ///   - gradient: d loss / d parameters, of the same shape and finite.
  ///   - rates: Learning rate and weight decay of disjoint ranges. What lies in none stays as it is.
  /// - Precondition: All have parameterCount numbers.
  mutating func step(
    _ parameters: inout [Float], gradient: [Float],
    rates: [(range: Range<Int>, rate: Float, weightDecay: Float)]
  ) {
    precondition(
      parameters.count == firstMoments.count && gradient.count == parameters.count,
      "\(parameters.count) parameters, \(gradient.count) of their gradient, \(firstMoments.count) moments")
    stepCount += 1
    let firstCorrection = 1 - Self.power(beta1, stepCount)
    let secondCorrection = 1 - Self.power(beta2, stepCount)
    for (range, rate, weightDecay) in rates {
      let kept = 1 - rate * weightDecay
      let scale = rate / firstCorrection
      for index in range {
        let slope = gradient[index]
        let first = beta1 * firstMoments[index] + (1 - beta1) * slope
        let second = beta2 * secondMoments[index] + (1 - beta2) * slope * slope
        firstMoments[index] = first
        secondMoments[index] = second
        let root = (second / secondCorrection).squareRoot() + epsilon
        parameters[index] = parameters[index] * kept - scale * first / root
      }
    }
  }

  private static func power(_ base: Float, _ exponent: Int) -> Float {
    var result = 1.0
    var square = Double(base)
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return Float(result)
  }
}
