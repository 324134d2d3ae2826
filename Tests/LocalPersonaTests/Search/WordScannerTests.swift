import Testing

@testable import LocalPersona

@Suite("words of a text")
struct WordScannerTests {
  private func texts(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return WordScanner.words(of: text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  private func stem(_ word: String) -> UInt64? { WordScanner.words(of: word).first?.stem }
  private func exact(_ word: String) -> UInt64? { WordScanner.words(of: word).first?.exact }

  @Test(arguments: [
    ("", []), (" .,- ", []), ("one", ["one"]), ("One, two;three", ["One", "two", "three"]),
    ("don't 'quote' o'", ["don't", "quote", "o"]), ("it\u{2019}s", ["it\u{2019}s"]),
    ("half-past 7.30", ["half", "past", "7", "30"]), ("Grüße, Żółć!", ["Grüße", "Żółć"]),
    ("日本語 text", ["日", "本", "語", "text"]), ("ab日", ["ab", "日"]), ("Привет мир", ["Привет", "мир"]),
    ("a\u{ad}b", ["a\u{ad}b"]), ("e\u{301}t", ["e\u{301}t"]), ("한국어 말", ["한국어", "말"]),
    ("“quoted” — dash…", ["quoted", "dash"]),
  ])
  func areCutWhereTheyEnd(text: String, expected: [String]) {
    #expect(texts(text) == expected)
  }

  @Test(arguments: [
    ("Straße", "strase"), ("CAFÉ", "cafe"), ("e\u{301}", "é"), ("don't", "DON\u{2019}T"), ("ŻÓŁĆ", "zolc"),
    ("ΛΌΓΟΣ", "λόγος"), ("ПРИВЕТ", "привет"), ("Ёж", "ёж"), ("co\u{ad}op", "coop"), ("Øre", "ore"),
  ])
  func areEqualInFoldedForm(first: String, second: String) {
    #expect(exact(first) == exact(second))
  }

  @Test(arguments: [
    ("deadlines", "deadline"), ("parties", "party"), ("boxes", "box"), ("churches", "church"),
    ("Anna's", "anna"), ("glasses", "glass"),
  ])
  func looseTheirPluralInTheStem(plural: String, singular: String) {
    #expect(stem(plural) == stem(singular))
    #expect(exact(plural) != exact(singular))
  }

  @Test(arguments: [("gas", "ga"), ("bus", "bu"), ("less", "les"), ("ties", "ty"), ("naïve", "naiv")])
  func keepWhatIsNoEnding(first: String, second: String) {
    #expect(stem(first) != stem(second))
  }

  @Test func lieInOrderWithinAnyBytes() {
    var random = SearchRandom(seed: 7)
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        UInt8.random(in: .min ... .max, using: &random)
      }
      var end = 0
      for word in WordScanner.words(of: bytes.span) {
        #expect(word.range.lowerBound >= end && !word.range.isEmpty && word.range.upperBound <= bytes.count)
        end = word.range.upperBound
      }
    }
  }

  @Test func doNotDependOnWhatStandsAround() {
    var random = SearchRandom(seed: 8)
    let vocabulary = ["tea", "Tea's", "größer", "日", "it's", "42", "Łódź", "naïve", "мир"]
    for _ in 0..<200 {
      let chosen = (0..<12).map { _ in vocabulary.randomElement(using: &random) ?? "" }
      let text = chosen.map { $0 + ([" ", ", ", "\n\n", " – "].randomElement(using: &random) ?? " ") }
        .joined()
      #expect(WordScanner.words(of: text).map(\.exact) == chosen.compactMap(exact))
    }
  }

  @Test func ofASCIIAreRunsWithApostrophesInside() {
    var random = SearchRandom(seed: 9)
    for _ in 0..<3000 {
      let text = String(
        (0..<Int.random(in: 0...16, using: &random)).map { _ in
          "aBs7'' -.".randomElement(using: &random) ?? " "
        })
      let expected = text.lowercased().matches(of: #/[a-z0-9]+(?:'[a-z0-9]+)*/#).map { String($0.output) }
      let bytes = Array(text.lowercased().utf8)
      let words = WordScanner.words(of: text)
      #expect(words.map { String(decoding: bytes[$0.range], as: UTF8.self) } == expected, "\(text)")
      #expect(words.map(\.exact) == expected.compactMap(exact), "\(text)")
    }
  }
}
