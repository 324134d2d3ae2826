// TokenTable.swift: the tokens of a tokenizer.json as GGUF lists them: text, kind and, for SentencePiece,
// score.

/// Every token of a model, by id.
struct TokenTable: Sendable {
  private(set) var texts: [[UInt8]?]
  private(set) var kinds: [TokenKind]

  /// Makes a table of as many tokens as the model's embedding has rows.
  ///
  /// Rows without a token get a name that says so. Added tokens without a row are left out, as llama.cpp's
  /// converter does; a token of the vocabulary without a row is an error.
  ///
  /// - Throws: ``ModelFileError/badValue(file:key:value:allowed:)``.
  init(_ file: TokenizerFile, rowCount: Int) throws(ModelFileError) {
    let added = Set(file.addedTokens.map(\.id))
    let rowless = file.texts.indices.dropFirst(rowCount)
    guard rowless.allSatisfy({ file.texts[$0] == nil || added.contains($0) }) else {
      throw .badValue(
        file: file.path, key: "vocab", value: "\(file.texts.count) tokens",
        allowed: "at most \(rowCount), as config.json says")
    }
    let present = Array(file.texts.prefix(rowCount))
    texts = present + [[UInt8]?](repeating: nil, count: rowCount - present.count)
    kinds = texts.map { $0 == nil ? .unused : .normal }
    for token in file.addedTokens where token.id < rowCount {
      if let text = texts[token.id], text != token.text {
        throw .badValue(
          file: file.path, key: "added_tokens", value: "\(token.id) twice", allowed: "each token once")
      }
      let isControl = token.isSpecial || Self.looksSpecial(token.text)
      kinds[token.id] = isControl ? .control : .userDefined
      // They are looked for in texts as they are, before spaces become ▁.
      texts[token.id] = isControl ? token.text : Self.withSpaces(token.text)
    }
  }

  /// All texts, in order.
  var packed: PackedTexts {
    var packed = PackedTexts()
    packed.reserve(count: texts.count, byteCount: texts.reduce(0) { $0 + ($1?.count ?? 10) })
    for (id, text) in texts.enumerated() { packed.append(text ?? Array("[PAD\(id)]".utf8)) }
    return packed
  }

  /// Marks what SentencePiece needs: the tokens of single bytes, and the one of what has no token.
  mutating func markBytes(unknown: Int?) {
    let names = Set(
      (0...255).map { (byte: Int) -> [UInt8] in
        let digits = String(byte, radix: 16, uppercase: true)
        return Array(("<0x" + (byte < 16 ? "0" : "") + digits + ">").utf8)
      })
    for (id, text) in texts.enumerated() where kinds[id] == .normal {
      if let text, names.contains(text) { kinds[id] = .byte }
    }
    if let unknown, kinds.indices.contains(unknown) { kinds[unknown] = .unknown }
  }

  /// The score of each token: the lower the rank of its first merge, the higher.
  ///
  /// Two parts are joined where their text is a token, whichever merge they come from: so the first counts.
  /// What no merge makes comes last.
  func scores(_ merges: PackedTexts) -> [Float] {
    var ids: [ArraySlice<UInt8>: Int] = [:]
    ids.reserveCapacity(texts.count)
    for (id, text) in texts.enumerated() where kinds[id] == .normal {
      if let text { ids[text[...]] = id }
    }
    let count = merges.count / 2
    var scores = [Float](repeating: -Float(count), count: texts.count)
    for rank in 0..<count {
      // Both parts lie next to each other: together they are the text of the result.
      let joined = merges.bytes[merges.range(2 * rank).lowerBound..<merges.range(2 * rank + 1).upperBound]
      if let id = ids.removeValue(forKey: joined) { scores[id] = -Float(rank) }
    }
    return scores
  }

  /// The texts of merges, `left right`; nil where a part has a space in it, which has no place there.
  static func lines(_ merges: PackedTexts) -> PackedTexts? {
    var lines = PackedTexts()
    lines.reserve(count: merges.count / 2, byteCount: merges.bytes.count + merges.count / 2)
    for index in stride(from: 0, to: merges.count - 1, by: 2) {
      let left = merges[index], right = merges[index + 1]
      guard !left.contains(0x20), !right.contains(0x20) else { return nil }
      var line = Array(left)
      line.append(0x20)
      line += right
      lines.append(line)
    }
    return lines
  }

  /// Names that are marks of a model, whatever the file says of them.
  private static func looksSpecial(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return ["<pad>", "<mask>", "<2mass>", "[@BOS@]"].contains(text)
      || text.hasPrefix("<|") && text.hasSuffix("|>") || text.hasPrefix("<unused") && text.hasSuffix(">")
      // DeepSeek's have the bars of full width, U+FF5C, and some of their files say that they are not
      // special.
      || text.hasPrefix("<\u{FF5C}") && text.hasSuffix("\u{FF5C}>")
  }

  private static func withSpaces(_ text: [UInt8]) -> [UInt8] {
    var spaced: [UInt8] = []
    var rest = text[...]
    while let byte = rest.first {
      let isBlank = rest.starts(with: [0xE2, 0x96, 0x81])  // ▁
      spaced.append(isBlank ? 0x20 : byte)
      rest = rest.dropFirst(isBlank ? 3 : 1)
    }
    return spaced
  }
}
