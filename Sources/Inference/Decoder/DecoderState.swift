// DecoderState.swift: what a decoder remembers of a sequence: the keys and values of every position.
//
// Room for the whole capacity is reserved when a state is made, and becomes memory as positions are written:
// see HeadCache.swift. A large capacity costs address space, not memory.

/// The state of one sequence.
///
/// Not to be used from two threads at once.
public final class DecoderState {
  /// How many positions there is room for.
  public let capacity: Int

  /// How many positions have been evaluated.
  public internal(set) var count = 0

  /// Of each block, the cache of each key-value head.
  let heads: [[HeadCache]]

  let workspace: DecoderWorkspace

  init(capacity: Int, heads: [[HeadCache]], workspace: DecoderWorkspace) {
    self.capacity = capacity
    self.heads = heads
    self.workspace = workspace
  }

  /// Forgets every position from `position` on, so that another continuation can follow.
  ///
  /// Their memory stays, for what follows.
  ///
  /// - Precondition: 0 ≤ `position` ≤ ``count``.
  public func truncate(to position: Int) {
    precondition(position >= 0 && position <= count, "position \(position) of \(count)")
    count = position
  }
}

/// Buffers for the activations of up to `rows` tokens, reused by every block.
///
/// E is the embedding length, H heads of dimension D, G key-value heads, F the feed-forward length.
final class DecoderWorkspace {
  let rows: Int
  let residual: FloatRows  // (rows, E), the stream that every block adds to
  let delta: FloatRows  // (rows, E), what a block adds
  let blockInput: MatrixInput  // (rows, E), normalised
  let queries: FloatRows  // (rows, H · D)
  let keys: FloatRows  // (rows, G · D)
  let values: FloatRows  // (rows, G · D)
  let attended: MatrixInput  // (rows, H · D)
  let gate: MatrixInput  // (rows, F)
  let up: FloatRows  // (rows, F)
  let output: MatrixInput  // (rows, E), normalised, for the logits
  let angles: RotationTable  // (rows, pairs), of blocks that see the whole sequence
  let slidingAngles: RotationTable?  // (rows, pairs), of the others
  let scratch: FloatRows  // (threads, …), for products with float activations
  let scores: FloatRows  // (threads, …), for attention

  init(_ c: DecoderConfiguration, rows: Int, capacity: Int, threadCount: Int) {
    self.rows = rows
    residual = FloatRows(rows: rows, columns: c.embeddingLength)
    delta = FloatRows(rows: rows, columns: c.embeddingLength)
    blockInput = MatrixInput(rows: rows, columns: c.embeddingLength)
    queries = FloatRows(rows: rows, columns: c.headCount * c.headDimension)
    keys = FloatRows(rows: rows, columns: c.headCountKV * c.headDimension)
    values = FloatRows(rows: rows, columns: c.headCountKV * c.headDimension)
    attended = MatrixInput(rows: rows, columns: c.headCount * c.headDimension)
    gate = MatrixInput(rows: rows, columns: c.feedForwardLength)
    up = FloatRows(rows: rows, columns: c.feedForwardLength)
    output = MatrixInput(rows: rows, columns: c.embeddingLength)
    angles = RotationTable(
      dimension: c.ropeDimensionCount, base: c.ropeBase, scale: c.ropeScale,
      factors: c.ropeFactors?.of(capacity: capacity), magnitude: c.ropeMagnitude, capacity: rows)
    slidingAngles = c.sliding.map { sliding in
      RotationTable(
        dimension: c.ropeDimensionCount, base: sliding.ropeBase, scale: 1, factors: nil,
        magnitude: c.ropeMagnitude, capacity: rows)
    }
    let widest = max(c.embeddingLength, c.feedForwardLength, c.headCount * c.headDimension)
    scratch = FloatRows(rows: threadCount, columns: WeightMatrix.scratchCount(columns: widest))
    scores = FloatRows(rows: threadCount, columns: HeadCache.scoreCount(capacity: capacity))
  }

  /// Angles of the positions from 0 on.
  func fillAngles(count: Int) {
    angles.fill(from: 0, count: count)
    slidingAngles?.fill(from: 0, count: count)
  }

  /// Angles of the positions of a span, as those of its own sequence turn, in its rows.
  func fillAngles(_ span: DecoderPass.Span) {
    let own = span.state.workspace, count = span.rows.count, row = span.rows.lowerBound
    own.angles.fill(from: span.first, count: count, row: row, of: angles)
    own.slidingAngles?.fill(from: span.first, count: count, row: row, of: slidingAngles)
  }

  /// The angles that a block rotates by.
  func angles(ofBlock block: Int, _ c: DecoderConfiguration) -> RotationTable {
    c.isSliding(block: block) ? slidingAngles ?? angles : angles
  }
}
