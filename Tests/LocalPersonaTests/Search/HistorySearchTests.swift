import Testing

@testable import LocalPersona

/// An encoder with three meanings: food, travel, work.
final class FakeEncoder: PassageEncoder {
  let fingerprint: [UInt8]
  private(set) var encodedTexts: [String] = []
  private let meanings = [
    ["soup", "dinner", "bread"], ["train", "ticket", "journey"], ["report", "meeting", "desk"],
  ]

  init(seed: UInt8 = 1) { fingerprint = [UInt8](repeating: seed, count: 32) }

  func encode(_ texts: [String]) throws -> [[Float]] {
    encodedTexts += texts
    return texts.map { text in
      let counts = meanings.map { words in Float(words.count { text.lowercased().contains($0) }) + 0.01 }
      let norm = counts.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return counts.map { $0 / norm }
    }
  }

  func table(_ entries: [Entry]) throws -> VectorTable {
    VectorTable(
      fingerprint: fingerprint, dimension: 3, ids: entries.map(\.id),
      values: try EntryPassages.vectors(of: entries, with: self).flatMap(\.self))
  }
}

@Suite("search in a history")
struct HistorySearchTests {
  private let entries: [Entry]
  private let search: HistorySearch

  init() throws {
    entries = [
      try Entry(written: Timestamp(100), kind: .mail, text: "The train was late again."),
      try Entry(written: Timestamp(200), kind: .note, text: "Soup for everyone, and bread."),
      try Entry(written: Timestamp(300), kind: .mail, text: "My journey ended in a field."),
      try Entry(written: Timestamp(400), kind: .note, text: "The report lies on the desk."),
    ]
    let encoder = FakeEncoder()
    search = HistorySearch(entries, vectors: try encoder.table(entries), encoder: encoder)
  }

  @Test func findsByWords() throws {
    let found = try search.matches(for: "train", mode: .text, limit: 10)
    #expect(found.map(\.entry) == [entries[0]])
    #expect(found.first?.meaningScore == nil)
  }

  @Test func findsByMeaningWithoutACommonWord() throws {
    let found = try search.matches(for: "ticket", mode: .meaning, limit: 10)
    #expect(Set(found.map(\.entry.id)) == [entries[0].id, entries[2].id])
  }

  @Test func putsWhatHasWordsAndMeaningFirst() throws {
    let found = try search.matches(for: "train ticket", limit: 10)
    #expect(found.map(\.entry) == [entries[0], entries[2]])
    #expect(found.allSatisfy { (0...1).contains($0.score) })
  }

  @Test func goesByWordsWhereThereAreNoVectors() throws {
    let found = try HistorySearch(entries).matches(for: "train ticket", limit: 10)
    #expect(found.map(\.entry) == [entries[0]])
  }

  @Test func keepsToKindsAndLimit() throws {
    #expect(
      try search.matches(for: "soup train desk", limit: 10, kinds: [.note]).allSatisfy {
        $0.entry.kind == .note
      })
    #expect(try search.matches(for: "soup train desk", limit: 2).count == 2)
  }

  @Test func fillsUpWithTheNewest() throws {
    let found = try search.matches(for: "zeppelin", mode: .text, limit: 3, includingUnrelated: true)
    #expect(found.map(\.entry) == [entries[3], entries[2], entries[1]])
    #expect(found.allSatisfy { $0.score == 0 })
  }

  @Test func prefersTheNewerOfEqualsOnly() throws {
    let twins = try [50, 20, 90].map { try Entry(written: Timestamp($0), text: "tea at five") }
    let better = try Entry(written: Timestamp(1), text: "tea tea tea tea")
    let found = try HistorySearch(twins + [better]).matches(for: "tea", limit: 10)
    #expect(found.map(\.entry) == [better, twins[2], twins[0], twins[1]])
  }

  @Test func givesTheSameOrderWhateverTheOrderOfEntries() throws {
    let same = try (0..<9).map { _ in try Entry(written: Timestamp(5), text: "tea at five") }
    let forth = try HistorySearch(same).matches(for: "tea", limit: 9).map(\.entry.id)
    let back = try HistorySearch(same.reversed()).matches(for: "tea", limit: 9).map(\.entry.id)
    #expect(forth == back)
  }

  @Test func treatsAnEntryWithoutVectorAsUnrelated() throws {
    let encoder = FakeEncoder()
    let table = try encoder.table(Array(entries.prefix(1)))
    let search = HistorySearch(entries, vectors: table, encoder: encoder)
    #expect(try search.matches(for: "journey", mode: .meaning, limit: 10).map(\.entry) == [entries[0]])
  }

  @Test(arguments: [1, 7, 8, 9, 384])
  func multipliesVectorsOfAnyLength(count: Int) {
    let left = (0..<count).map { Float($0 % 5) - 2 }
    let right = (0..<count).map { Float($0 % 7) - 3 }
    let expected = zip(left, right).reduce(Float(0)) { $0 + $1.0 * $1.1 }
    #expect(dotProduct(left.span, right.span) == expected)
  }
}

@Suite("passages of entries")
struct EntryPassagesTests {
  @Test func areOneForAShortEntry() throws {
    let entry = try Entry(title: "Tea", text: "At five.")
    #expect(EntryPassages.passages(of: entry) == ["Tea\nAt five."])
  }

  @Test(arguments: ["word ", "wörd ", "日本語", "x"])
  func areBoundedAndWhole(unit: String) throws {
    let text = String(repeating: unit, count: 3000)
    let passages = EntryPassages.passages(of: try Entry(text: text))
    #expect((3...EntryPassages.maximumPassageCount).contains(passages.count))
    #expect(passages.allSatisfy { $0.utf8.count <= EntryPassages.passageByteCount })
    #expect(text.hasPrefix(passages.joined()))
  }

  @Test func becomeOneVectorOfLengthOne() throws {
    let long = try Entry(
      text: String(repeating: "soup and bread ", count: 80) + String(repeating: "train ", count: 300))
    let vector = try #require(try EntryPassages.vectors(of: [long], with: FakeEncoder()).first)
    #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
    #expect(vector[0] > 0.1 && vector[1] > 0.1)
  }
}
