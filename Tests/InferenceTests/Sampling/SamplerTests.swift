import Foundation
import Inference
import Testing

@Suite("sampler")
struct SamplerTests {
  private let logits: [Float] = [1, 3, 2, -1, 3, 0]

  private func draws(_ settings: SamplerSettings, _ count: Int, logits: [Float]? = nil) -> [TokenID] {
    var sampler = Sampler(settings)
    return (0..<count).map { _ in sampler.sample(logits ?? self.logits, recent: []) }
  }

  private func open(temperature: Float = 1, topK: Int = 0, topP: Float = 1, minP: Float = 0)
    -> SamplerSettings
  {
    SamplerSettings(
      temperature: temperature, topK: topK, topP: topP, minP: minP, repetitionPenalty: 1, seed: 5)
  }

  @Test func temperatureZeroTakesTheFirstOfTheLikeliest() {
    #expect(draws(open(temperature: 0), 3) == [1, 1, 1])
  }

  @Test func theSameSeedDrawsTheSameTokens() {
    #expect(draws(open(), 200) == draws(open(), 200))
    var other = open()
    other.seed = 6
    #expect(draws(open(), 200) != draws(other, 200))
  }

  @Test(arguments: [Float(0.5), 1, 2])
  func drawsAsOftenAsTheSoftmaxSays(temperature: Float) {
    let count = 40_000, drawn = draws(open(temperature: temperature), count)
    let weights = logits.map { exp(Double($0 / temperature)) }, sum = weights.reduce(0, +)
    for (token, weight) in weights.enumerated() {
      let expected = weight / sum, actual = Double(drawn.count { $0 == token }) / Double(count)
      // Four standard deviations of a binomial share.
      #expect(abs(actual - expected) < 4 * (expected * (1 - expected) / Double(count)).squareRoot())
    }
  }

  @Test func topKTopPAndMinPLeaveTheLikeliest() {
    #expect(Set(draws(open(topK: 2), 500)) == [1, 4])
    #expect(Set(draws(open(topK: 1), 50)) == [1])
    #expect(Set(draws(open(topP: 0.5), 500)) == [1, 4])
    #expect(Set(draws(open(minP: 0.3), 500)) == [1, 2, 4])
    #expect(Set(draws(open(topP: 0), 50)) == [1])
  }

  @Test func thePenaltyMakesRecentTokensLessLikely() {
    let settings = SamplerSettings(temperature: 0, repetitionPenalty: 2, repetitionWindow: 2, seed: 1)
    var sampler = Sampler(settings)
    #expect(sampler.sample(logits, recent: [1]) == 4)
    #expect(sampler.sample(logits, recent: [1, 4]) == 2)
    #expect(sampler.sample(logits, recent: [1, 0, 0]) == 1)  // out of the window
    #expect(sampler.sample([-1, -1.5], recent: [0]) == 1)  // a negative logit falls too
  }

  @Test func excludedTokensAreNotDrawn() {
    var sampler = Sampler(open())
    for _ in 0..<200 {
      #expect(![1, 4].contains(sampler.sample(logits, recent: [], excluding: [1, 4, 99])))
    }
  }

  @Test func logitsThatAreNoNumbersAreNotDrawn() {
    #expect(Set(draws(open(), 100, logits: [.nan, 1, -.infinity])) == [1])
    #expect(draws(open(), 1, logits: [.nan, .nan]).allSatisfy { (0..<2).contains($0) })
  }

  @Test func aLargeVocabularyKeepsTheBestInOrder() {
    let many = randomFloats(49_152, seed: 9, scale: 10)
    let best = Set(many.indices.sorted { many[$0] > many[$1] }.prefix(40).map { TokenID($0) })
    #expect(Set(draws(open(temperature: 5, topK: 40), 3000, logits: many)).isSubset(of: best))
  }
}
