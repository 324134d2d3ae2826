// UnigramTokenizerTests.swift: Unigram against the `sentencepiece` package, and on a vocabulary small enough
// to see through.

import Foundation
import Testing

@testable import Inference

@Suite("Unigram")
struct UnigramTokenizerTests {
  /// T5's kind of vocabulary, and its contrary: white space kept, no character map, byte tokens.
  static let fixtures = ["unigram", "unigram-bytes"]

  private struct Reference: Decodable {
    struct Case: Decodable {
      var text: String
      var tokens: [TokenID]
    }
    var cases: [Case]
  }

  static func metadata(_ name: String) throws -> GGUFMetadata {
    try GGUFFile(path: SharedMaterial.fixtures.appending(path: name + ".gguf").path).metadata
  }

  private func cases(_ name: String) throws -> [Reference.Case] {
    let file = SharedMaterial.fixtures.appending(path: name + ".json")
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file)).cases
  }

  @Test(arguments: fixtures)
  func idsAreThoseOfSentencePiece(name: String) throws {
    let tokenizer = try makeTokenizer(Self.metadata(name))
    for item in try cases(name) {
      let ids = tokenizer.encode(item.text, addSpecial: false, parseSpecial: false)
      #expect(ids == item.tokens, "\(item.text.debugDescription)")
      #expect(tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens + [1])
    }
  }

  @Test func aVocabularyWithEveryByteGivesEachTextBack() throws {
    let tokenizer = try makeTokenizer(Self.metadata("unigram-bytes"))
    for item in try cases("unigram-bytes") where !item.text.unicodeScalars.contains("\u{2581}") {
      #expect(item.tokens.flatMap(tokenizer.bytes) == Array(item.text.utf8), "\(item.text.debugDescription)")
    }
  }

  @Test func decodingGivesTheNormalisedText() throws {
    let tokenizer = try makeTokenizer(Self.metadata("unigram"))
    let ids = tokenizer.encode("  The ﬁrst\n letter ", addSpecial: true, parseSpecial: false)
    #expect(tokenizer.decode(ids) == " The first letter")
  }

  @Test(arguments: fixtures)
  func anyBytesBecomeTokensOfTheVocabulary(name: String) throws {
    let tokenizer = try makeTokenizer(Self.metadata(name))
    var random = SeededGenerator(seed: 0x5EED_7)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        // Bytes that begin long characters are frequent, so that many are cut short.
        Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : 0xE2
      }
      let text = String(decoding: bytes, as: UTF8.self)
      for parsesSpecial in [false, true] {
        let ids = tokenizer.encode(text, addSpecial: true, parseSpecial: parsesSpecial)
        #expect(ids.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularyCount }, "\(bytes)")
      }
    }
  }

  /// 0 to 2 special, then pieces with scores that are easy to add up.
  private func tokenizer(_ change: (inout GGUFBuilder) -> Void = { _ in }) throws -> UnigramTokenizer {
    var builder = GGUFBuilder()
    builder.keys = [
      ("tokenizer.ggml.model", .string("t5")),
      (
        "tokenizer.ggml.tokens",
        .strings(["<pad>", "</s>", "<unk>", "▁", "a", "b", "ab", "▁a", "abab", "<keep>", "unused"])
      ),
      ("tokenizer.ggml.scores", .f32s([0, 0, 0, -2, -2, -2, -3, -3.5, -6.5, 0, -1])),
      ("tokenizer.ggml.token_type", .i32s([3, 3, 2, 1, 1, 1, 1, 1, 1, 4, 5])),
    ]
    change(&builder)
    let folder = try ScratchFolder()
    return try UnigramTokenizer(GGUFFile(path: folder.write(builder.bytes())).metadata)
  }

  private func ids(_ text: String, _ tokenizer: UnigramTokenizer) -> [TokenID] {
    tokenizer.encode(text, addSpecial: false, parseSpecial: false)
  }

  @Test func takesTheCutWithTheHighestSum() throws {
    let t = try tokenizer()
    #expect(ids("ab", t) == [3, 6])  // −2 −3, not −3.5 −2
    #expect(ids("a", t) == [7])  // −3.5, not −2 −2
    #expect(ids("abab", t) == [3, 6, 6])  // −2 −3 −3, not −2 −6.5
    #expect(ids("", t) == [] && ids("   ", t) == [])
    #expect(t.encode("a", addSpecial: true, parseSpecial: false) == [7, 1])
  }

  @Test func unknownCharactersInARowAreOneToken() throws {
    let t = try tokenizer()
    #expect(ids("aéöa", t) == [7, 2, 4])
    #expect(ids("é é", t) == [3, 2, 3, 2])
    #expect(ids("unused", t) == [3, 2])
    #expect(t.bytes(of: 2) == [] && t.bytes(of: 10) == [] && t.bytes(of: -1) == [] && t.bytes(of: 11) == [])
  }

  @Test func userDefinedTokensAreNeverCut() throws {
    let t = try tokenizer()
    #expect(ids("a<keep>b", t) == [7, 9, 5])
    #expect(t.decode([7, 9, 5]) == " a<keep>b")
  }

  @Test func controlTokensOnlyWhereAllowed() throws {
    let t = try tokenizer()
    #expect(t.encode("a</s>b", addSpecial: false, parseSpecial: true) == [7, 1, 3, 5])
    #expect(!ids("a</s>b", t).contains(1))
    #expect(t.isControl(0) && t.isControl(2) && !t.isControl(4) && !t.isControl(99))
    #expect(t.endOfGeneration == [1] && t.beginOfSequence == nil && t.token(named: "ab") == 6)
  }

  @Test func whiteSpaceIsKeptWhereTheModelKeepsIt() throws {
    let t = try tokenizer { $0["tokenizer.ggml.remove_extra_whitespaces"] = .bool(0) }
    #expect(ids("a  b ", t) == [7, 3, 3, 5, 3])
    let bare = try tokenizer { $0["tokenizer.ggml.add_space_prefix"] = .bool(0) }
    #expect(ids(" a  b ", bare) == [4, 3, 5])
  }

  @Test(arguments: [UInt32(0), 1])
  func theCharacterMapMayBeSignedOrNot(type: UInt32) throws {
    func array(_ bytes: [UInt8]) -> GGUFBuilder.Value {
      .raw(9, GGUFBuilder.little(type) + GGUFBuilder.little(UInt64(bytes.count)) + bytes)
    }
    let key = "tokenizer.ggml.precompiled_charsmap", map = CharacterMapTests.bytes([("é", "a"), ("x", "")])
    #expect(try ids("xé ax", tokenizer { $0[key] = array(map) }) == [7, 7])
    #expect(try ids("é", tokenizer { $0[key] = array([]) }) == [3, 2])
    let refused = #expect(throws: ModelFileError.self) { try tokenizer { $0[key] = array([1, 2]) } }
    guard case .badValue(_, key, "2 bytes", _) = refused else { return fail() }
  }

  @Test func refusesAVocabularyThatDoesNotFitTogether() throws {
    for change: (inout GGUFBuilder) -> Void in [
      { $0["tokenizer.ggml.scores"] = .f32s([1]) }, { $0["tokenizer.ggml.scores"] = nil },
      { $0["tokenizer.ggml.scores"] = .f32s([Float](repeating: .infinity, count: 11)) },
      { $0["tokenizer.ggml.token_type"] = .i32s([1]) }, { $0["tokenizer.ggml.tokens"] = .strings([]) },
      { $0["tokenizer.ggml.precompiled_charsmap"] = .string("x") },
      { $0["tokenizer.ggml.unknown_token_id"] = .u32(11) },
    ] {
      #expect(throws: ModelFileError.self) { try tokenizer(change) }
    }
  }
}
