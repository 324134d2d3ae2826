// Bootstrap.swift: how sure a mean difference is: the paired bootstrap, percentile form (Efron 1979).
//
// The units that are drawn are authors, or entries of one author, never tokens: the tokens of one text do not
// err independently, and an interval over them would be far too narrow.

internal import Inference

/// A mean difference and the interval that holds 95 % of the resampled means.
struct DifferenceInterval: Equatable, Sendable {
  /// The mean of the differences.
  var mean: Double

  /// The 2.5th percentile.
  var low: Double

  /// The 97.5th percentile.
  var high: Double

  /// Whether 0 lies outside.
  var isClear: Bool { low > 0 || high < 0 }
}

/// Resamples paired differences.
enum PairedBootstrap {
  /// The share of resampled means on either side of an interval of 95 %.
  static let usualTail = 0.025

  /// The mean of `differences`, and its interval: of 95 % unless another is asked for.
  ///
  /// - Parameters:
  ///   - differences: One for each author or entry.
  ///   - tail: The share of resampled means that lies below the interval, and above it; below 0.5. With the
  ///     same seed a smaller one gives an interval that holds the larger one's.
  ///   - resamples: How often as many are drawn with replacement; at least 1.
  ///   - seed: Determines the draws.
  /// - Returns: NaN three times where there are no differences; the difference three times where there is
  ///   one.
  static func interval(
    differences: [Double], tail: Double = usualTail, resamples: Int = 10_000, seed: UInt64
  ) -> (mean: Double, low: Double, high: Double) {
    precondition(resamples > 0, "a bootstrap without resamples")
    precondition((0..<0.5).contains(tail), "an interval of nothing")
    guard !differences.isEmpty else { return (.nan, .nan, .nan) }
    let count = UInt64(differences.count)
    let mean = differences.reduce(0, +) / Double(count)
    guard mean.isFinite else { return (.nan, .nan, .nan) }
    var random = SplitMix64(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = 0.0
      // The upper half of the product is uniform up to 2⁻⁵⁰, and the same with every version of Swift.
      for _ in 0..<count { sum += differences[Int(random.next().multipliedFullWidth(by: count).high)] }
      means.append(sum / Double(count))
    }
    means.sort()
    return (mean, percentile(tail, of: means), percentile(1 - tail, of: means))
  }

  /// The percentile of sorted values, on the line between the two closest.
  static func percentile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    guard below + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let fraction = place - Double(below)
    return sorted[below] * (1 - fraction) + sorted[below + 1] * fraction
  }
}

extension DifferenceInterval {
  /// The interval of ``PairedBootstrap``; nil where there are no differences.
  init?(differences: [Double], seed: UInt64) {
    guard !differences.isEmpty else { return nil }
    (mean, low, high) = PairedBootstrap.interval(differences: differences, seed: seed)
  }
}
