// CharacterMapOracle.swift: the character map of a SentencePiece model. Whatever its trie says, a rule takes
// bytes that are there, gives one of the map's texts, and depends on the bytes that it takes alone.
//
// The first byte of an input is the length of a text, which follows; the rest is the map.

@testable import Inference

enum CharacterMapOracle {
  static func check(_ bytes: [UInt8]) throws(OracleFailure) -> Verdict {
    let textByteCount = Int(bytes.first ?? 0)
    let text = String(decoding: bytes.dropFirst().prefix(textByteCount), as: UTF8.self)
    let file = Array(bytes.dropFirst(1 + textByteCount))
    guard let map = try? CharacterMap(file, file: "map", key: "key") else { return .refused }
    try checkRules(map, Array(text.utf8))
    for removesExtraSpaces in [false, true] {
      try checkNormalizer(map, Array(text.utf8), removesExtraSpaces: removesExtraSpaces)
    }
    try checkTokenizer(file, text)
    return .accepted
  }

  private static func checkRules(_ map: CharacterMap, _ text: [UInt8]) throws(OracleFailure) {
    for start in text.indices {
      guard let rule = map.longestRule(in: text.span, from: start) else { continue }
      try require(
        rule.byteCount >= 1 && rule.byteCount <= min(256, text.count - start),
        "a rule takes some bytes of the text")
      try require(
        rule.replacement.count <= 1024 && !map.texts[rule.replacement].contains(0)
          && map.texts[rule.replacement.upperBound] == 0, "a replacement is one of the map's texts")
      let taken = Array(text[start..<start + rule.byteCount])
      try require(
        map.longestRule(in: taken.span, from: 0) == rule, "a rule does not depend on what stands around it")
    }
  }

  /// A user-defined piece, which no rule changes.
  private static let kept = SortedPieces(PackedTexts(["<xab>"]), ids: [0])

  private static func checkNormalizer(
    _ map: CharacterMap, _ text: [UInt8], removesExtraSpaces: Bool
  ) throws(OracleFailure) {
    let normalizer = UnigramNormalizer(
      map: map, kept: kept, addsSpacePrefix: false, removesExtraSpaces: removesExtraSpaces)
    let normalized = normalizer.normalize(text.span)
    // Each byte of the text is replaced once at most, and a space becomes three bytes.
    let longest = map.texts.split(separator: 0).map(\.count).max() ?? 0
    try require(
      normalized.count <= 3 * text.count * max(1, longest), "a text grows by no more than its replacements")
    try require(!normalized.contains(0x20), "no space stays one")
    let hasRule = normalized.indices.contains { map.longestRule(in: normalized.span, from: $0) != nil }
    guard !hasRule else { return }
    try require(
      normalizer.normalize(normalized.span) == normalized,
      "a text without spaces and rules comes back as it was")
  }

  /// Replacements need not be whole characters: pieces are looked for in what they leave.
  private static func checkTokenizer(_ map: [UInt8], _ text: String) throws(OracleFailure) {
    let pieces = ["<unk>", "</s>", "▁", "a", "e", "ab", "▁a", "é", "<xab>"]
    let array = GGUFBuilder.little(UInt32(0)) + GGUFBuilder.text(map)  // of type uint8
    var builder = GGUFBuilder()
    builder.keys = [
      ("tokenizer.ggml.model", .string("t5")), ("tokenizer.ggml.tokens", .strings(pieces)),
      ("tokenizer.ggml.scores", .f32s(pieces.indices.map { -Float($0) })),
      ("tokenizer.ggml.token_type", .i32s([2, 3, 1, 1, 1, 1, 1, 1, 4])),
      ("tokenizer.ggml.eos_token_id", .u32(1)), ("tokenizer.ggml.unknown_token_id", .u32(0)),
      ("tokenizer.ggml.precompiled_charsmap", .raw(9, array)),
    ]
    let made = ScratchBytes.withFile(builder.bytes(), named: ".gguf") { path in
      (try? GGUFFile(path: path)).flatMap { try? makeTokenizer($0.metadata) }
    }
    let tokenizer = try require(made, "a map that is taken makes a tokenizer")
    let tokens = tokenizer.encode(text, addSpecial: true, parseSpecial: true)
    try require(
      tokens.allSatisfy { $0 >= 0 && $0 < tokenizer.vocabularyCount }, "token ids are those of the vocabulary"
    )
  }
}
