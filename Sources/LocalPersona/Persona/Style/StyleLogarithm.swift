// StyleLogarithm.swift: the logarithm of the style encoder, the same to the last bit on every machine.
//
// C libraries differ in the last bit of `log`. Sums, products and quotients of doubles do not, so a series
// of those makes style vectors comparable wherever they were made.

/// Natural logarithms, and the scale on which frequencies are compared.
enum StyleLogarithm {
  /// ln `value`, within 1e-14; 0 for what has no finite logarithm.
  static func log(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    var exponent = Double(value.exponent)
    var significand = value.significand  // 1 ..< 2
    if significand > 1.414 {
      significand /= 2
      exponent += 1
    }
    // ln m = 2 artanh t with t = (m - 1) / (m + 1), so |t| < 0.172 and t^21 / 21 is below 1e-17.
    let t = (significand - 1) / (significand + 1)
    let square = t * t
    var series = 0.0
    for odd in stride(from: 19.0, through: 1, by: -2) { series = series * square + 1 / odd }
    return exponent * 0.693_147_180_559_945_3 + 2 * t * series
  }

  /// ln(1 + `value`).
  static func log1p(_ value: Double) -> Double { log(1 + value) }

  /// ln(1 + 1000·`count`/`total`): 0 for never, about 2.4 for one in a hundred, 6.9 for always.
  static func rate(_ count: Int, of total: Int) -> Float {
    count == 0 || total == 0 ? 0 : Float(log1p(1000 * Double(count) / Double(total)))
  }
}
