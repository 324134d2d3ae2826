// HalfPrecision.swift: IEEE 754 binary16 from and to binary32, by bits.
//
// The language has such a type, but not for every processor that this program runs on; and a file must be
// the same bytes wherever it is written.

/// Numbers of two bytes: 11 significant bits, at most 65,504, at least 2⁻²⁴.
enum HalfPrecision {
  /// The largest finite number.
  static let largest: Float = 65_504

  /// The nearest half, ties to the even one.
  ///
  /// What is finite stays so: beyond ``largest`` it becomes that. Infinities and NaN stay what they are.
  static func bits(of number: Float) -> UInt16 {
    let bits = number.bitPattern
    let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
    let magnitude = bits & 0x7FFF_FFFF
    if magnitude >= 0x7F80_0000 { return sign | (magnitude == 0x7F80_0000 ? 0x7C00 : 0x7E00) }
    // 2⁻¹⁴, the least normal half: below it, adding 0.5 leaves a multiple of 2⁻²⁴, rounded, in the low bits.
    if magnitude < 0x3880_0000 {
      let sum = Float(bitPattern: magnitude) + 0.5
      return sign | UInt16(truncatingIfNeeded: sum.bitPattern &- Float(0.5).bitPattern)
    }
    // Exponents are biased by 127 and 15; half a unit is added, a hair less where the last bit is even.
    let odd = magnitude >> 13 & 1
    let rounded = (magnitude &- 112 << 23 &+ 0xFFF &+ odd) >> 13
    return sign | UInt16(truncatingIfNeeded: min(rounded, 0x7BFF))
  }

  /// The number with these bits, exactly.
  static func float(bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1F)
    let fraction = UInt32(bits & 0x3FF)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      return Float(bitPattern: sign | magnitude.bitPattern)
    case 0x1F: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
