import Testing

@testable import LocalPersona

@Suite("words of plain text, eight bytes at a time")
struct PlainWordsTests {
  /// How many words a text has, and those that begin like one of the query's.
  private func scan(_ text: String, for query: String) -> (count: Int, found: [Word]) {
    let utf8 = text.utf8
    let beginnings = WordBeginnings(of: query)
    var scanner = WordScanner(utf8.span)
    var found: [Word] = []
    var count = 0
    while true {
      count += scanner.skipPlainWords(beginningWith: beginnings) { found.append($0) }
      guard let word = scanner.next() else { return (count, found) }
      count += 1
      found.append(word)
    }
  }

  private func expectSame(_ text: String, _ query: String) {
    let all = WordScanner.words(of: text)
    let wanted = Set(WordScanner.words(of: query).map(\.stem))
    let (count, found) = scan(text, for: query)
    #expect(count == all.count, "\(text)")
    #expect(
      found.filter { wanted.contains($0.stem) } == all.filter { wanted.contains($0.stem) },
      "\(query): \(text)")
  }

  @Test func areThoseOfTheScanner() {
    var random = SearchRandom(seed: 10)
    let vocabulary = [
      "tea", "Teas", "ärger", "Éclair", "eclairs", "o'clock", "1st", "日", "ties", "мир", "Äpfel", "apfel",
      "rhythm's",
      "don’t", "city", "Cities", "city's", "flies", "fly", "gas", "gas's", "boxes", "box", "as", "a's",
      "boss", "''quoted''", "uninterruptedly", "e\u{301}tude",
    ]
    let between = [" ", ", ", "", "\n", " – ", "'", "-"]
    for _ in 0..<2000 {
      let query = (0..<3).compactMap { _ in vocabulary.randomElement(using: &random) }.joined(separator: " ")
      let text = (0..<12).map { _ in
        (vocabulary.randomElement(using: &random) ?? "") + (between.randomElement(using: &random) ?? "")
      }
      expectSame(text.joined(), query)
    }
  }

  @Test func areThoseOfTheScannerInAnyText() {
    var random = SearchRandom(seed: 11)
    let characters = Array("aBz09@[`{/:'' -.é’日\u{301}")
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        characters.randomElement(using: &random) ?? " "
      }
      expectSame(String(text), "a b z 0 9 é")
    }
  }

  @Test func ofAnyByteAreThoseOfTheScanner() {
    for byte in UInt8.min..<0x80 {
      expectSame("xx\(String(UnicodeScalar(byte)))xx \(String(UnicodeScalar(byte)))", "x")
    }
  }
}
