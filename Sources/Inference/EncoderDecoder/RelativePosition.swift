// RelativePosition.swift: how T5 tells positions apart: by a number for each head and bucket of distances,
// which is added to the scores of attention (arXiv 1910.10683, section 2.1).
//
// A distance is the key's position less the query's. Near distances have a bucket each, farther ones share
// buckets that grow like powers.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

enum RelativePosition {
  /// All greater distances share a bucket; no file says so, every T5 has it.
  static let farthest = 128

  /// The bucket of a distance.
  ///
  /// - Parameters:
  ///   - distance: The key's position less the query's.
  ///   - count: How many buckets there are, 4 to 254.
  ///   - bothWays: Whether keys after the query have buckets of their own, the upper half; otherwise they
  ///     share that of distance 0, and are never seen.
  /// - Returns: The number of the bucket, below `count`.
  static func bucket(_ distance: Int, count: Int, bothWays: Bool) -> Int {
    let oneWay = bothWays ? count / 2 : count
    let first = bothWays && distance > 0 ? oneWay : 0
    let length = bothWays ? abs(distance) : max(-distance, 0)
    let exact = oneWay / 2
    guard length >= exact else { return first + length }
    let share =
      log(Double(length) / Double(exact)) / log(Double(farthest) / Double(exact)) * Double(oneWay - exact)
    // At 2, 4 and 8 times `exact` the share is a whole number, whatever way its logarithms are rounded.
    return first + min(exact + Int(share + 1e-9), oneWay - 1)
  }
}

/// The biases that one block learned, or one for all blocks of a side.
struct RelativeBiases: Sendable {
  /// Shape (buckets, H).
  let weights: [[Float]]

  /// What is added to scores at each of `distances`: shape (H, distances).
  func table(of distances: ClosedRange<Int>, bothWays: Bool) -> FloatRows {
    let rows = distances.map { distance in
      weights[RelativePosition.bucket(distance, count: weights.count, bothWays: bothWays)]
    }
    let headCount = weights.first?.count ?? 0
    let table = FloatRows(rows: headCount, columns: rows.count)
    for head in 0..<headCount { table.set(head, to: rows.map { $0[head] }) }
    return table
  }
}
