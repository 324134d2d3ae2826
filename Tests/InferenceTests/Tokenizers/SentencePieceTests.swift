// SentencePieceTests.swift: SentencePiece BPE on a vocabulary small enough to see through.

import Testing

@testable import Inference

@Suite("SentencePiece BPE")
struct SentencePieceTests {
  private func tokenizer(_ change: (inout GGUFBuilder) -> Void = { _ in }) throws -> SentencePieceTokenizer {
    var builder = GGUFBuilder.llama()
    change(&builder)
    let folder = try ScratchFolder()
    return try SentencePieceTokenizer(GGUFFile(path: folder.write(builder.bytes())).metadata)
  }

  private func texts(_ ids: [TokenID], _ tokenizer: SentencePieceTokenizer) -> [String] {
    ids.map { String(decoding: tokenizer.bytes(of: $0), as: UTF8.self) }
  }

  @Test func joinsByScore() throws {
    let t = try tokenizer()
    // Tokens with lower numbers have higher scores here: "▁a" (14) is made before "ab" (15).
    #expect(texts(t.encode("the ab", addSpecial: false, parseSpecial: false), t) == [" the", " a", "b"])
    #expect(t.encode("the", addSpecial: true, parseSpecial: false) == [1, 13])
  }

  @Test func unknownCharactersBecomeBytesOrUnknown() throws {
    let t = try tokenizer()
    // Only 0x0A and 0x41 have byte tokens; other bytes become <unk>.
    #expect(t.encode("\nA", addSpecial: false, parseSpecial: false) == [3, 16, 17])
    #expect(t.encode("é", addSpecial: false, parseSpecial: false) == [3, 0, 0])
    #expect(t.bytes(of: 16) == [0x0A] && t.bytes(of: 17) == [0x41] && t.bytes(of: 0) == [])
  }

  @Test func controlTokensOnlyWhereAllowed() throws {
    let t = try tokenizer()
    #expect(t.encode("<|im_end|>a", addSpecial: false, parseSpecial: true) == [22, 14])
    #expect(!t.encode("<|im_end|>a", addSpecial: false, parseSpecial: false).contains(22))
    #expect(t.isControl(22) && !t.isControl(4) && !t.isControl(-1) && !t.isControl(24))
    #expect(t.bytes(of: 22) == [] && t.bytes(of: 24) == [] && t.bytes(of: -5) == [])
    #expect(t.endOfGeneration == [2, 22] && t.beginOfSequence == 1)
  }

  @Test func spacePrefixCanBeTurnedOff() throws {
    let t = try tokenizer { $0["tokenizer.ggml.add_space_prefix"] = .bool(0) }
    #expect(texts(t.encode("the", addSpecial: false, parseSpecial: false), t) == ["the"])
  }

  @Test func userDefinedTokensAreCutOutOfAnyText() throws {
    let t = try tokenizer { builder in
      var kinds = [Int32](repeating: 1, count: 24)
      kinds[15] = 4  // "ab"
      builder["tokenizer.ggml.token_type"] = .i32s(kinds)
    }
    #expect(texts(t.encode("cabc", addSpecial: false, parseSpecial: false), t) == [" ", "c", "ab", " ", "c"])
  }

  @Test(arguments: [false, true])
  func wordByWordEqualsTheWhole(joins: Bool) throws {
    // The same text, with a vocabulary in which a token reaches across a blank, and one in which none does.
    let t = try tokenizer { builder in
      guard joins, case .strings(var tokens) = builder["tokenizer.ggml.tokens"] else { return }
      tokens[7] = "b▁"
      builder["tokenizer.ggml.tokens"] = .strings(tokens)
    }
    let ids = t.encode("ab ab", addSpecial: false, parseSpecial: false)
    #expect(t.decode(ids) == " ab ab")
    #expect(ids == (joins ? [14, 7, 15] : [14, 5, 14, 5]))
  }
}
