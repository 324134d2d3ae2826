// Plug+Initialisation.swift: the parameters before the first step.
//
// Uniform numbers whose size lets every layer pass on numbers of size 1. Where there are real embedding
// rows to start from, I starts as exactly these, trained as rows or made by a projector: then the two ways
// differ in how they learn and in nothing else. In the residual form δ starts as 0 for everybody.

private import Inference

extension Plug {
  /// E[gelu(a)²] for normal a: the mean square of the hidden layer.
  private static let hiddenMeanSquare: Float = 0.425

  /// Fills the parameters, which are zeros.
  /// - Precondition: `rows` has shape (instructionCount, E).
  mutating func initialise(rows: [Float]?, seed: UInt64) {
    let length = settings.instructionCount * embeddingLength
    precondition(
      rows.map { $0.count == length } ?? true, "rows of \(rows?.count ?? 0) numbers for an I of \(length)")
    var random = SplitMix64(seed: seed)
    let given = rows.map { rows in rows.map { $0 / embeddingScale } }
    for tensor in parameters.layout {
      let range = tensor.range
      switch tensor.name {
      case .instruction:
        if let given {
          parameters.values.replaceSubrange(range, with: given)
        } else {
          fill(range, 1, &random)
        }
      case .instructionOuterBias:
        if let given { parameters.values.replaceSubrange(range, with: given) }
      case .instructionInner, .projectorInner: fill(range, 1 / Float(inputDimension), &random)
      case .instructionOuter: if given == nil { fill(range, outerMeanSquare, &random) }
      case .projectorOuter: if settings.form == .published { fill(range, outerMeanSquare, &random) }
      case .query:
        for index in 0..<inputDimension {
          parameters.values[range.lowerBound + index * (inputDimension + 1)] = 1
        }
      case .instructionInnerBias, .projectorInnerBias, .projectorOuterBias, .logTemperature: break
      }
    }
  }

  private var outerMeanSquare: Float { 1 / (Self.hiddenMeanSquare * Float(settings.hiddenCount)) }

  private mutating func fill(_ range: Range<Int>, _ meanSquare: Float, _ random: inout SplitMix64) {
    let bound = (3 * meanSquare).squareRoot()
    for index in range { parameters.values[index] = Float(2 * random.nextUnit() - 1) * bound }
  }
}
