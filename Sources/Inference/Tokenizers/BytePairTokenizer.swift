// BytePairTokenizer.swift: byte-level BPE, the tokenizer of GPT-2 and its many descendants (`gpt2` in GGUF).
//
// Text is cut into pieces by the model's pre-tokenizer; within a piece the bytes are joined pair by pair, by
// the rank of the merge. Bytes are written in the alphabet of ByteAlphabet, in the vocabulary only.

/// A byte-level BPE tokenizer.
public struct BytePairTokenizer: VocabularyTokenizer {
  let vocabulary: Vocabulary
  private let splitter: SpecialTokenSplitter
  private let preTokenizer: PreTokenizer
  private let merges: MergeTable

  /// The token of each byte.
  ///
  /// Bytes without one get ids after the vocabulary: they can still take part in merges, and are left out
  /// where they remain.
  private let byteTokens: [TokenID]

  /// Reads the tokenizer of a GGUF file.
  ///
  /// - Throws: ``ModelFileError/unsupportedTokenizer(model:preTokenizer:)`` for an unknown pre-tokenizer;
  ///   others for keys that are missing or wrong.
  public init(_ metadata: GGUFMetadata) throws(ModelFileError) {
    let name = try metadata.stringIfPresent("tokenizer.ggml.pre") ?? "default"
    guard let preTokenizer = PreTokenizer(named: name) else {
      throw .unsupportedTokenizer(model: "gpt2", preTokenizer: name)
    }
    let vocabulary = try Vocabulary(metadata, addsBegin: preTokenizer.addsBegin)
    self.preTokenizer = preTokenizer
    self.vocabulary = vocabulary
    splitter = SpecialTokenSplitter(vocabulary)
    byteTokens = (0...255).map { byte in
      let text = String(ByteAlphabet.scalars[byte])
      return vocabulary.index.find(text) ?? TokenID(vocabulary.count + byte)
    }
    merges = try Self.readMerges(metadata, vocabulary.index, byteTokens)
  }

  /// The ids of `text`; see ``Tokenizer/encode(_:addSpecial:parseSpecial:)``.
  public func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID] {
    let bytes = Array(text.utf8)
    var tokens: [TokenID] = []
    tokens.reserveCapacity(bytes.count / 3 + 2)
    if addSpecial, vocabulary.addsBegin, let begin = vocabulary.beginOfSequence { tokens.append(begin) }
    var merger = SymbolMerger(), memo = PieceMemo(byteCount: bytes.count)
    for fragment in splitter.split(bytes.span, parseSpecial: parseSpecial) {
      switch fragment {
      case .token(let id): tokens.append(id)
      case .text(let range): encode(range, of: bytes.span, &merger, &memo, into: &tokens)
      }
    }
    if addSpecial, vocabulary.addsEnd, let end = vocabulary.endOfSequence { tokens.append(end) }
    return tokens
  }

  /// The text bytes that `token` stands for.
  public func bytes(of token: TokenID) -> [UInt8] {
    guard let kind = vocabulary.kind(of: token), !vocabulary.isControl(token) else { return [] }
    let text = vocabulary.index.texts[Int(token)]
    return kind == .userDefined ? Array(text) : ByteAlphabet.decode(String(decoding: text, as: UTF8.self))
  }

  private func encode(
    _ part: Range<Int>, of text: Span<UInt8>, _ merger: inout SymbolMerger, _ memo: inout PieceMemo,
    into tokens: inout [TokenID]
  ) {
    for piece in preTokenizer.pieces(of: text.extracting(part)) {
      let range = part.lowerBound + piece.lowerBound..<part.lowerBound + piece.upperBound
      memo.append(range, of: text, to: &tokens) { piece, tokens in encode(piece, &merger, into: &tokens) }
    }
  }

  /// The tokens of one piece.
  private func encode(_ piece: Span<UInt8>, _ merger: inout SymbolMerger, into tokens: inout [TokenID]) {
    if preTokenizer.prefersWholePieces, let whole = vocabulary.index.find(ByteAlphabet.encode(piece).span) {
      tokens.append(whole)
      return
    }
    merger.reset()
    for index in piece.indices { merger.append(byteTokens[Int(piece[index])], index..<index + 1) }
    merger.merge(RankRule(merges: merges))
    for symbol in merger.symbols where symbol.byteCount > 0 && symbol.id < vocabulary.count {
      tokens.append(symbol.id)
    }
  }

  /// Looks up the merge of two tokens.
  private struct RankRule: MergeRule {
    let merges: MergeTable

    func candidate(_ left: TokenID, _ right: TokenID, covering: Range<Int>) -> MergeCandidate? {
      merges.find(left, right)
    }
  }

  /// Reads the list of merges, `left right` each, the best first.
  ///
  /// A merge between texts that are no tokens, or into one that is none, can never apply and is left out.
  private static func readMerges(
    _ metadata: GGUFMetadata, _ index: VocabularyIndex, _ byteTokens: [TokenID]
  ) throws(ModelFileError) -> MergeTable {
    let key = "tokenizer.ggml.merges"
    let lines = try metadata.texts(key)
    var table = MergeTable(count: lines.count)
    let bytes = lines.bytes.span
    for rank in 0..<lines.count {
      let line = bytes.extracting(lines.range(rank))
      guard let space = firstSpace(line) else {
        throw .badValue(
          file: metadata.file, key: key, value: "merge \(rank)", allowed: "two texts and a space")
      }
      let left = line.extracting(0..<space)
      let right = line.extracting(space + 1..<line.count)
      guard let result = index.find(left, right), let leftID = symbol(left, index, byteTokens),
        let rightID = symbol(right, index, byteTokens)
      else { continue }
      table.insert(leftID, rightID, rank: rank, result: result)
    }
    return table
  }

  private static func firstSpace(_ line: Span<UInt8>) -> Int? {
    guard line.count >= 3 else { return nil }
    for index in 1..<line.count - 1 where line[index] == 0x20 { return index }
    return nil
  }

  /// The id of a token, or of a byte that has none.
  private static func symbol(_ text: Span<UInt8>, _ index: VocabularyIndex, _ byteTokens: [TokenID])
    -> TokenID?
  {
    if let id = index.find(text) { return id }
    guard text.count <= 2 else { return nil }
    let (scalar, byteCount) = UTF8Scalars.scalar(in: text, at: 0)
    guard byteCount == text.count, let byte = ByteAlphabet.byte(of: scalar) else { return nil }
    return byteTokens[Int(byte)]
  }
}
