// LengthTally.swift: mean, deviation and maximum of lengths that come one at a time.

/// Lengths, summed up exactly.
struct LengthTally {
  private(set) var count = 0
  private(set) var maximum = 0
  private var sum = 0
  private var sumOfSquares = 0.0

  /// Takes one more length; one of zero is none.
  mutating func add(_ length: Int) {
    guard length > 0 else { return }
    count += 1
    sum += length
    sumOfSquares += Double(length) * Double(length)
    maximum = max(maximum, length)
  }

  /// Their mean; 0 where there are none.
  var mean: Double { count == 0 ? 0 : Double(sum) / Double(count) }

  /// Their standard deviation; 0 where there are none.
  var deviation: Double {
    guard count > 0 else { return 0 }
    return max(0, sumOfSquares / Double(count) - mean * mean).squareRoot()
  }
}
