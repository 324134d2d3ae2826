// TokenizerKindTests.swift: pipelines of tokenizer.json as real files have them, and tokens that look alike.

import Foundation
import Testing

@testable import Inference

@Suite("tokenizer.json")
struct TokenizerKindTests {
  /// A file of a few tokens with these parts.
  private func file(
    _ preTokenizer: String, normalizer: String = "null", model: String = "", vocabulary: String? = nil
  ) throws -> TokenizerFile {
    let vocabulary = vocabulary ?? "\"a\":0,\"b\":1,\"ab\":2"
    let text = """
      {"normalizer":\(normalizer),"pre_tokenizer":\(preTokenizer),\
      "model":{\(model)"vocab":{\(vocabulary)},"merges":["a b"]}}
      """
    let folder = try ScratchFolder()
    return try TokenizerFile(path: folder.write(Array(text.utf8), as: "tokenizer.json"))
  }

  private static func split(_ numbers: String) -> String {
    let expression =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\\\r\\\\n\\\\p{L}\\\\p{N}]?\\\\p{L}+|\(numbers)"
      + "| ?[^\\\\s\\\\p{L}\\\\p{N}]+[\\\\r\\\\n]*|\\\\s*[\\\\r\\\\n]+|\\\\s+(?!\\\\S)|\\\\s+"
    return """
      {"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"\(expression)"},\
      "behavior":"Isolated","invert":false},{"type":"ByteLevel","add_prefix_space":false,"use_regex":false}]}
      """
  }

  @Test func expressionsHaveTheirNames() throws {
    let level = "{\"type\":\"ByteLevel\",\"add_prefix_space\":false}"
    #expect(try TokenizerKind(file(level)) == .byteLevel(preTokenizer: "gpt-2"))
    let llama = Self.split("\\\\p{N}{1,3}")
    #expect(
      try TokenizerKind(file(llama, model: "\"ignore_merges\":true,"))
        == .byteLevel(preTokenizer: "llama-bpe"))
    #expect(try TokenizerKind(file(llama)) == .byteLevel(preTokenizer: "dbrx"))
    #expect(try TokenizerKind(file(Self.split("\\\\p{N}"))) == .byteLevel(preTokenizer: "qwen2"))
    #expect(throws: ModelFileError.self) { try TokenizerKind(file(Self.split("\\\\p{N}{1,2}"))) }
    #expect(throws: ModelFileError.self) {
      try TokenizerKind(file("{\"type\":\"ByteLevel\",\"add_prefix_space\":true}"))
    }
  }

  @Test func sentencePieceIsFoundByItsSpaces() throws {
    let replace = "{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"▁\"}"
    let prepend = "{\"type\":\"Prepend\",\"prepend\":\"▁\"}"
    let sequence = "{\"type\":\"Sequence\",\"normalizers\":[\(prepend),\(replace)]}"
    let model = "\"byte_fallback\":true,"
    func kind(_ steps: String, _ normalizer: String) throws -> TokenizerKind {
      try TokenizerKind(file(steps, normalizer: normalizer, model: model))
    }
    #expect(try kind("null", sequence) == .sentencePiece(addsSpacePrefix: true))
    #expect(try kind("null", replace) == .sentencePiece(addsSpacePrefix: false))
    let gemma =
      "{\"type\":\"Split\",\"pattern\":{\"String\":\" \"},\"behavior\":\"MergedWithPrevious\","
      + "\"invert\":false}"
    #expect(try kind(gemma, replace) == .sentencePiece(addsSpacePrefix: false))
    for (scheme, adds) in [("first", true), ("always", true), ("never", false)] {
      let step = "{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"\(scheme)\"}"
      #expect(try kind(step, "null") == .sentencePiece(addsSpacePrefix: adds))
    }
    #expect(throws: ModelFileError.self) { try kind("null", "{\"type\":\"NFKC\"}") }
    #expect(throws: ModelFileError.self) { try TokenizerKind(file("null", normalizer: sequence)) }
  }

  @Test func stepsThatCutAreNoSentencePiece() throws {
    let replace = "{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":\"▁\"}"
    func refusal(_ steps: String, _ normalizer: String, _ vocabulary: String? = nil) throws -> ModelFileError?
    {
      let file = try self.file(
        steps, normalizer: normalizer, model: "\"byte_fallback\":true,", vocabulary: vocabulary)
      do throws(ModelFileError) {
        _ = try TokenizerKind(file)
        return nil
      } catch {
        return error
      }
    }
    for (pattern, behavior, inverts) in [
      ("▁", "MergedWithPrevious", false), (" ", "Isolated", false), (" ", "MergedWithPrevious", true),
    ] {
      let step =
        "{\"type\":\"Split\",\"pattern\":{\"String\":\"\(pattern)\"},\"behavior\":\"\(behavior)\",\"invert\":\(inverts)}"
      guard case .notConvertible(_, let feature) = try refusal(step, replace) else { return fail(step) }
      #expect(feature.contains("pre_tokenizer"))
    }
    let metaspace = "\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"first\""
    for text in ["a▁", "a▁b", "▁▁", "▁a▁b"] {
      let vocabulary = "\"a\":0,\"b\":1,\"ab\":2,\"▁\":3,\"▁a\":4,\"\(text)\":5"
      for split in ["", ",\"split\":true"] {
        guard case .notConvertible(_, let feature) = try refusal("{\(metaspace)\(split)}", "null", vocabulary)
        else { return fail("\(text) \(split)") }
        #expect(feature.contains("pre_tokenizer"))
      }
      #expect(try refusal("{\(metaspace),\"split\":false}", "null", vocabulary) == nil)
    }
    // Cutting in front of ▁ parts no token.
    let words = "\"a\":0,\"b\":1,\"ab\":2,\"▁\":3,\"▁a\":4"
    #expect(try refusal("{\(metaspace),\"split\":true}", "null", words) == nil)
    #expect(
      try refusal("{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"x\"}", "null") != nil)
  }

  /// What the text of a whole file is refused for, or nil.
  private func defect(_ text: String) throws -> FileDefect? {
    let folder = try ScratchFolder()
    let path = try folder.write(Array(text.utf8), as: "tokenizer.json")
    do throws(ModelFileError) {
      _ = try TokenizerFile(path: path)
      return nil
    } catch {
      guard case .malformed(_, let defect) = error else { throw error }
      return defect
    }
  }

  @Test(arguments: [
    "{\"added_tokens\":[],\"added_tokens\":[]}", "{\"model\":{},\"model\":{}}", "{\"x\":0,\"x\":[1]}",
    "{\"normalizer\":null,\"normalizer\":null}", "{\"model\":{\"vocab\":{},\"vocab\":{}}}",
    "{\"model\":{\"merges\":[],\"merges\":[]}}", "{\"model\":{\"type\":\"BPE\",\"type\":\"BPE\"}}",
  ])
  func noKeyStandsTwice(text: String) throws {
    #expect(try defect(text) == .duplicate)
  }

  @Test func onlyWhatIsAskedForIsHeld() throws {
    let text = """
      {"x":{"y":[0,1.5,{"z":"é"},[],{}]},"truncation":null,"normalizer":null,"pre_tokenizer":{"type":"ByteLevel"},\
      "model":{"type":"BPE","dropout":null,"big":[1,[2]],"more":{"a":{}},"vocab":{"a":0},"merges":[]}}
      """
    let folder = try ScratchFolder()
    let file = try TokenizerFile(path: folder.write(Array(text.utf8), as: "tokenizer.json"))
    #expect(Set(file.parts.keys) == ["normalizer", "pre_tokenizer"])
    #expect(Set(file.model.keys) == ["type", "dropout"])
    for broken in ["[0,}", "[0,]", "{\"a\":}", "{\"a\" 1}", "{,}", "[1 2]", "\"\\x\"", "[nul]"] {
      #expect(try defect("{\"x\":\(broken)}") == .invalidJSON, "\(broken)")
    }
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try defect("{\"x\":\(nested(32))}") == nil && defect("{\"x\":\(nested(40))}") == .invalidJSON)
  }

  @Test func largePartsAreRefusedBeforeTheyAreHeld() throws {
    let zeros = "[" + String(repeating: "0,", count: TokenizerFile.maximumPartByteCount / 2) + "0]"
    let text = "\"" + String(repeating: "x", count: TokenizerFile.maximumPartByteCount) + "\""
    let limit = UInt64(TokenizerFile.maximumPartByteCount)
    for large in [zeros, text] {
      #expect(try defect("{\"x\":\(large)}") == nil)
      let byteCount = UInt64(large.utf8.count)
      #expect(try defect("{\"normalizer\":\(large)}") == .tooMany(count: byteCount, limit: limit))
      #expect(
        try defect("{\"model\":{\"vocab\":{\"a\":\(large)}}}") == .tooMany(count: byteCount, limit: limit))
      guard case .tooMany = try defect("{\"added_tokens\":[{\"id\":0,\"x\":\(large)}]}") else {
        return fail()
      }
    }
    let keys = (0..<300).map { "\"k\($0)\":0" }.joined(separator: ",")
    #expect(try defect("{\(keys)}") == .tooMany(count: 257, limit: 256))
    #expect(try defect("{\"model\":{\(keys)}}") == .tooMany(count: 257, limit: 256))
  }

  /// é in one scalar and in two are one string in Swift, and two tokens here.
  @Test func tokensAreBytes() throws {
    let both = try file("null", vocabulary: "\"\\u00e9\":0,\"e\\u0301\":1,\"ab\":2")
    #expect(both.texts.compactMap(\.self).map(\.count) == [2, 3, 2])
    #expect(both.id(of: "e\u{301}") == 1 && both.id(of: "\u{e9}") == 0)
  }

  /// As llama.cpp's converter does it: a brief must not be able to spell them.
  @Test(
    arguments: [
      ("<\u{FF5C}User\u{FF5C}>", .control), ("<|user|>", .control), ("<unused7>", .control),
      ("<\u{FF5C}User>", .userDefined), ("User", .userDefined),
    ] as [(String, TokenKind)])
  func namesInBarsAreMarksWhateverTheFileSays(name: String, kind: TokenKind) throws {
    let text = """
      {"added_tokens":[{"id":0,"content":"\(name)","special":false}],"model":{"vocab":{"a":1},"merges":[]}}
      """
    let folder = try ScratchFolder()
    let file = try TokenizerFile(path: folder.write(Array(text.utf8), as: "tokenizer.json"))
    #expect(try TokenTable(file, rowCount: 2).kinds == [kind, .normal])
  }

  @Test func scoresFollowTheFirstMergeOfAText() throws {
    let text = """
      {"pre_tokenizer":null,"model":{"vocab":{"a":0,"b":1,"c":2,"ab":3,"bc":4,"abc":5,"<0x41>":6},\
      "merges":["b c","a b","a bc","ab c"]}}
      """
    let folder = try ScratchFolder()
    let file = try TokenizerFile(path: folder.write(Array(text.utf8), as: "tokenizer.json"))
    var table = try TokenTable(file, rowCount: 8)
    table.markBytes(unknown: nil)
    #expect(table.scores(file.mergeParts) == [-4, -4, -4, -1, 0, -2, -4, -4])
    #expect(table.kinds == [.normal, .normal, .normal, .normal, .normal, .normal, .byte, .unused])
    #expect(table.packed.string(7) == "[PAD7]")
  }
}
