import LocalPersona
import Testing

@Suite("UTF-8 check")
struct UTF8CheckTests {
  @Test(
    arguments: [
      ([], nil), ([0x61], nil), ([0xC3, 0xA9], nil), ([0xEF, 0xBF, 0xBF], nil),
      ([0xF4, 0x8F, 0xBF, 0xBF], nil),
      ([0x80], 0), ([0x61, 0xC3], 1), ([0xC1, 0xBF], 0), ([0xE0, 0x9F, 0xBF], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0),
      ([0x61, 0x62, 0xFE], 2), ([0xE2, 0x82, 0x61], 0),
    ] as [([UInt8], Int?)])
  func findsTheFirstByteThatIsWrong(bytes: [UInt8], expected: Int?) {
    #expect(UTF8Check.firstInvalidIndex(in: bytes[...]) == expected)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func agreesWithTheStandardLibrary(seed: UInt64) {
    var random = JSONRandom(state: seed)
    let pool: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5,
    ]
    let bytes = (0..<6).map { _ in pool.randomElement(using: &random) ?? 0 }
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    #expect((UTF8Check.firstInvalidIndex(in: bytes[...]) == nil) == isValid, "\(bytes)")
  }
}
