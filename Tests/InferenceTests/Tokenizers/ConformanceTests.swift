// ConformanceTests.swift: token ids equal those of llama.cpp and of Hugging Face, text by text.
//
// The pairs are those of llama.cpp's own tests: texts separated by a marker line, ids line by line.

import Foundation
import Testing

@testable import Inference

/// A vocabulary with a pair of texts and ids.
struct ConformancePair: Sendable, CustomTestStringConvertible {
  /// The name of the pair's files, without `.inp` and `.out`.
  var name: String

  /// Where the vocabulary is, if it is here.
  var vocabulary: String?

  var testDescription: String { name }

  static let folder = SharedMaterial.folder.appending(path: "tokenizers")

  /// The pairs with a vocabulary beside them.
  static let shared = ["bert-bge", "gpt-2", "llama-bpe", "llama-spm", "phi-3", "qwen2"].map { name in
    ConformancePair(
      name: "ggml-vocab-\(name).gguf", vocabulary: folder.appending(path: "ggml-vocab-\(name).gguf").path)
  }

  func tokenizer() throws -> any Tokenizer {
    let path = try #require(vocabulary)
    return path.hasSuffix(".gguf")
      ? try makeTokenizer(GGUFFile(path: path).metadata) : try WordPieceTokenizer(folder: path)
  }

  /// Texts and their ids.
  func cases() throws -> [(text: String, ids: [TokenID])] {
    let input = try String(contentsOf: Self.folder.appending(path: name + ".inp"), encoding: .utf8)
    let output = try String(contentsOf: Self.folder.appending(path: name + ".out"), encoding: .utf8)
    let texts = input.components(separatedBy: "\n__ggml_vocab_test__\n")
    let lines = output.components(separatedBy: "\n")
    try #require(texts.count > 40 && texts.count == lines.count)
    return zip(texts, lines).map { ($0, $1.split(separator: " ").compactMap { TokenID($0) }) }
  }

  func check() throws {
    let tokenizer = try tokenizer()
    for (text, ids) in try cases() {
      #expect(
        tokenizer.encode(text, addSpecial: false, parseSpecial: false) == ids, "\(text.debugDescription)")
    }
  }
}

@Suite("token ids, against llama.cpp and Hugging Face")
struct ConformanceTests {
  @Test(.enabled(if: SharedMaterial.isPresent, "needs ../shared"), arguments: ConformancePair.shared)
  func agreesWithTheSharedPairs(pair: ConformancePair) throws { try pair.check() }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    .enabled(if: SharedMaterial.smolLM2 != nil, "needs the installed model smollm2"))
  func agreesForSmolLM2() throws {
    try ConformancePair(name: "smollm2", vocabulary: SharedMaterial.smolLM2).check()
  }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    .enabled(if: SharedMaterial.miniLM != nil, "needs the installed model minilm"))
  func agreesForMiniLM() throws {
    try ConformancePair(name: "minilm", vocabulary: SharedMaterial.miniLM).check()
  }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    .enabled(if: gemma != nil, "needs the installed model gemma3-270m"))
  func agreesForGemma3() throws {
    try ConformancePair(name: "gemma3", vocabulary: Self.gemma).check()
  }

  private static let gemma: String? = {
    let folder = SharedMaterial.models.appending(path: "gemma3-270m").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.first { $0.hasSuffix(".gguf") }.map { folder + "/" + $0 }
  }()

  /// The texts of a reference file with the ids that belong to them, special tokens included.
  private struct Reference: Decodable {
    struct Case: Decodable {
      var text: String
      var tokens: [TokenID]
      var tokens_hf: [TokenID]?
    }
    var cases: [Case]
  }

  private func check(_ tokenizer: any Tokenizer, _ name: String) throws {
    let path = SharedMaterial.folder.appending(path: "reference/" + name + ".json")
    for item in try JSONDecoder().decode(Reference.self, from: Data(contentsOf: path)).cases {
      let ids = tokenizer.encode(item.text, addSpecial: true, parseSpecial: false)
      #expect(ids == item.tokens_hf ?? item.tokens, "\(name): \(item.text.debugDescription)")
    }
  }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    arguments: ["stories260K", "tiny-llama-Q4_0", "tiny-llama3-f16", "tiny-qwen2-f16", "tiny-bert-cls-f16"])
  func agreesWithTheReferenceModels(name: String) throws {
    let path = SharedMaterial.folder.appending(path: "reference/" + name + ".gguf").path
    try check(makeTokenizer(GGUFFile(path: path).metadata), name)
  }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    .enabled(if: SharedMaterial.smolLM2 != nil, "needs the installed model smollm2"))
  func agreesWithTheReferenceOfSmolLM2() throws {
    let metadata = try GGUFFile(path: #require(SharedMaterial.smolLM2)).metadata
    let tokenizer = try makeTokenizer(metadata)
    try check(tokenizer, "smollm2-135m-instruct-q4_1")
    #expect(tokenizer.endOfGeneration == [0, 2, 4])
    #expect(tokenizer.beginOfSequence == 1 && tokenizer.token(named: "<|im_end|>") == 2)
    #expect(ChatTemplate.recognise(metadata) == .smolLM2)
    // The frame around one user turn, id by id.
    let ids = ChatTemplate.smolLM2.render(system: nil, user: "x").flatMap { part -> [TokenID] in
      switch part {
      case .control(let name): [tokenizer.token(named: name)].compactMap(\.self)
      case .text(let text): tokenizer.encode(text, addSpecial: false, parseSpecial: false)
      }
    }
    #expect(Array(ids.prefix(3)) == [1, 9690, 198] && Array(ids.suffix(6)) == [2, 198, 1, 520, 9531, 198])
  }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    .enabled(if: SharedMaterial.miniLM != nil, "needs the installed model minilm"))
  func agreesWithTheReferenceOfMiniLM() throws {
    try check(WordPieceTokenizer(folder: #require(SharedMaterial.miniLM)), "minilm-l6-v2")
  }
}
