// GELU.swift: the activation of the projectors (Hendrycks and Gimpel, arXiv 1606.08415), by its definition.

// The C library only, for the error function.
#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// a·Φ(a), Φ being the normal distribution, and its derivative Φ(a) + a·φ(a).
enum GELU {
  /// Value and slope at `a`.
  static func evaluate(_ a: Float) -> (value: Float, slope: Float) {
    let share = 0.5 * (1 + erf(a * Float(0.5).squareRoot()))
    let density = exp(-0.5 * a * a) * (0.5 / Float.pi).squareRoot()
    return (a * share, share + a * density)
  }
}
