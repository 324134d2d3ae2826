import Testing

@testable import LocalPersona

@Suite("paired bootstrap")
struct BootstrapTests {
  @Test func isTheDifferenceItselfWhereAllAreEqual() {
    let result = PairedBootstrap.interval(differences: [-0.25, -0.25, -0.25], seed: 7)
    #expect(result == (mean: -0.25, low: -0.25, high: -0.25))
    #expect(PairedBootstrap.interval(differences: [0.5], seed: 7) == (mean: 0.5, low: 0.5, high: 0.5))
  }

  @Test func repeatsForOneSeedAndDiffersForAnother() {
    let differences = (0..<28).map { Double($0 * $0 % 11) / 10 - 0.4 }
    let first = PairedBootstrap.interval(differences: differences, resamples: 500, seed: 1)
    let again = PairedBootstrap.interval(differences: differences, resamples: 500, seed: 1)
    let other = PairedBootstrap.interval(differences: differences, resamples: 500, seed: 2)
    #expect(first == again)
    #expect(first.mean == other.mean)
    #expect(first.low != other.low)
  }

  @Test func reachesBothEndsOfTwoDifferences() {
    // A resample of two is (0, 0), (0, 1), (1, 0) or (1, 1): a quarter of the means at each end.
    let result = PairedBootstrap.interval(differences: [0, 1], resamples: 2000, seed: 3)
    #expect(result == (mean: 0.5, low: 0, high: 1))
  }

  @Test func isAsWideAsTheNormalApproximation() {
    // 50 differences of −1 and 50 of 1: standard error 0.1, so about ±0.196.
    let differences = (0..<100).map { $0 < 50 ? -1.0 : 1.0 }
    let result = PairedBootstrap.interval(differences: differences, resamples: 2000, seed: 4)
    #expect(abs(result.low + 0.196) < 0.03 && abs(result.high - 0.196) < 0.03)
  }

  @Test func isWiderTheLessIsLeftOnEitherSide() {
    let differences = (0..<12).map { Double($0 * 7 % 12) / 10 - 0.5 }
    var inner = PairedBootstrap.interval(differences: differences, tail: 0.1, seed: 5)
    for tail in [PairedBootstrap.usualTail, 0.005, 0.001, 0] {
      let outer = PairedBootstrap.interval(differences: differences, tail: tail, seed: 5)
      #expect(outer.low < inner.low && outer.high > inner.high && outer.mean == inner.mean)
      inner = outer
    }
  }

  @Test func hasNoIntervalWithoutFiniteDifferences() {
    #expect(PairedBootstrap.interval(differences: [], seed: 1).mean.isNaN)
    #expect(PairedBootstrap.interval(differences: [1, .nan], seed: 1).low.isNaN)
    #expect(DifferenceInterval(differences: [], seed: 1) == nil)
  }

  @Test func takesPercentilesBetweenNeighbours() {
    #expect(PairedBootstrap.percentile(0.5, of: [1, 2, 4]) == 2)
    #expect(PairedBootstrap.percentile(0.75, of: [1, 2, 4]) == 3)
    #expect(PairedBootstrap.percentile(1, of: [1, 2, 4]) == 4)
  }
}
