import Testing

@testable import LocalPersona

@Suite("a text that is shown while it comes")
struct WrappedStreamTests {
  private func shown(_ pieces: [String], _ columnCount: Int) -> String {
    var stream = WrappedStream(columnCount: columnCount)
    return pieces.map { stream.add($0) }.joined() + stream.finish()
  }

  @Test(arguments: [
    ("one two three", 7, "one two\nthree"), ("one two three", 6, "one\ntwo\nthree"), ("one", 2, "one"),
    ("a bbbbbbbbb c", 4, "a\nbbbbbbbbb\nc"), ("one\n  two three", 8, "one\n  two\nthree"),
    ("one  \ntwo", 5, "one  \ntwo"), ("one\n\ntwo", 4, "one\n\ntwo"), ("", 4, ""),
    (" one two ", 5, " one\ntwo "),
    ("春眠不覚暁", 4, "春眠\n不覚\n暁"), ("ab 春眠", 4, "ab\n春眠"),
  ])
  func breaksBetweenWords(text: String, columnCount: Int, expected: String) {
    #expect(shown([text], columnCount) == expected)
  }

  /// Wherever the text is cut into pieces, the lines are the same; they fit, and nothing but spaces is
  /// replaced.
  @Test(arguments: 0..<40)
  func doesNotDependOnThePieces(seed: Int) {
    var random = SearchRandom(seed: UInt64(seed))
    let words = ["a", "to", "the", "garden", "—", "extraordinarily", "é", "\n"]
    let text = (0..<60).map { _ in words[Int.random(in: words.indices, using: &random)] }.joined(
      separator: " ")
    let whole = shown([text], 16)
    #expect(shown(text.map(String.init), 16) == whole)
    for line in whole.split(separator: "\n") { #expect(ColumnText.width(of: String(line)) <= 16, "\(line)") }
    #expect(whole.filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
  }
}
