// LowRankAdapter.swift: what can be trained inside a frozen decoder: in every block W x + (α / r) · B A x in
// the place of W x, for queries and for values (LoRA, arXiv 2106.09685).
//
// The numbers lie in one array, so that an optimiser needs to know nothing of them. By block, for queries and
// then for values: A of shape (r, E), and then B transposed, of shape (r, outputs). Row j of both is
// direction j.

/// The sizes of an adapter.
public struct LowRankShape: Equatable, Sendable {
  /// r, the directions of each projection.
  public let rank: Int

  /// The blocks of the decoder.
  public let blockCount: Int

  /// E, what a block reads.
  public let inputCount: Int

  /// The numbers of all query heads.
  public let queryCount: Int

  /// The numbers of all value heads.
  public let valueCount: Int

  /// Joins the sizes.
  ///
  /// - Precondition: The rank is at least 1.
  public init(rank: Int, blockCount: Int, inputCount: Int, queryCount: Int, valueCount: Int) {
    precondition(rank >= 1, "rank \(rank)")
    self.rank = rank
    self.blockCount = blockCount
    self.inputCount = inputCount
    self.queryCount = queryCount
    self.valueCount = valueCount
  }

  /// The sizes that a decoder asks for.
  init(_ c: DecoderConfiguration, rank: Int) {
    self.init(
      rank: rank, blockCount: c.blockCount, inputCount: c.embeddingLength,
      queryCount: c.headCount * c.headDimension, valueCount: c.headCountKV * c.headDimension)
  }

  /// How many numbers are trained.
  public var parameterCount: Int { blockCount * rank * (2 * inputCount + queryCount + valueCount) }
}

/// The low-rank terms of all blocks.
public struct LowRankAdapter: Equatable, Sendable {
  /// α: what the terms are multiplied by, times r.
  public static let alpha: Float = 16

  /// The sizes.
  public let shape: LowRankShape

  /// All numbers, as the head of this file says.
  public var parameters: [Float]

  /// An adapter of known numbers.
  ///
  /// - Precondition: There are as many as the shape has.
  public init(shape: LowRankShape, parameters: [Float]) {
    precondition(parameters.count == shape.parameterCount, "\(parameters.count) numbers of an adapter")
    self.shape = shape
    self.parameters = parameters
  }

  /// An adapter that changes nothing yet.
  ///
  /// A is uniform in ±1/√E (He et al., arXiv 1502.01852, with the slope √5 that linear layers begin with by
  /// custom), B is 0.
  ///
  /// - Parameters:
  ///   - shape: The sizes.
  ///   - seed: Determines A.
  public init(shape: LowRankShape, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let bound = 1 / Double(shape.inputCount).squareRoot()
    var parameters: [Float] = []
    parameters.reserveCapacity(shape.parameterCount)
    for _ in 0..<shape.blockCount {
      for outputCount in [shape.queryCount, shape.valueCount] {
        for _ in 0..<shape.rank * shape.inputCount {
          parameters.append(Float((2 * random.nextUnit() - 1) * bound))
        }
        parameters += [Float](repeating: 0, count: shape.rank * outputCount)
      }
    }
    self.init(shape: shape, parameters: parameters)
  }

  /// α / r.
  var scale: Float { Self.alpha / Float(shape.rank) }
}
