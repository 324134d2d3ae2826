// PreTokenizerTests.swift: where text is cut before BPE, by literal cases.

import Testing

@testable import Inference

@Suite("pre-tokenizers")
struct PreTokenizerTests {
  private func pieces(_ text: String, _ name: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try #require(PreTokenizer(named: name)).pieces(of: bytes.span).map {
      String(decoding: bytes[$0], as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), (" ", [" "]), ("Hello world", ["Hello", " world"]),
    ("a  b", ["a", " ", " b"]), ("a   ", ["a", "   "]), ("it's I'LL", ["it", "'s", " I", "'", "LL"]),
    ("we're they've I'd", ["we", "'re", " they", "'ve", " I", "'d"]), ("x 123!?", ["x", " 123", "!?"]),
    ("a\n\nb", ["a", "\n", "\n", "b"]), ("é1", ["é", "1"]), (" \t", [" \t"]), ("'", ["'"]),
    ("'r", ["'", "r"]),
  ])
  func cutsAsGPT2(text: String, expected: [String]) throws { #expect(try pieces(text, "gpt-2") == expected) }

  @Test(arguments: [
    ("a 123", ["a", " ", "1", "2", "3"]), ("x  1", ["x", "  ", "1"]), ("½²", ["½", "²"]),
    ("v1.5 b", ["v", "1", ".", "5", " b"]),
  ])
  func cutsAsSmolLM(text: String, expected: [String]) throws {
    #expect(try pieces(text, "smollm") == expected)
  }

  @Test(arguments: [
    ("1234567", ["123", "456", "7"]), ("a\n\n b", ["a", "\n\n", " b"]),
    ("I'M it'S", ["I", "'M", " it", "'S"]),
    ("!word", ["!word"]), ("!!word", ["!!", "word"]), ("x!\n\ny", ["x", "!\n\n", "y"]), ("\tx", ["\tx"]),
    (" \n x", [" \n", " x"]), ("a   b", ["a", "  ", " b"]), ("  ", ["  "]), (" 12", [" ", "12"]),
  ])
  func cutsAsLlama3(text: String, expected: [String]) throws {
    #expect(try pieces(text, "llama-bpe") == expected)
  }

  @Test func cutsDigitsOneByOneAsQwen2() throws {
    #expect(try pieces("ab12 3", "qwen2") == ["ab", "1", "2", " ", "3"])
  }

  @Test(arguments: [
    ("1234", ["123", "4"]), ("a+b", ["a", "+", "b"]), ("x, y", ["x", ",", " y"]), ("$5", ["$", "5"]),
    ("١٢٣٤", ["١٢٣٤"]),
  ])
  func cutsByDefault(text: String, expected: [String]) throws {
    #expect(try pieces(text, "default") == expected)
  }

  @Test func unknownNamesAreNotGuessed() { #expect(PreTokenizer(named: "gpt-5") == nil) }

  @Test(arguments: ["gpt-2", "smollm", "llama-bpe", "qwen2", "default"])
  func piecesCoverTheWholeText(name: String) throws {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("ab '1\n\r\t.,!é½漢😀\u{301}\u{a0}\u{3000}sLre$+".unicodeScalars)
    for _ in 0..<500 {
      let count = Int.random(in: 0..<30, using: &generator)
      var text = String.UnicodeScalarView()
      for _ in 0..<count { text.append(alphabet.randomElement(using: &generator)!) }
      let found = try pieces(String(text), name)
      #expect(found.joined() == String(text) && !found.contains(""))
    }
  }
}
