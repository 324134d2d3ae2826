// WordPieceTests.swift: WordPiece and BERT's normalisation, by literal cases and against Foundation.

import Foundation
import Testing

@testable import Inference

@Suite("WordPiece")
struct WordPieceTests {
  private static let vocabulary = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "##a", "cafe", "!", "?", "漢", "字",
    "a",
    "ß", "ᄒ", "##ᅡ", "##ᆫ", "½", "$", "x", "##x",
  ]

  private func tokenizer(lowercase: Bool = true) throws -> WordPieceTokenizer {
    let folder = try ScratchFolder()
    let path = try folder.write(Array(Self.vocabulary.joined(separator: "\n").utf8))
    return try WordPieceTokenizer(vocabularyFile: path, lowercase: lowercase)
  }

  private func pieces(_ text: String, lowercase: Bool = true) throws -> [String] {
    try tokenizer(lowercase: lowercase).encode(text, addSpecial: false, parseSpecial: false).map {
      Self.vocabulary[Int($0)]
    }
  }

  @Test(arguments: [
    ("unaffable", ["un", "##aff", "##able"]), ("UNAFFABLE!", ["un", "##aff", "##able", "!"]),
    ("Café", ["cafe"]), ("Cafe\u{301}", ["cafe"]), ("unzzz a", ["[UNK]", "a"]), ("漢字a", ["漢", "字", "a"]),
    ("한", ["ᄒ", "##ᅡ", "##ᆫ"]), ("", []), ("   \t\n", []), ("a\u{200B}\u{0}\u{7F}\u{FFFD}", ["a"]),
    ("a\u{3000}a\u{A0}a", ["a", "a", "a"]), ("?!$", ["?", "!", "$"]), ("ẞ", ["ß"]), ("½", ["½"]),
    ("Å", ["a"]), ("[CLS]", ["[UNK]", "[UNK]", "[UNK]"]),
  ])
  func cutsAsBERT(text: String, expected: [String]) throws { #expect(try pieces(text) == expected) }

  @Test func casedModelsKeepCaseAndAccents() throws {
    #expect(try pieces("Cafe cafe café", lowercase: false) == ["[UNK]", "cafe", "[UNK]"])
  }

  @Test func wordsOfMoreThan100CharactersAreUnknown() throws {
    let hundred = String(repeating: "x", count: 100)
    #expect(try pieces(hundred) == ["x"] + [String](repeating: "##x", count: 99))
    #expect(try pieces(hundred + "x") == ["[UNK]"])
  }

  @Test func specialTokensGoAroundAndOnlyOnRequestInside() throws {
    let t = try tokenizer()
    #expect(t.encode("a", addSpecial: true, parseSpecial: false) == [2, 14, 3])
    #expect(t.encode("a[SEP][x]", addSpecial: false, parseSpecial: true) == [14, 3, 1, 21, 1])
    #expect(
      t.bytes(of: 6) == Array("aff".utf8) && t.bytes(of: 9) == Array(" cafe".utf8) && t.bytes(of: 2) == [])
  }

  @Test func aVocabularyWithoutItsSpecialTokensIsRefused() throws {
    let folder = try ScratchFolder()
    let path = try folder.write(Array("a\nb\n".utf8))
    #expect(throws: ModelFileError.missingKey(file: path, key: "[UNK]")) {
      try WordPieceTokenizer(vocabularyFile: path, lowercase: true)
    }
  }

  @Test func settingsOfTheFolderSayWhetherCaseCounts() throws {
    let folder = try ScratchFolder()
    try folder.write(Array(Self.vocabulary.joined(separator: "\r\n").utf8), as: "vocab.txt")
    #expect(
      try WordPieceTokenizer(folder: folder.path).encode("A", addSpecial: false, parseSpecial: false) == [14])
    try folder.write(Array("{\"do_lower_case\": false}".utf8), as: "tokenizer_config.json")
    #expect(
      try WordPieceTokenizer(folder: folder.path).encode("A", addSpecial: false, parseSpecial: false) == [1])
    try folder.write(Array("{".utf8), as: "tokenizer_config.json")
    #expect(throws: ModelFileError.self) { try WordPieceTokenizer(folder: folder.path) }
  }

  /// Every character of Unicode, decomposed by Foundation and stripped of non-spacing marks.
  @Test func decompositionAgreesWithFoundation() {
    var different: [String] = []
    for value in (0...0x10FFFF) as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned,
        scalar.properties.age.map({ $0.major < 15 }) ?? false  // The table is of Unicode 14.
      else { continue }
      // Only what may decompose: Foundation takes microseconds for each.
      guard
        value < 0x3400 || (0xA000...0xD7FF).contains(value) || (0xF900...0x1FFFF).contains(value)
          || (0x2F800...0x2FA1F).contains(value)
      else { continue }
      var bases: [Unicode.Scalar] = []
      CanonicalBases.forEach(of: scalar) { bases.append($0) }
      let expected = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.filter {
        $0.properties.generalCategory != .nonspacingMark
      }
      if bases != Array(expected) { different.append(String(value, radix: 16)) }
    }
    #expect(different.isEmpty, "\(different.prefix(20))")
  }
}
