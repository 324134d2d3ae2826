import Foundation
import Testing

@testable import LocalPersona

@Suite("full-text index")
struct TextIndexTests {
  /// BM25 by its definition, over words as strings; divided by the sum of the query's rarities.
  private func reference(_ documents: [[String]], _ query: [String]) -> [Double] {
    let average = Double(documents.map(\.count).reduce(0, +)) / Double(documents.count)
    let asked = Set(query)
    func rarity(_ word: String) -> Double {
      let having = Double(documents.count { $0.contains(word) })
      return log(1 + (Double(documents.count) - having + 0.5) / (having + 0.5))
    }
    let total = asked.map(rarity).reduce(0, +)
    return documents.map { document in
      asked.reduce(0) { sum, word in
        let frequency = Double(document.count { $0 == word })
        let half = 1.2 * (1 - 0.75 + 0.75 * Double(document.count) / average)
        return sum + rarity(word) * frequency / (frequency + half)
      } / total
    }
  }

  @Test(arguments: [1, 2, 17, 200])
  func scoresAsTheDefinitionSays(documentCount: Int) throws {
    var random = SearchRandom(seed: UInt64(documentCount))
    let vocabulary = (0..<60).map { "word\($0)x" }
    func text(_ range: ClosedRange<Int>) -> [String] {
      (0..<Int.random(in: range, using: &random)).map { _ in
        // Squared, so that some words are frequent and some rare.
        vocabulary[Int(pow(Double.random(in: 0..<1, using: &random), 2) * 60)]
      }
    }
    let documents = (0..<documentCount).map { _ in text(1...40) }
    let index = TextIndex(try documents.map { try Entry(text: $0.joined(separator: " ")) })
    for _ in 0..<20 {
      let query = text(1...5) + ["unknown"]
      let scores = index.scores(for: query.joined(separator: ", "))
      for (score, expected) in zip(scores, reference(documents, query)) {
        #expect(abs(Double(score) - expected) < 1e-5)
        #expect((0..<1).contains(score))
      }
    }
  }

  @Test(arguments: [0, 1, 300, 5000])
  func aScanGivesTheSameToTheLastBit(documentCount: Int) throws {
    var random = SearchRandom(seed: UInt64(documentCount) + 9)
    let entries = try (0..<documentCount).map { _ in
      let words = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        "word\(Int.random(in: 0..<80, using: &random))s"
      }
      return try Entry(
        title: words.count.isMultiple(of: 3) ? words[0] : nil, recipient: words.count > 20 ? "Ann" : nil,
        tags: words.count > 25 ? ["word7"] : [], text: words.joined(separator: " "))
    }
    let index = TextIndex(entries)
    for query in ["word3", "word3 word7 word3s ann", "nothing", "", "word1 word2 word4 word5 word6"] {
      #expect(TextScan.scores(for: query, in: entries) == index.scores(for: query), "\(query)")
    }
  }

  @Test func findsTitleRecipientAndTags() throws {
    let entry = try Entry(title: "Boiler", recipient: "Pargeter", tags: ["home"], text: "It sighs.")
    let index = TextIndex([try Entry(text: "Nothing of the kind."), entry])
    for query in ["boilers", "pargeter", "HOME", "sighs"] {
      let scores = index.scores(for: query)
      #expect(scores[0] == 0 && scores[1] > 0, "\(query)")
    }
  }

  @Test func givesNothingForNothing() throws {
    #expect(TextIndex([]).scores(for: "tea") == [])
    #expect(TextIndex([try Entry(text: "tea")]).scores(for: " ?! ") == [0])
  }

  @Test func numbersHashesAsADictionaryWould() {
    var random = SearchRandom(seed: 3)
    var table = TermTable()
    var known: [UInt64: Int] = [:]
    for _ in 0..<20_000 {
      // Few distinct low bits, so that many hashes want the same slot.
      let key = UInt64.random(in: 0..<4000, using: &random) << 32
      let expected = known[key] ?? known.count
      #expect(table.number(of: key) == known[key])
      #expect(table.insert(key) == expected)
      known[key] = expected
    }
    #expect(table.count == known.count)
  }

  @Test func tellsAnEntryByItsRareWords() throws {
    let texts = (0..<20).map { "the meeting and the room and the tea for number \($0)" }
    let text = "The meeting and the room. Geraniums for the zeppelin; geraniums!"
    let index = TextIndex(try (texts + [text]).map { try Entry(text: $0) })
    #expect(index.tellingWords(of: text, count: 2) == ["Geraniums", "zeppelin"])
    #expect(index.tellingWords(of: "…", count: 2) == [])
  }
}
