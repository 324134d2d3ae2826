import Testing

@testable import LocalPersona

@Suite("length buckets")
struct LengthBucketsTests {
  @Test(arguments: [
    (0, 256), (1, 256), (256, 256), (257, 320), (320, 320), (321, 384), (512, 512), (513, 640), (1024, 1024),
    (1025, 1280), (1 << 20, 1 << 20), ((1 << 20) + 1, 5 << 18),
  ])
  func roundsUpToAQuarterOfTheMagnitude(byteCount: Int, expected: Int) {
    #expect(LengthBuckets.padded(byteCount) == expected)
  }

  @Test func addsAtMostAQuarterAndEndsInABucket() {
    for byteCount in 256...20_000 {
      let padded = LengthBuckets.padded(byteCount)
      #expect(padded >= byteCount && padded * 4 <= byteCount * 5)
      #expect(LengthBuckets.contains(padded))
    }
  }

  @Test func hasFewLengths() {
    let lengths = (0...LengthBuckets.maximum).count { LengthBuckets.contains($0) }
    #expect(lengths == 1 + 13 * 4)
  }
}
