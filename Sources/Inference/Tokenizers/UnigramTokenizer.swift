// UnigramTokenizer.swift: SentencePiece's Unigram model, the tokenizer of T5 (`t5` in GGUF; arXiv
// 1804.10959).
//
// Of all ways to cut the normalised text into pieces it takes the one with the highest sum of scores, found
// from left to right: the best way to each place is the best of those to the places where a piece that ends
// there begins. Sums are 32-bit floats and ties go to the way found first, as in SentencePiece, so that ids
// are the same.

/// A Unigram tokenizer.
public struct UnigramTokenizer: VocabularyTokenizer {
  let vocabulary: Vocabulary
  private let splitter: SpecialTokenSplitter
  private let normalizer: UnigramNormalizer

  /// What a text can be cut into: normal and user-defined tokens.
  private let pieces: SortedPieces

  /// The score of each token.
  private let scores: [Float]

  /// The score of a character that no piece covers.
  private let unknownScore: Float

  /// What each byte of a user-defined token scores.
  private let userDefinedScore: Float

  /// The token of each byte, where the vocabulary has one for every byte.
  private let byteTokens: [TokenID]?

  private let unknown: TokenID?
  private let endOfSequence: TokenID?
  private let addsEnd: Bool

  /// How far below the lowest score a character without a piece is: SentencePiece's number.
  private static let unknownPenalty: Float = 10

  /// Reads the tokenizer of a GGUF file.
  ///
  /// - Throws: ``ModelFileError`` for keys that are missing or wrong.
  public init(_ metadata: GGUFMetadata) throws(ModelFileError) {
    let vocabulary = try Vocabulary(metadata, addsBegin: false)
    let scores = try Vocabulary.scores(metadata, count: vocabulary.count)
    let userDefined = Self.ids(vocabulary, [.userDefined])
    let normal = vocabulary.kinds.indices.filter { vocabulary.kinds[$0] == .normal }.map { scores[$0] }
    self.vocabulary = vocabulary
    self.scores = scores
    splitter = SpecialTokenSplitter(vocabulary, kinds: [.control, .unknown])
    normalizer = UnigramNormalizer(
      map: try Self.characterMap(metadata),
      kept: SortedPieces(vocabulary.index.texts, ids: userDefined),
      addsSpacePrefix: try metadata.boolIfPresent("tokenizer.ggml.add_space_prefix") ?? true,
      removesExtraSpaces: try metadata.boolIfPresent("tokenizer.ggml.remove_extra_whitespaces") ?? true)
    pieces = SortedPieces(vocabulary.index.texts, ids: Self.ids(vocabulary, [.normal, .userDefined]))
    unknownScore = (normal.min() ?? 0) - Self.unknownPenalty
    // SentencePiece starts its search for the maximum at the smallest positive float: scores are below 0, so
    // that a user-defined token scores about 0, more than any way around it.
    userDefinedScore = max(.leastNormalMagnitude, normal.max() ?? 0)
    byteTokens = Self.byteTokens(vocabulary)
    unknown = vocabulary.unknown ?? Self.ids(vocabulary, [.unknown]).first
    endOfSequence = vocabulary.endOfSequence ?? Self.control("</s>", vocabulary)
    addsEnd = try metadata.boolIfPresent("tokenizer.ggml.add_eos_token") ?? true
  }

