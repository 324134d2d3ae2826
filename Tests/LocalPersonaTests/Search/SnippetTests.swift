import Testing

@testable import LocalPersona

@Suite("snippets")
struct SnippetTests {
  private func marked(_ text: String, _ query: String, _ count: Int = 40) -> String {
    Snippet(of: text, query: query, characterCount: count).parts
      .map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
  }

  @Test(arguments: [
    ("The train is late.", "trains", "The [train] is late."),
    ("One\n\n  two\tthree", "two", "One [two] three"),
    ("tea", "coffee", "tea"),
    ("…", "tea", ""),
    ("Größe zählt", "grosse größe", "[Größe] zählt"),
  ])
  func showShortTextsWhole(text: String, query: String, expected: String) {
    #expect(marked(text, query) == expected)
  }

  @Test func showWhereTheQueryIsDensest() {
    let text =
      String(repeating: "nothing here ", count: 20)
      + "but the blue train waits for the tickets. Then more words follow here."
    let shown = marked(text, "train tickets", 60)
    #expect(shown.contains("[train] waits for the [tickets]."))
    #expect(shown.hasPrefix("… ") && shown.hasSuffix(" …"))
  }

  @Test func holdWholeWordsOfAnyText() {
    var random = SearchRandom(seed: 5)
    let vocabulary = ["tea", "größer", "日本", "x", "—", "train", "\n"]
    for _ in 0..<300 {
      let text = (0..<30).map { _ in vocabulary.randomElement(using: &random) ?? "" }.joined(separator: " ")
      let snippet = Snippet(of: text, query: "train tea", characterCount: 30)
      #expect(snippet.text.utf8.count <= 30 + 16)
      #expect(!snippet.text.contains("\u{fffd}") && !snippet.text.contains("\n"))
      #expect(snippet.parts.filter(\.isMatch).allSatisfy { ["train", "tea"].contains($0.text) })
    }
  }
}
