import Testing

@testable import Inference

@Suite("sorted pieces")
struct SortedPiecesTests {
  private func found(_ texts: [String], in text: String, from start: Int = 0) -> [[Int]] {
    let pieces = SortedPieces(PackedTexts(texts), ids: texts.indices.map { TokenID($0) })
    let bytes = Array(text.utf8)
    var found: [[Int]] = []
    pieces.forEachPiece(in: bytes.span, from: start) { found.append([Int($0), $1]) }
    return found
  }

  @Test func everyPieceThatBeginsAtAPlaceIsFoundTheShortestFirst() {
    let texts = ["abc", "a", "b", "abd", "ab", "", "é"]
    #expect(found(texts, in: "abcé") == [[1, 1], [4, 2], [0, 3]])
    #expect(found(texts, in: "abcé", from: 1) == [[2, 2]])
    #expect(found(texts, in: "abcé", from: 3) == [[6, 5]])
    #expect(found(texts, in: "abcé", from: 2).isEmpty && found(texts, in: "abcé", from: 5).isEmpty)
  }

  /// A file may name one piece a million times: each look-up would walk over all of them.
  @Test func ofEqualPiecesOnlyTheLastIsKept() {
    let texts = [String](repeating: "a", count: 20_000) + ["aa"] + [String](repeating: "a", count: 5)
    #expect(found(texts, in: "aaa") == [[20_005, 1], [20_000, 2]])
  }

  @Test func findsEveryPieceAtAPlace() {
    let texts = PackedTexts(["abc", "a", "", "b", "ab", "a", "é", "abd", "abcde"])
    let pieces = SortedPieces(texts, ids: [0, 1, 2, 3, 4, 5, 7, 8])
    func found(_ text: String, _ start: Int) -> [[Int]] {
      var found: [[Int]] = []
      let bytes = Array(text.utf8)
      pieces.forEachPiece(in: bytes.span, from: start) { found.append([Int($0), $1]) }
      return found
    }
    #expect(found("abcdab", 0) == [[5, 1], [4, 2], [0, 3]])
    #expect(found("abcdeb", 0) == [[5, 1], [4, 2], [0, 3], [8, 5]])
    #expect(found("abcdab", 4) == [[5, 5], [4, 6]])
    #expect(found("abcdab", 6) == [] && found("é", 0) == [] && found("", 0) == [])
    #expect(pieces.endOfLongestPiece(in: Array("xabd".utf8).span, from: 1) == 4)
  }
}
