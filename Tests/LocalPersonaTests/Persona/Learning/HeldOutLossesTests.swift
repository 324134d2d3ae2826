import Testing

@testable import LocalPersona

@Suite("losses of held-out entries")
struct HeldOutLossesTests {
  private static let stranger = LearnedStrategy(rows: .stranger)
  private static let text: [Int32] = [5, 6, 7, 8]

  private func heldOut() -> HeldOutLosses {
    HeldOutLosses(
      targets: (0..<8).map { _ in Self.text }, training: [[Int32]](repeating: Self.text, count: 10))
  }

  /// Terms gain much where a token is unlikely and little where it is likely: the mean of gains is not the
  /// gain on the mean.
  @Test func mixesTermsIntoEachStrangerAndThenTakesTheMean() throws {
    let likely: [[Float]] = (0..<8).map { _ in [0.01, 0.01, 0.01, 0.01] }
    let unlikely: [[Float]] = (0..<8).map { _ in [6, 6, 6, 6] }
    var each = heldOut()
    each.note(likely, of: LearnedStrategy(rows: .plug))
    each.note(unlikely, of: LearnedStrategy(rows: .instruction))
    var both = heldOut()
    both.note(meanOf: [likely, unlikely], of: Self.stranger)
    let mean = try #require(both.loss(of: Self.stranger.withTerms))
    let parts = try [LearnedStrategy.Rows.plug, .instruction].map {
      try #require(each.loss(of: LearnedStrategy(rows: $0, usesTerms: true)))
    }
    #expect(abs(mean - (parts[0] + parts[1]) / 2) < 1e-4)
    #expect(abs(try #require(both.loss(of: Self.stranger)) - 3.005) < 1e-4)
    var averaged = heldOut()
    averaged.note((0..<8).map { _ in [3.005, 3.005, 3.005, 3.005] }, of: Self.stranger)
    #expect(abs(try #require(averaged.loss(of: Self.stranger.withTerms)) - mean) > 0.05)
  }

  @Test func saysByHowMuchWithAsMuchCertaintyAsAskedFor() throws {
    var losses = heldOut()
    losses.note((0..<8).map { _ in [3, 3, 3, 3] }, of: .none)
    losses.note((0..<8).map { [3, 3, 3, 2 + Float($0) / 7] }, of: Self.stranger)
    let usual = try #require(losses.difference(of: Self.stranger, from: .none))
    let strict = try #require(losses.difference(of: Self.stranger, from: .none, tail: 0.001))
    #expect(strict.high > usual.high && strict.low < usual.low && strict.mean == usual.mean)
    #expect(losses.difference(of: Self.stranger, from: LearnedStrategy(exampleCount: 9)) == nil)
  }
}
