// SentencePieceTokenizer.swift: SentencePiece BPE, the tokenizer of Llama 2, Phi-3 and Gemma (`llama` in
// GGUF).
//
// Spaces become ▁, then neighbouring characters are joined while the joined text is a token, the highest
// score first. Characters that are no token become byte tokens.

/// A SentencePiece BPE tokenizer.
public struct SentencePieceTokenizer: VocabularyTokenizer {
  let vocabulary: Vocabulary
  private let splitter: SpecialTokenSplitter
  private let addsSpacePrefix: Bool

  /// The rank of each token: the lower, the sooner it is made.
  private let priorities: [UInt32]

  /// The token of each byte; the unknown token where there is none, or nil.
  private let byteTokens: [TokenID?]

  /// The token of each character of ASCII, -1 where it is none: most symbols that a word begins as.
  private let asciiTokens: [TokenID]

  /// Whether any token has a ▁ after this byte.
  ///
  /// Where none has, no token reaches across, and a text can be cut there: merging word by word gives the
  /// same result as merging the whole, with far smaller queues.
  private let joinsBlank: [Bool]

  private static let blank = SentencePieceText.blank

  /// Reads the tokenizer of a GGUF file.
  ///
  /// - Throws: ``ModelFileError`` for keys that are missing or wrong.
  public init(_ metadata: GGUFMetadata) throws(ModelFileError) {
    let vocabulary = try Vocabulary(metadata, addsBegin: true)
    self.vocabulary = vocabulary
    priorities = try Self.priorities(metadata, count: vocabulary.count)
    joinsBlank = Self.bytesBeforeBlank(vocabulary.index.texts)
    addsSpacePrefix = try metadata.boolIfPresent("tokenizer.ggml.add_space_prefix") ?? true
    byteTokens = (0...255).map { (byte: Int) in
      let digits = String(byte, radix: 16, uppercase: true)
      return vocabulary.index.find("<0x" + (byte < 16 ? "0" : "") + digits + ">")
        ?? vocabulary.index.find([UInt8(byte)].span) ?? vocabulary.unknown
    }
    asciiTokens = (0..<0x80).map { (byte: UInt8) in vocabulary.index.find([byte].span) ?? -1 }
    let isPhi3 = try Self.isPhi3(metadata)
    let keepsSpace = Set(["<unk>", "<s>", "<|endoftext|>"].compactMap(vocabulary.index.find))
    splitter = SpecialTokenSplitter(vocabulary) { isPhi3 && !keepsSpace.contains($0) }
  }

