import Foundation
import Inference
import Testing

@testable import LocalPersona

@Suite("rescoring with terms")
struct TermRescoringTests {
  @Test func isTheModelsProbabilityOfEachToken() {
    let smoothing = TermSmoothing(tokens: 10, pairs: 5, triples: 2)
    let model = TermModel(sequences: [[1, 2, 3, 1, 2, 3]], smoothing: smoothing)
    let tokens: ArraySlice<TokenID> = [9, 9, 1, 2, 3][2...]
    let losses = TermRescoring.losses([1, 2, 3], of: tokens, model: model)
    let expected = [
      model.probability(of: 1, after: [], base: exp(-1)),
      model.probability(of: 2, after: [1], base: exp(-2)),
      model.probability(of: 3, after: [1, 2], base: exp(-3)),
    ]
    for (loss, probability) in zip(losses, expected) { #expect(abs(loss + log(probability)) < 1e-5) }
    #expect(losses[2] < 3)
  }

  @Test func changesNothingWhereTermsAreOff() {
    let model = TermModel(sequences: [[1, 2, 3]], smoothing: .off)
    let losses = TermRescoring.losses([0.5, 4, 12], of: [1, 2, 3], model: model)
    for (loss, base) in zip(losses, [0.5, 4, 12] as [Float]) { #expect(abs(loss - base) < 1e-4) }
  }

  @Test func staysFiniteForTheUnlikeliestToken() {
    let model = TermModel(sequences: [[1, 2]], smoothing: .usual)
    #expect(TermRescoring.losses([500], of: [7], model: model).allSatisfy { $0.isFinite })
  }

  @Test func holdsBackAFifthOfAHistory() {
    #expect([0, 5, 6, 10, 32].map(TermRescoring.heldOutCount) == [0, 0, 2, 2, 6])
  }
}
