// LogSumExp.swift: the logarithm of what logits add up to, over a whole vocabulary, for each token that is
// drawn.

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// log Σ e^x, eight numbers at a time.
enum LogSumExp {
  /// The logarithm of the sum of e^x over the `values`; those that are no number are passed over.
  ///
  /// - Returns: −∞ where none is finite; +∞ where one is +∞.
  static func of(_ values: [Float]) -> Float {
    let values = values.span
    var top = -Float.infinity
    for index in values.indices where values[index] > top { top = values[index] }
    guard top.isFinite else { return top }
    var sums = SIMD8<Float>(repeating: 0)
    var index = 0
    while index + 8 <= values.count {
      let eight = SIMD8(
        values[index], values[index + 1], values[index + 2], values[index + 3], values[index + 4],
        values[index + 5], values[index + 6], values[index + 7])
      sums += exponential(eight - top)
      index += 8
    }
    var rest = SIMD8<Float>(repeating: -.infinity)
    for lane in 0..<values.count - index { rest[lane] = values[index + lane] - top }
    return top + log((sums + exponential(rest)).sum())
  }

  /// e^x for x ≤ 0 to 2 ulp, under 2 · 10⁻³⁵ below −80 and where x is no number: 2ⁿ · e^r, |r| ≤ ln 2 / 2.
  ///
  /// The C library's function, called for each token of a vocabulary, would take longer than all else here.
  @inline(__always)
  private static func exponential(_ given: SIMD8<Float>) -> SIMD8<Float> {
    let x = given.replacing(with: -80, where: .!(given .> -80))
    // Adding 1.5 · 2²³ rounds to a whole number, which the low bits of the sum then hold.
    let shifted = x * 1.442_695_04 + 12_582_912
    let whole = shifted - 12_582_912
    let rest = (x - whole * 0.693_359_375) + whole * 2.121_944_4e-4
    var p = SIMD8<Float>(repeating: 1.987_569_1e-4)
    p = p * rest + 1.398_199_9e-3
    p = p * rest + 8.333_451_9e-3
    p = p * rest + 4.166_579_6e-2
    p = p * rest + 1.666_666_6e-1
    p = p * rest + 0.5
    p = p * (rest * rest) + rest + 1
    var power = SIMD8<Float>()
    for lane in 0..<8 { power[lane] = Float(bitPattern: (shifted[lane].bitPattern &+ 127) << 23) }
    return p * power
  }
}
