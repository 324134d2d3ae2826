import Testing

@testable import LocalPersona

@Suite("counts of a voice")
struct VoiceTallyTests {
  /// What `scripts/make-population-words --count` counts in the same text.
  private static let text = """
    Dear Ann,

    I don't know what to say – it's been a long week, and I do not know why. “Really?” she said. Mr. Smith won’t come on the 12th; he said so: twice!

    Well... I am tired (very tired). I don't know what else to tell you, and I can't say when it will be better. The café called; NASA did not. It's half-past nine -- that's late. You're right, I'm off! They're all well & I've no news.

    Best,
    Dev
    """

  @Test(arguments: [
    (VoiceMeasure.sentenceLength, 6.153846), (.sentenceDeviation, 5.347122), (.paragraphLength, 16),
    (.wordLength, 3.5625), (.longWords, 1.25), (.contractions, 78.571429), (.capitals, 25), (.shouting, 12.5),
    (.digits, 6.389776), (.commas, 62.5), (.semicolons, 25), (.colons, 12.5), (.dashes, 25), (.hyphens, 12.5),
    (.parentheses, 12.5), (.quotes, 25), (.exclamations, 25), (.questions, 12.5), (.ellipses, 12.5),
  ])
  func areThoseOfThePopulation(measure: VoiceMeasure, expected: Double) throws {
    let tally = VoiceTally([Self.text])
    #expect(tally.wordCount == 80)
    #expect(abs(try #require(measure.value(of: tally)) - expected) < 1e-5)
  }

  @Test(arguments: [
    ("i", 5), ("don't", 2), ("know", 3), ("cafe", 1), ("don't know", 2), ("i don't know", 2), ("week and", 0),
    ("do not know", 1), ("12th he", 0), ("ann i", 0), ("best dev", 0),
  ])
  func findWordsAndPhrases(term: String, count: Int) {
    #expect(VoiceTally([Self.text]).terms.count(of: TermCounts.key(of: term)) == count)
  }

  @Test func tellInHowManyTextsATermIs() {
    let tally = VoiceTally(["so so so", "not so", "no"])
    let so = tally.terms.counts[TermCounts.key(of: "so")]
    #expect(so?.count == 4 && so?.textCount == 2)
    #expect(tally.textCount == 3)
  }

  @Test func countPicturesOnce() {
    #expect(VoiceTally(["well 🙂 then 👩‍👩‍👧 ☀️ and 3 # signs", "no"]).emojiCount == 3)
  }

  @Test func saysNothingAboutFewContractions() {
    #expect(VoiceMeasure.contractions.value(of: VoiceTally(["I don't. I do not."])) == nil)
    #expect(VoiceMeasure.commas.value(of: VoiceTally([])) == nil)
  }

  @Test func endWithTheTextThatReachesTheLimit() {
    let long = String(repeating: "word ", count: VoiceTally.maximumWordCount)
    let tally = VoiceTally(["first", long, "left out"])
    #expect(tally.textCount == 2)
    #expect(tally.terms.count(of: TermCounts.key(of: "left")) == 0)
  }
}

@Suite("the population of a voice")
struct PopulationWordsTests {
  @Test func isWhole() {
    #expect(PopulationWords.terms.count == 8000 && PopulationWords.termsByKey.count == 8000)
    #expect(PopulationWords.contractionKeys.count == 32)
    #expect(PopulationWords.quantiles.count == VoiceMeasure.allCases.count)
    #expect(PopulationWords.quantiles.allSatisfy { $0.count == 5 && $0 == $0.sorted() })
    #expect(PopulationWords.terms.allSatisfy { $0.rate >= (PopulationWords.rarestWord - 1) })
  }

  @Test func knowsWordsPhrasesAndNames() throws {
    let the = try #require(PopulationWords.termsByKey[TermCounts.key(of: "The")])
    #expect(the.text == "the" && the.authorShare == 1 && !the.isName && the.wordCount == 1)
    #expect(PopulationWords.termsByKey[TermCounts.key(of: "of the")]?.wordCount == 2)
    #expect(PopulationWords.termsByKey[TermCounts.key(of: "london")]?.isName == true)
    #expect(PopulationWords.termsByKey[TermCounts.key(of: "I")]?.isName == false)
    #expect(
      PopulationWords.rate(of: TermCounts.key(of: "zzyzx"), wordCount: 1) == PopulationWords.rarestWord)
  }

  @Test(arguments: [
    (-1.0, 0.025), (0, 0.05), (1, 0.25), (2, 0.375), (3, 0.5), (7, 0.95), (8, 0.975),
  ])
  func placesAValueBetweenItsQuantiles(value: Double, share: Double) {
    #expect(VoiceStanding.share(of: value, among: [0, 1, 3, 5, 7]) == share)
  }

  @Test func placesAValueThatManyShareInTheirMiddle() {
    #expect(VoiceStanding.share(of: 0, among: [0, 0, 0, 1, 2]) == 0.275)
    #expect(VoiceStanding.share(of: 4, among: [4, 4, 4, 4, 4]) == 0.5)
  }
}
