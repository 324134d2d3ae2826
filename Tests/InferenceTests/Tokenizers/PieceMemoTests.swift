import Testing

@testable import Inference

@Suite("memo of pieces")
struct PieceMemoTests {
  /// Random pieces over few letters, many of them met before; some longer than what is remembered.
  private func pieces(_ random: inout SeededGenerator) -> (text: [UInt8], ranges: [Range<Int>]) {
    var text: [UInt8] = [], ranges: [Range<Int>] = []
    for _ in 0..<2000 {
      let count = Int.random(in: 0...20, using: &random) == 0 ? 40 : Int.random(in: 1...4, using: &random)
      let start = text.count
      for _ in 0..<count { text.append(UInt8.random(in: 0x61...0x64, using: &random)) }
      ranges.append(start..<text.count)
    }
    return (text, ranges)
  }

  /// What a piece becomes here: a number of tokens that depends on its bytes.
  private func tokens(of piece: Span<UInt8>) -> [TokenID] {
    piece.indices.flatMap { index in
      [TokenID](repeating: TokenID(piece[index]) * 7 + TokenID(index), count: Int(piece[index]) % 3)
    }
  }

  @Test(arguments: [0, 100, 100_000])
  func everyPieceBecomesWhatItWouldAlone(byteCount: Int) {
    var random = SeededGenerator(seed: UInt64(byteCount))
    let (text, ranges) = pieces(&random)
    var memo = PieceMemo(byteCount: byteCount), actual: [TokenID] = [], expected: [TokenID] = []
    var madeCount = 0
    for range in ranges {
      memo.append(range, of: text.span, to: &actual) { piece, tokens in
        madeCount += 1
        tokens += self.tokens(of: piece)
      }
      expected += tokens(of: text.span.extracting(range))
    }
    #expect(actual == expected)
    #expect(madeCount < ranges.count)
  }

  @Test(arguments: ["tiny-qwen2", "tiny-phi3", "tiny-llama-f32"])
  func wordsBecomeInATextWhatTheyBecomeAlone(fixture: String) throws {
    let file = try GGUFFile(path: SharedMaterial.fixtures.appending(path: fixture + ".gguf").path)
    let tokenizer = try makeTokenizer(file.metadata)
    var random = SeededGenerator(seed: 3)
    let letters = Array("etaonhis")
    let words = (0..<500).map { _ in
      " "
        + String(
          (0..<Int.random(in: 1...5, using: &random)).map { _ in letters.randomElement(using: &random) ?? "e"
          })
    }
    // Behind a first word: some tokenizers put a blank in front of a text.
    let encode = { tokenizer.encode("e" + $0, addSpecial: false, parseSpecial: false) }
    let first = encode("")
    let alone = words.map { encode($0) }
    #expect(alone.allSatisfy { $0.starts(with: first) })
    #expect(encode(words.joined()) == first + alone.flatMap { $0.dropFirst(first.count) })
  }
}
