import Testing

@testable import Inference

@Suite("relative positions")
struct RelativePositionTests {
  /// As PyTorch's T5 gives them, with 32 buckets.
  @Test func bucketsAreThoseOfT5() {
    func buckets(_ distances: [Int], bothWays: Bool) -> [Int] {
      distances.map { RelativePosition.bucket($0, count: 32, bothWays: bothWays) }
    }
    #expect(
      buckets([0, -1, -7, -8, -15, -16, -32, -64, -127, -128, -9000], bothWays: true) == [
        0, 1, 7, 8, 9, 10, 12, 14, 15, 15, 15,
      ])
    #expect(
      buckets([1, 7, 8, 11, 12, 16, 32, 64, 128, 9000], bothWays: true) == [
        17, 23, 24, 24, 25, 26, 28, 30, 31, 31,
      ])
    #expect(
      buckets([5, 0, -1, -15, -16, -20, -32, -64, -113, -128, -9000], bothWays: false) == [
        0, 0, 1, 15, 16, 17, 21, 26, 31, 31, 31,
      ])
  }

  @Test(arguments: [4, 5, 8, 31, 32, 64, 128, 254], [true, false])
  func everyDistanceHasABucketAndFartherOnesNoLowerOne(count: Int, bothWays: Bool) {
    for sign in bothWays ? [-1, 1] : [-1] {
      let buckets = (0..<17_000).map {
        RelativePosition.bucket(sign * $0, count: count, bothWays: bothWays)
      }
      #expect(buckets.allSatisfy { $0 >= 0 && $0 < count })
      // Distance 0 belongs to the lower half, whatever the sign.
      #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test func aTableHoldsTheBiasOfEachHeadAndDistance() {
    let biases = RelativeBiases(weights: (0..<8).map { [Float($0), Float(100 + $0)] })
    let table = biases.table(of: -3...3, bothWays: true)
    let expected = (-3...3).map { Float(RelativePosition.bucket($0, count: 8, bothWays: true)) }
    #expect(table.rows == 2 && table.array(0) == expected && table.array(1) == expected.map { 100 + $0 })
    #expect(biases.table(of: 0...0, bothWays: false).array(1) == [100])
  }
}
