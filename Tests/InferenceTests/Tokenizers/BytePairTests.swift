// BytePairTests.swift: byte-level BPE on a vocabulary small enough to see through, and any text on all kinds.

import Testing

@testable import Inference

@Suite("byte-level BPE")
struct BytePairTests {
  private func tokenizer(_ change: (inout GGUFBuilder) -> Void = { _ in }) throws -> BytePairTokenizer {
    var builder = GGUFBuilder.llama(tokenizer: "gpt2")
    builder["tokenizer.ggml.pre"] = .string("gpt-2")
    change(&builder)
    let folder = try ScratchFolder()
    return try BytePairTokenizer(GGUFFile(path: folder.write(builder.bytes())).metadata)
  }

  @Test func mergesByRank() throws {
    let t = try tokenizer()
    #expect(t.encode("the", addSpecial: false, parseSpecial: false) == [12])
    #expect(t.encode("thab the", addSpecial: false, parseSpecial: false) == [11, 15, 10, 12])
  }

  @Test func bytesWithoutATokenAreLeftOut() throws {
    #expect(try tokenizer().encode("aéz", addSpecial: false, parseSpecial: false) == [4])
  }

  @Test func mergesOfTextsThatAreNoTokensAreIgnored() throws {
    let t = try tokenizer { $0["tokenizer.ggml.merges"] = .strings(["q r", "t h", "zz top", "a b"]) }
    #expect(t.encode("thab", addSpecial: false, parseSpecial: false) == [11, 15])
  }

  @Test(arguments: ["th", " th", "t ", "", " "])
  func mergesWithoutTwoTextsAreRefused(merge: String) throws {
    #expect(throws: ModelFileError.self) { try tokenizer { $0["tokenizer.ggml.merges"] = .strings([merge]) } }
  }

  @Test func theByteAlphabetIsReversible() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(ByteAlphabet.decode(String(decoding: ByteAlphabet.encode(bytes.span), as: UTF8.self)) == bytes)
    #expect(Set(ByteAlphabet.scalars).count == 256 && ByteAlphabet.scalars[0x20] == "Ġ")
    #expect(ByteAlphabet.scalars[0x0A] == "Ċ" && ByteAlphabet.scalars[0xAD] == "\u{143}")
  }

  /// Text of any bytes, on every kind of tokenizer: ids are within the vocabulary, nothing traps.
  @Test(arguments: ["llama", "gpt2", "bert"])
  func anyBytesCanBeEncoded(kind: String) throws {
    var builder = GGUFBuilder.llama(tokenizer: kind)
    let folder = try ScratchFolder()
    let t = try makeTokenizer(GGUFFile(path: folder.write(builder.bytes())).metadata)
    var generator = SeededGenerator(seed: 3)
    for round in 0..<2000 {
      let count = Int.random(in: 0..<60, using: &generator)
      let bytes = (0..<count).map { _ -> UInt8 in
        round.isMultiple(of: 2)
          ? .random(in: 0...255, using: &generator)
          : "the ab<|im_\u{E9}\n".utf8.randomElement(using: &generator)!
      }
      let text = String(decoding: bytes, as: UTF8.self)
      let ids = t.encode(text, addSpecial: true, parseSpecial: round.isMultiple(of: 3))
      #expect(ids.allSatisfy { $0 >= 0 && $0 < t.vocabularyCount })
      _ = t.decode(ids)
    }
  }

  /// CVE-2025-52566: the number of tokens of a long text was kept in 32 bits and compared wrongly.
  @Test(arguments: ["llama", "gpt2", "bert"])
  func longTextsAreEncodedWhole(kind: String) throws {
    var builder = GGUFBuilder.llama(tokenizer: kind)
    let folder = try ScratchFolder()
    let t = try makeTokenizer(GGUFFile(path: folder.write(builder.bytes())).metadata)
    let ids = t.encode(String(repeating: "a\n", count: 100_000), addSpecial: false, parseSpecial: false)
    #expect(ids.count >= 100_000)
  }
}

@Suite("text that streams")
struct StreamingTextDecoderTests {
  @Test func holdsBackIncompleteCharacters() {
    var decoder = StreamingTextDecoder()
    let bytes = Array("é😀".utf8)
    #expect(decoder.append([bytes[0]]) == "" && decoder.append([bytes[1]]) == "é")
    #expect(decoder.append(Array(bytes[2...4])) == "" && decoder.append([bytes[5], 0x41]) == "😀A")
    #expect(decoder.finish() == "")
  }

  @Test func repairsWhatNeverBecomesText() {
    var decoder = StreamingTextDecoder()
    #expect(decoder.append([0xFF, 0x41]) == "\u{FFFD}A")
    #expect(decoder.append([0xC3]) == "" && decoder.append([0x41]) == "\u{FFFD}A")
    #expect(decoder.append([0xF0, 0x9F]) == "" && decoder.finish() == "\u{FFFD}" && decoder.finish() == "")
    #expect(decoder.append([0x80, 0x80, 0x80, 0x80, 0x80]) == String(repeating: "\u{FFFD}", count: 5))
  }

  @Test func anySplitGivesTheSameText() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let scalars = (0..<20).map { _ in
        Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator)) ?? "x"
      }
      let text = String(String.UnicodeScalarView(scalars)) + "😀🏽é"
      var decoder = StreamingTextDecoder()
      var rest = Array(text.utf8)[...]
      var out = ""
      while !rest.isEmpty {
        let count = min(rest.count, Int.random(in: 0...5, using: &generator))
        out += decoder.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(out + decoder.finish() == text)
    }
  }
}
