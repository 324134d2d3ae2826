import Testing

@testable import LocalPersona

@Suite("half precision")
struct HalfPrecisionTests {
  @Test func everyHalfComesBackAsItWas() {
    for bits in UInt16.min...UInt16.max {
      let number = HalfPrecision.float(bits: bits)
      if number.isNaN {
        #expect(HalfPrecision.float(bits: HalfPrecision.bits(of: number)).isNaN)
      } else if HalfPrecision.bits(of: number) != bits {
        Issue.record("\(bits) came back as \(HalfPrecision.bits(of: number))")
      }
    }
  }

  @Test(arguments: [
    (0x0001, 0x1p-24), (0x03FF, 0x1p-14 - 0x1p-24), (0x0400, 0x1p-14), (0x3555, 0.333251953125),
    (0x3C00, 1), (0xC000, -2), (0x7BFF, 65_504), (0x7C00, .infinity), (0x8000, -0.0),
  ])
  func knownBitsAreKnownNumbers(_ bits: Int, _ number: Float) {
    #expect(HalfPrecision.float(bits: UInt16(bits)) == number)
    #expect(HalfPrecision.float(bits: UInt16(bits)).sign == number.sign)
  }

  @Test func roundsToTheNearestAndTiesToTheEvenOne() {
    for bits in stride(from: UInt16(0), to: 0x7BFF, by: 7) {
      let below = HalfPrecision.float(bits: bits)
      let above = HalfPrecision.float(bits: bits + 1)
      let middle = (below + above) / 2
      let even = bits.isMultiple(of: 2) ? bits : bits + 1
      let found = [middle.nextDown, middle, middle.nextUp, -middle].map(HalfPrecision.bits(of:))
      if found != [bits, even, bits + 1, even | 0x8000] { Issue.record("\(bits): \(found)") }
    }
  }

  @Test func whatIsFiniteStaysFinite() {
    for number in [65_504, 65_519, 65_520, 65_536, 1e9, Float.greatestFiniteMagnitude] {
      #expect(HalfPrecision.bits(of: number) == 0x7BFF && HalfPrecision.bits(of: -number) == 0xFBFF)
    }
    #expect(HalfPrecision.bits(of: .infinity) == 0x7C00 && HalfPrecision.bits(of: -.infinity) == 0xFC00)
    #expect(HalfPrecision.float(bits: HalfPrecision.bits(of: .nan)).isNaN)
    #expect(HalfPrecision.bits(of: 0x1p-26) == 0 && HalfPrecision.bits(of: -0x1p-25) == 0x8000)
  }
}
