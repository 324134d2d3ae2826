import Testing

@testable import LocalPersona

@Suite("terms that stand out")
struct VoiceTermsTests {
  @Test func areComparedAsTheFormulasSay() {
    // By hand from equations 15, 16 and 22 of Monroe, Colaresi and Quinn (2008).
    let more = LogOdds(count: 10, of: 1000, rate: 2000, populationCount: 1_000_000)
    #expect(abs(more.difference - 1.1026283583229999) < 1e-12)
    #expect(abs(more.z - 3.808220480473855) < 1e-12)
    #expect(abs(more.ratio - 3) < 1e-12)
    let less = LogOdds(count: 0, of: 5000, rate: 30_000, populationCount: 4_149_504)
    #expect(abs(less.difference + 1.817206134889219) < 1e-9)
    #expect(abs(less.z + 9.952049092902753) < 1e-9)
    #expect(abs(less.ratio - 1.0 / 6) < 1e-12)
  }

  @Test func sayNothingWhereThereIsNoDifference() {
    let same = LogOdds(count: 60, of: 1000, rate: 60_000, populationCount: 4_000_000)
    #expect(abs(same.z) < 1e-9 && abs(same.ratio - 1) < 1e-9)
  }

  private func terms(_ texts: [String], recipients: [String] = []) -> [String] {
    let names = Set(recipients.flatMap { WordScanner.words(of: $0).map(\.exact) })
    return VoiceTerms(VoiceTally(texts), texts: texts, names: names, limit: 50).more.map(\.text)
  }

  @Test func areWordsAndPhrasesThatSeveralTextsHave() {
    let texts = (1...5).map { "We looked at the gubbins of house \($0) and had a word or two." }
    let found = terms(texts + ["A widget, a widget, a widget, a widget and a widget."])
    #expect(found.contains("gubbins"))
    #expect(!found.contains { $0.contains("widget") })
    // A phrase around a word that is told already adds nothing.
    #expect(!found.contains("the gubbins"))
    #expect(found.allSatisfy { !$0.contains { $0.isNumber } })
  }

  @Test func areNotNames() {
    let texts = (1...5).map { _ in "so here we met Quuxby and zaphod, and Anything went." }
    let found = terms(texts, recipients: ["Zaphod"])
    #expect(!found.contains { $0.contains("quuxby") || $0.contains("zaphod") })
    #expect(!found.isEmpty)
  }

  @Test func showTheirLettersInLowerCase() {
    #expect(
      terms((1...4).map { _ in "GUBBINS galore. Gubbins galore." }).contains { $0.hasPrefix("gubbins") })
  }
}

@Suite("how mails begin and end")
struct LetterEndsTests {
  private func mail(_ text: String, to recipient: String, kind: EntryKind = .mail) throws -> Entry {
    try Entry(kind: kind, recipient: recipient, text: text)
  }

  @Test func leavesNamesOutOfGreetings() throws {
    let entries = [
      try mail("Hi Ann,\n\nthe books came.\n\nBest,\nA.", to: "Ann"),
      try mail("Hi Bo,\n\nall is well here, thanks for asking.\n\nBest,\nA.", to: "Bo"),
      try mail("Hi Carla Maria,\r\n\r\nyes.\r\n\r\nBest,\r\nA.", to: "Carla"),
      try mail("Hi Dan,\n\nBest,\nA.", to: "Dan", kind: .note),
    ]
    let ends = LetterEnds(entries, names: Set(WordScanner.words(of: "ann bo carla").map(\.exact)))
    #expect(ends.letterCount == 3)
    #expect(ends.greetings == [LetterLine(text: "Hi …,", count: 3)])
    #expect(ends.signOffs == [LetterLine(text: "Best, / A.", count: 3)])
  }

  @Test func tellsNoLineThatSaysSomething() throws {
    let entries = try (1...3).map { _ in
      try mail("I would like to know when the boiler comes at last", to: "x")
    }
    let ends = LetterEnds(entries, names: [])
    #expect(ends.greetings.isEmpty && ends.signOffs.isEmpty)
  }
}

@Suite("spelling")
struct SpellingVariantsTests {
  @Test func tellsBritishFromAmerican() {
    let spelling = SpellingVariants(VoiceTally(["The colour of the grey harbour. A favorite Colour."]).terms)
    #expect(spelling.britishCount == 4 && spelling.americanCount == 1)
  }
}
