import Foundation
import Inference
import Testing

@testable import LocalPersona

/// Texts over a small vocabulary in which each token favours one that follows it.
func someTexts(count: Int, length: Int, step: Int, seed: UInt64, vocabulary: Int = 40) -> [[TokenID]] {
  var random = SplitMix64(seed: seed)
  return (0..<count).map { _ in
    var token = Int(random.nextUnit() * Double(vocabulary))
    return (0..<length).map { _ in
      let goesOn = random.nextUnit() < 0.6
      token = goesOn ? (token + step) % vocabulary : Int(random.nextUnit() * Double(vocabulary))
      return TokenID(token)
    }
  }
}

@Suite("a person's terms")
struct TermModelTests {
  private static let vocabulary = 12
  private static let smoothings = [
    TermSmoothing(tokens: 5, pairs: 3, triples: 2), TermSmoothing(tokens: .infinity, pairs: 4, triples: 7),
    TermSmoothing(tokens: 9, pairs: .infinity, triples: 1),
    TermSmoothing(tokens: 1, pairs: 1, triples: .infinity), .usual, .off,
  ]
  private static let contexts: [[TokenID]] = [
    [], [3], [11], [1, 4], [4, 1], [9, 9], [2, 1, 4], [3, 3, 3], [99, 1], [1, 99],
  ]

  private let texts = someTexts(count: 6, length: 15, step: 3, seed: 5, vocabulary: 10) + [[], [7], [7, 8]]
  private let logits: [Float] = (0..<vocabulary).map { Float(($0 * 5) % 7) - 2.5 }

  private var base: [Double] {
    let sum = logits.reduce(0) { $0 + exp(Double($1)) }
    return logits.map { exp(Double($0)) / sum }
  }

  private func naive(_ w: TokenID, _ context: [TokenID], _ base: Double, _ mu: TermSmoothing) -> Double {
    func level(_ before: [TokenID], _ below: Double, _ mu: Double) -> Double {
      var hits = 0.0, total = 0.0
      for text in texts {
        for place in text.indices where text[..<place].suffix(before.count).elementsEqual(before) {
          total += 1
          if text[place] == w { hits += 1 }
        }
      }
      return mu == .infinity ? below : (hits + mu * below) / (total + mu)
    }
    let p1 = level([], base, mu.tokens)
    guard context.count >= 1 else { return p1 }
    let p2 = level(Array(context.suffix(1)), p1, mu.pairs)
    return context.count >= 2 ? level(Array(context.suffix(2)), p2, mu.triples) : p2
  }

  @Test(arguments: smoothings, contexts)
  func followsTheFormulaAndSumsToOne(smoothing: TermSmoothing, context: [TokenID]) {
    let model = TermModel(sequences: texts, smoothing: smoothing)
    var sum = 0.0
    for (token, base) in base.enumerated() {
      let p = Double(model.probability(of: TokenID(token), after: context[...], base: Float(base)))
      #expect(abs(p - naive(TokenID(token), context, base, smoothing)) < 1e-6)
      sum += p
    }
    #expect(abs(sum - 1) < 1e-5)
  }

  @Test(arguments: smoothings, contexts)
  func mixesToTheLogarithmOfTheProbability(smoothing: TermSmoothing, context: [TokenID]) {
    let model = TermModel(sequences: texts, smoothing: smoothing)
    var mixed = logits
    let share = model.mix(into: &mixed, after: context[...])
    let total = logits.reduce(0) { $0 + exp(Double($1)) }
    for (token, base) in base.enumerated() {
      let expected = log(naive(TokenID(token), context, base, smoothing)) + log(total) - Double(share)
      #expect(abs(Double(mixed[token]) - expected) < 1e-4)
    }
  }

  @Test func leavesTheBaseUntouchedWithoutWeights() {
    var mixed = logits
    TermModel(sequences: texts, smoothing: .off).mix(into: &mixed, after: [1, 4])
    #expect(mixed == logits)
    TermModel(sequences: [], smoothing: .usual).mix(into: &mixed, after: [1, 4])
    #expect(mixed == logits)
  }

  @Test func leavesUncountedAndBarredTokensAlone() {
    var mixed = logits
    mixed[1] = -.infinity
    mixed[2] = .nan
    TermModel(sequences: texts, smoothing: Self.smoothings[0]).mix(into: &mixed, after: [1, 4])
    #expect(mixed[1] == -.infinity && mixed[2].isNaN)
    #expect(mixed[10] == logits[10] && mixed[11] == logits[11])
    #expect(mixed[3] != logits[3])
  }

  @Test func survivesLogitsOfAnyKind() {
    let model = TermModel(sequences: texts, smoothing: Self.smoothings[0])
    for odd: [Float] in [
      [], [-.infinity, -.infinity], [.nan], [.infinity, 1, 2], [1e38, -1e38, 3], Array(logits[..<5]),
    ] {
      var mixed = odd
      model.mix(into: &mixed, after: [1, 4])
      #expect(mixed.count == odd.count)
      for (after, before) in zip(mixed, odd) where before.isFinite { #expect(!after.isNaN) }
    }
  }

  @Test func sumsExponentialsLikeTheLibrary() {
    var random = SplitMix64(seed: 3)
    for count in [1, 7, 8, 9, 1000] {
      let values = (0..<count).map { _ in Float(random.nextUnit() * 60 - 30) }
      let expected = log(values.reduce(0) { $0 + exp(Double($1)) })
      #expect(abs(Double(LogSumExp.of(values)) - expected) < 1e-5)
    }
    #expect(LogSumExp.of([]) == -.infinity && LogSumExp.of([1, .infinity]) == .infinity)
  }

  @Test func keepsTheProbabilityOfAnEnd() {
    let model = TermModel(sequences: texts, smoothing: Self.smoothings[0])
    var shaped = logits
    TermShaper(model: model, ends: [11, 50]).shape(&shaped, after: [1, 4])
    let total = shaped.reduce(0) { $0 + exp(Double($1)) }
    #expect(abs(exp(Double(shaped[11])) / total - base[11]) < 1e-5)
    var plain = logits
    model.mix(into: &plain, after: [1, 4])
    #expect(exp(Double(plain[11])) / plain.reduce(0) { $0 + exp(Double($1)) } < base[11] / 2)
  }

  @Test func namesWhatIsOverUsed() {
    // Ten texts of tokens that are all alike, and three that come in one order again and again.
    var random = SplitMix64(seed: 8)
    let texts = (0..<10).map { _ in
      (0..<60).map { _ in TokenID(random.nextUnit() * 40) } + [100, 101, 102, 5, 100, 101, 102]
    }
    let model = TermModel(sequences: texts)
    #expect(model.favourites(leastCount: 10).prefix(2).map(\.tokens) == [[100, 101], [101, 102]])
    let compared = model.favourites(comparedWith: { _, before in before.isEmpty ? 1 / 100 : nil })
    #expect(compared.contains { $0.tokens == [101] && $0.count == 20 })
    #expect(compared.allSatisfy { $0.ratio > 1 && $0.count >= 3 })
    #expect(zip(compared, compared.dropFirst()).allSatisfy { $0.evidence >= $1.evidence })
    #expect(TermModel(sequences: []).favourites().isEmpty)
  }
}
