// SegmentOrder.swift: the numbers that say where segments belong in their stream when the head is lost.
//
// They rise along the stream and leave room in between. So a segment can be divided, and neighbours can be
// joined, and the files beside them keep their numbers, which are sealed in them.

/// The numbers of the segments of a stream; see ``SegmentHeader/order``.
enum SegmentOrder {
  /// How far apart the segments of an addition are: this room can be halved 32 times.
  static let distance = UInt64(1) << 32

  /// The largest number; 2³⁰ segments are that far apart.
  static let maximum = UInt64(1) << 62

  /// The number of a segment at the end of a stream, behind the one with number `order`; nil where it is the
  /// first.
  static func next(after order: UInt64?) -> UInt64 {
    guard let order else { return 0 }
    return min(order, maximum - distance) + distance
  }

  /// Numbers for segments in the middle of a stream, rising, as far from one another as the room allows.
  ///
  /// - Parameters:
  ///   - lower: The number of the segment before them; nil where there is none.
  ///   - upper: The number of the segment behind them; nil where there is none.
  ///   - count: How many are needed, at least 1.
  /// - Returns: The numbers; nil where there is no room for so many.
  static func between(_ lower: UInt64?, _ upper: UInt64?, count: Int) -> [UInt64]? {
    guard let upper else {
      var numbers: [UInt64] = []
      for _ in 0..<count { numbers.append(next(after: numbers.last ?? lower)) }
      return numbers
    }
    let first = lower.map { $0 + 1 } ?? 0
    let number = UInt64(count)
    guard upper >= first, upper - first >= number else { return nil }
    let step = (upper - first) / (number + 1)
    return (0..<number).map { first + (step > 0 ? step * ($0 + 1) : $0) }
  }
}
