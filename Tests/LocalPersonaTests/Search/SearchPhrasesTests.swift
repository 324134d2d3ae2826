import Testing

@testable import LocalPersona

@Suite("phrases of a query")
struct SearchPhrasesTests {
  private func admits(_ query: String, _ text: String, title: String? = nil) throws -> Bool {
    SearchPhrases(in: query).admits(try Entry(title: title, text: text))
  }

  @Test(arguments: [
    ("\"late train\"", "The Late, train!", true), ("\"late train\"", "the train was late", false),
    ("\"late train\"", "late, the train", false), ("\"late train\" garden", "a late train", true),
    ("“late train”", "a late train", true), ("\"train\"", "trains", false), ("\"café\"", "cafe", true),
    ("\"a b\" \"c d\"", "c d a b", true), ("\"a b\" \"c d\"", "a b c", false),
  ])
  func mustStandInAnEntryAsTheyStandInTheQuery(query: String, text: String, isIn: Bool) throws {
    #expect(try admits(query, text) == isIn)
  }

  @Test func mayStandInTheTitleButNotAcrossItAndTheText() throws {
    #expect(try admits("\"late train\"", "text", title: "A late train"))
    #expect(try !admits("\"late train\"", "train", title: "late"))
  }

  @Test(arguments: ["late train", "a 5\" disk", "\"\"", "\" \" late", "\""])
  func areNoneWithoutTwoQuotesAroundAWord(query: String) throws {
    #expect(SearchPhrases(in: query).isEmpty)
    #expect(try admits(query, "anything"))
  }
}