  /// The ids of `text`; see ``Tokenizer/encode(_:addSpecial:parseSpecial:)``.
  ///
  /// Where `parseSpecial` cuts a text, each part is normalised as a text of its own.
  public func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID] {
    let bytes = Array(text.utf8)
    var tokens: [TokenID] = []
    tokens.reserveCapacity(bytes.count / 3 + 2)
    if addSpecial, vocabulary.addsBegin, let begin = vocabulary.beginOfSequence { tokens.append(begin) }
    for fragment in splitter.split(bytes.span, parseSpecial: parseSpecial) {
      switch fragment {
      case .token(let id): tokens.append(id)
      case .text(let range):
        encode(normalizer.normalize(bytes.span.extracting(range)), into: &tokens)
      }
    }
    if addSpecial, addsEnd, let endOfSequence { tokens.append(endOfSequence) }
    return tokens
  }

  /// The text bytes that `token` stands for.
  public func bytes(of token: TokenID) -> [UInt8] {
    guard let kind = vocabulary.kind(of: token) else { return [] }
    let text = vocabulary.index.texts[Int(token)]
    switch kind {
    case .control, .unknown, .unused: return []
    case .byte: return SentencePieceText.byteValue(text).map { [$0] } ?? Array(text)
    case .normal, .userDefined: return SentencePieceText.unescape(text)
    }
  }

  /// The best way to one place of a text.
  private struct Way {
    /// The sum of the scores of its pieces.
    var score: Float = 0

    /// Where its last piece begins; −1 where no way is known.
    var start = -1

    /// Its last piece; −1 for a character without one.
    var token: TokenID = -1

    mutating func offer(_ score: Float, from start: Int, _ token: TokenID) {
      guard self.start < 0 || score > self.score else { return }
      self = Way(score: score, start: start, token: token)
    }
  }

  private func encode(_ text: [UInt8], into tokens: inout [TokenID]) {
    let ways = ways(text)
    var cut: [Range<Int>] = []
    var end = text.count
    while end > 0 {
      cut.append(ways[end].start..<end)
      end = ways[end].start
    }
    var followsUnknown = false
    for range in cut.reversed() {
      let token = ways[range.upperBound].token
      if token >= 0 {
        tokens.append(token)
      } else if let byteTokens {
        tokens += text[range].map { byteTokens[Int($0)] }
      } else if !followsUnknown, let unknown {
        tokens.append(unknown)
      }
      followsUnknown = token < 0
    }
  }

  /// The best way to each place of `text`, from 0 to its end.
  ///
  /// Places within characters have none. O(bytes · longest piece).
  private func ways(_ text: [UInt8]) -> [Way] {
    var ways = [Way](repeating: Way(), count: text.count + 1)
    var position = 0
    while position < text.count {
      let here = ways[position].score
      let next = min(position + UTF8Scalars.byteCount(text[position]), text.count)
      var isCovered = false
      pieces.forEachPiece(in: text.span, from: position) { token, end in
        ways[end].offer(here + score(token, byteCount: end - position), from: position, token)
        if end == next { isCovered = true }
      }
      if !isCovered { ways[next].offer(here + unknownScore, from: position, -1) }
      position = next
    }
    return ways
  }

  private func score(_ token: TokenID, byteCount: Int) -> Float {
    guard vocabulary.kinds[Int(token)] == .userDefined else { return scores[Int(token)] }
    return Float(byteCount) * userDefinedScore - 0.1
  }

  private static func ids(_ vocabulary: Vocabulary, _ kinds: Set<TokenKind>) -> [TokenID] {
    vocabulary.kinds.indices.filter { kinds.contains(vocabulary.kinds[$0]) }.map { TokenID($0) }
  }

  private static func control(_ name: String, _ vocabulary: Vocabulary) -> TokenID? {
    vocabulary.index.find(name).flatMap { vocabulary.kind(of: $0) == .control ? $0 : nil }
  }

  private static func byteTokens(_ vocabulary: Vocabulary) -> [TokenID]? {
    var tokens = [TokenID?](repeating: nil, count: 256)
    for id in ids(vocabulary, [.byte]) {
      guard let byte = SentencePieceText.byteValue(vocabulary.index.texts[Int(id)]) else { continue }
      tokens[Int(byte)] = id
    }
    let known = tokens.compactMap(\.self)
    return known.count == tokens.count ? known : nil
  }

  private static func characterMap(_ metadata: GGUFMetadata) throws(ModelFileError) -> CharacterMap? {
    let key = "tokenizer.ggml.precompiled_charsmap"
    guard let bytes = try metadata.bytesIfPresent(key), !bytes.isEmpty else { return nil }
    return try CharacterMap(bytes, file: metadata.file, key: key)
  }
}
