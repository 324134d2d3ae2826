import Inference
import Testing

@testable import LocalPersona

@Suite("how much a person's terms weigh")
struct TermFittingTests {
  private let own = someTexts(count: 30, length: 60, step: 3, seed: 1)

  /// Texts with a base that knows nothing but the size of the vocabulary.
  private func heldOut(step: Int, seed: UInt64, base: Float = 1 / 40) -> [HeldOutText] {
    someTexts(count: 6, length: 40, step: step, seed: seed).map {
      HeldOutText(tokens: $0, base: Array(repeating: base, count: $0.count))
    }
  }

  @Test func gainsOnTheirOwnText() throws {
    let (model, gain) = try #require(TermModel.fitted(sequences: own, heldOut: heldOut(step: 3, seed: 2)))
    // 0.6 of the tokens follow the habit: the entropy falls from ln 40 by about 1.5 nats.
    #expect(gain > 0.8 && gain < 1.7)
    #expect(model.smoothing.pairs < 1000)
  }

  @Test func gainsNothingOnAStrangersText() {
    #expect(TermModel.fitted(sequences: own, heldOut: heldOut(step: 7, seed: 3)) == nil)
  }

  @Test func gainsNothingOverAModelThatKnowsBetter() {
    #expect(TermModel.fitted(sequences: own, heldOut: heldOut(step: 3, seed: 2, base: 0.99)) == nil)
  }

  @Test func gainsNothingWhereNothingIsHeldOut() {
    #expect(TermModel.fitted(sequences: own, heldOut: []) == nil)
    let odd = HeldOutText(tokens: [1, 2, 3, 4], base: [0, .nan, 2, -1])
    #expect(TermModel.fitted(sequences: own, heldOut: [odd]) == nil)
    #expect(TermModel.fitted(sequences: [], heldOut: heldOut(step: 3, seed: 2)) == nil)
  }

  @Test func takesTokensWithoutABaseAsContext() throws {
    // Of each text only the last token counts, and what comes before it is still what it follows.
    let texts = (0..<20).map { HeldOutText(tokens: [TokenID($0), TokenID($0 + 3)], base: [1 / 40]) }
    let (_, gain) = try #require(TermModel.fitted(sequences: own, heldOut: texts))
    #expect(gain > 2)
  }
}
