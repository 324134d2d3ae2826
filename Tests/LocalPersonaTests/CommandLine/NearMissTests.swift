import Testing

@testable import LocalPersona

@Suite("near misses")
struct NearMissTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "ab", 2), ("abc", "abc", 0), ("ab", "ba", 1), ("abcd", "acbd", 1),
    ("kitten", "sitting", 3), ("ca", "abc", 3), ("mail", "mial", 1),
  ])
  func countsSlips(left: String, right: String, expected: Int) {
    #expect(NearMiss.distance(Array(left), Array(right)) == expected)
    #expect(NearMiss.distance(Array(right), Array(left)) == expected)
  }

  @Test(arguments: [
    ("serach", "search"), ("Add", "add"), ("ad", "add"), ("exprot", "export"), ("sea", "search"),
    ("rmm", "rm"),
    ("zzz", nil), ("x", nil), ("", nil),
  ])
  func suggestsTheClosestWord(word: String, expected: String?) {
    #expect(NearMiss.suggestion(for: word, among: ["add", "search", "export", "rm", "show"]) == expected)
  }
}
