// CharacterMapTests.swift: character maps, whole and damaged.

import Testing

@testable import Inference

@Suite("character map")
struct CharacterMapTests {
  /// A map with these rules: every node of its trie has 256 units of its own.
  static func bytes(_ rules: [(from: String, to: String)]) -> [UInt8] {
    var units = [UInt32](repeating: 0, count: 512)
    units[0] = 256 << 10
    // Where the children of a node are, by the bytes that lead to it.
    var children: [[UInt8]: Int] = [[]: 256]
    var texts: [UInt8] = []
    for rule in rules {
      var prefix: [UInt8] = []
      var place = 0
      for byte in rule.from.utf8 {
        place = children[prefix]! ^ Int(byte)
        prefix.append(byte)
        if children[prefix] == nil {
          children[prefix] = units.count
          units[place] = UInt32(units.count ^ place) << 10 | UInt32(byte)
          units += [UInt32](repeating: 0, count: 256)
        }
      }
      units[place] |= 1 << 8
      units[children[prefix]!] = 1 << 31 | UInt32(texts.count)
      texts += Array(rule.to.utf8) + [0]
    }
    return GGUFBuilder.little(UInt32(4 * units.count)) + units.flatMap { GGUFBuilder.little($0) } + texts
  }

  static let small = bytes([("é", "e"), ("ab", "c"), ("abc", " long one "), ("\t", " "), ("x", "")])

  private func normalizer(_ map: [UInt8], removesExtraSpaces: Bool = true) throws -> UnigramNormalizer {
    UnigramNormalizer(
      map: try CharacterMap(map, file: "f", key: "k"), kept: SortedPieces(PackedTexts(["<xab>"]), ids: [0]),
      addsSpacePrefix: true, removesExtraSpaces: removesExtraSpaces)
  }

  private func normalize(_ text: String, _ normalizer: UnigramNormalizer) -> String {
    let bytes = Array(text.utf8)
    return String(decoding: normalizer.normalize(bytes.span), as: UTF8.self)
  }

  @Test func theLongestRuleWins() throws {
    let n = try normalizer(Self.small)
    #expect(normalize("abéa", n) == "▁cea")
    #expect(normalize("zabc", n) == "▁z▁long▁one")
    #expect(normalize("xx", n) == "")
    #expect(normalize("<xab>xab", n) == "▁<xab>c")
  }

  @Test func spacesThatRulesMakeAreMerged() throws {
    let n = try normalizer(Self.small)
    #expect(normalize("\t\t a\t abc b\t", n) == "▁a▁long▁one▁b")
    #expect(normalize("\t ", n) == "")
    #expect(normalize("a\t b", try normalizer(Self.small, removesExtraSpaces: false)) == "▁a▁▁b")
  }

  private func isRefused(_ bytes: [UInt8]) -> Bool {
    do throws(ModelFileError) {
      _ = try CharacterMap(bytes, file: "f", key: "k")
      return false
    } catch {
      guard case .badValue("f", "k", _, _) = error else { return false }
      return true
    }
  }

  @Test func refusesWhatCannotBeRight() {
    let small = Self.small
    for count in 0..<4 { #expect(isRefused(Array(small.prefix(count)))) }
    #expect(isRefused(Array(small.dropLast())))  // the last text has no end
    for length: UInt32 in [0, 1, 6, UInt32(small.count - 3), .max, 1 << 31] {
      #expect(isRefused(GGUFBuilder.little(length) + small.dropFirst(4)), "\(length)")
    }
    var outside = small
    outside.replaceSubrange(4 + 4 * 700..<8 + 4 * 700, with: GGUFBuilder.little(UInt32(1) << 31 | 9999))
    #expect(isRefused(outside))
    #expect(isRefused(Self.bytes([("a", String(repeating: "b", count: 1025))])))
    #expect(isRefused(Array(small.dropLast()) + [0xC3, 0]))
  }

  static let texts = ["abcababéé\t\tx<xab>abc", "\u{0}\u{1}ÿĀ", "ab", "a", "\t", "x", "é\u{301}日本語😀"]

  @Test func anyDamageIsRefusedOrLeadsToOtherTextButNeverTraps() throws {
    var random = SeededGenerator(seed: 0xC4A7)
    for index in Self.small.indices {
      var damaged = Self.small
      damaged[index] ^= UInt8.random(in: 1...255, using: &random)
      try useIfTaken(damaged)
    }
    for count in stride(from: 0, to: Self.small.count, by: 13) {
      try useIfTaken(Array(Self.small.prefix(count)))
    }
  }

  @Test func damageToARealMapNeverTraps() throws {
    let key = "tokenizer.ggml.precompiled_charsmap"
    let map = try #require(try UnigramTokenizerTests.metadata("unigram").bytesIfPresent(key))
    var random = SeededGenerator(seed: 0xC4A8)
    for _ in 0..<12 {
      var damaged = map
      for _ in 0..<8 {
        // Within the double array, whose damage is not seen when the map is read.
        damaged[Int.random(in: 4..<map.count / 2, using: &random)] ^= UInt8.random(
          in: 1...127, using: &random)
      }
      try useIfTaken(damaged)
    }
  }

  private func useIfTaken(_ map: [UInt8]) throws {
    guard !isRefused(map) else { return }
    let n = try normalizer(map)
    for text in Self.texts { _ = normalize(text, n) }
  }
}