  /// The ids of `text`; see ``Tokenizer/encode(_:addSpecial:parseSpecial:)``.
  public func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID] {
    let bytes = Array(text.utf8)
    var tokens: [TokenID] = []
    tokens.reserveCapacity(bytes.count / 3 + 2)
    if addSpecial, vocabulary.addsBegin, let begin = vocabulary.beginOfSequence { tokens.append(begin) }
    let fragments = splitter.split(bytes.span, parseSpecial: parseSpecial)
    let (escaped, ranges) = escape(bytes.span, fragments)
    var memo = PieceMemo(byteCount: escaped.count), merger = SymbolMerger(), texts = ranges.makeIterator()
    for fragment in fragments {
      switch fragment {
      case .token(let id): tokens.append(id)
      case .text:
        guard let range = texts.next() else { preconditionFailure("each text was escaped") }
        encode(range, of: escaped, &memo, &merger, into: &tokens)
      }
    }
    if addSpecial, vocabulary.addsEnd, let end = vocabulary.endOfSequence { tokens.append(end) }
    return tokens
  }

  /// The text bytes that `token` stands for.
  public func bytes(of token: TokenID) -> [UInt8] {
    guard let kind = vocabulary.kind(of: token), !vocabulary.isControl(token) else { return [] }
    let text = vocabulary.index.texts[Int(token)]
    switch kind {
    case .userDefined: return Array(text)
    case .byte: return SentencePieceText.byteValue(text).map { [$0] } ?? Array(text)
    default: return SentencePieceText.unescape(text)
    }
  }

  /// The tokens of the part of `text` at `range`, word by word.
  private func encode(
    _ range: Range<Int>, of text: [UInt8], _ memo: inout PieceMemo, _ merger: inout SymbolMerger,
    into tokens: inout [TokenID]
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      let word = start..<wordEnd(in: text.span, from: start, to: range.upperBound)
      memo.append(word, of: text.span, to: &tokens) { _, tokens in
        encode(word, of: text, &merger, into: &tokens)
      }
      start = word.upperBound
    }
  }

  /// Where the word that begins at `start` ends: at the next ▁ that no token has inside, or at `end`.
  private func wordEnd(in text: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var position = start + 1
    while position + 2 < end {
      if text[position] == Self.blank[0], text[position + 1] == Self.blank[1],
        text[position + 2] == Self.blank[2], !joinsBlank[Int(text[position - 1])]
      {
        return position
      }
      position += 1
    }
    return end
  }

  /// The tokens of one word.
  private func encode(
    _ word: Range<Int>, of text: [UInt8], _ merger: inout SymbolMerger, into tokens: inout [TokenID]
  ) {
    merger.reset()
    var position = word.lowerBound
    while position < word.upperBound {
      let first = text[position]
      let end = min(position + UTF8Scalars.byteCount(first), word.upperBound)
      let token =
        first < 0x80
        ? asciiTokens[Int(first)] : vocabulary.index.find(text.span.extracting(position..<end)) ?? -1
      merger.append(token, position..<end)
      position = end
    }
    merger.merge(ScoreRule(index: vocabulary.index, priorities: priorities, text: text))
    for symbol in merger.symbols where symbol.byteCount > 0 {
      if symbol.id >= 0 {
        tokens.append(symbol.id)
      } else {
        for index in symbol.start..<symbol.start + symbol.byteCount {
          if let token = byteTokens[Int(text[index])] { tokens.append(token) }
        }
      }
    }
  }

  /// Looks up the joined text of two symbols.
  private struct ScoreRule: MergeRule {
    let index: VocabularyIndex
    let priorities: [UInt32]
    let text: [UInt8]

    func candidate(_ left: TokenID, _ right: TokenID, covering range: Range<Int>) -> MergeCandidate? {
      guard let id = index.find(text.span.extracting(range)) else { return nil }
      return MergeCandidate(priority: priorities[Int(id)], result: id)
    }
  }

  /// All texts among `fragments` with ▁ for each space, one behind the other, and where each lies.
  ///
  /// Together, so that a word is remembered from one line to the next where line ends are tokens (Gemma).
  private func escape(_ text: Span<UInt8>, _ fragments: [TextFragment]) -> ([UInt8], [Range<Int>]) {
    var escaped: [UInt8] = [], ranges: [Range<Int>] = []
    escaped.reserveCapacity(text.count + text.count / 2 + Self.blank.count)
    var followsSpecial = true
    for fragment in fragments {
      guard case .text(let range) = fragment else {
        followsSpecial = true
        continue
      }
      let start = escaped.count
      if addsSpacePrefix && followsSpecial { escaped += Self.blank }
      for index in range {
        if text[index] == 0x20 { escaped += Self.blank } else { escaped.append(text[index]) }
      }
      ranges.append(start..<escaped.count)
      followsSpecial = false
    }
    return (escaped, ranges)
  }

  private static func bytesBeforeBlank(_ texts: PackedTexts) -> [Bool] {
    var joins = [Bool](repeating: false, count: 256)
    let bytes = texts.bytes.span
    for id in 0..<texts.count {
      let text = bytes.extracting(texts.range(id))
      guard text.count > blank.count else { continue }
      for index in 1...(text.count - blank.count)
      where text[index] == blank[0] && text[index + 1] == blank[1] && text[index + 2] == blank[2] {
        joins[Int(text[index - 1])] = true
      }
    }
    return joins
  }

  /// Turns scores into ranks that sort the other way round, so that one queue serves all tokenizers.
  private static func priorities(_ metadata: GGUFMetadata, count: Int) throws(ModelFileError) -> [UInt32] {
    try Vocabulary.scores(metadata, count: count).map { score in
      // The bit patterns of positive floats are in order, those of negative ones in reverse.
      let bits = (score + 0).bitPattern  // + 0 makes -0 equal to 0.
      return bits >> 31 == 0 ? 0x7FFF_FFFF - bits : bits
    }
  }

  /// Phi-3's special tokens swallow the white space after them.
  private static func isPhi3(_ metadata: GGUFMetadata) throws(ModelFileError) -> Bool {
    let name = try metadata.stringIfPresent("general.name")?.lowercased() ?? ""
    return name.contains("phi-3") || name.contains("phi3")
  }
}
