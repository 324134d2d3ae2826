// WordPieceTokenizer.swift: WordPiece, the tokenizer of BERT encoders, from vocab.txt or from a GGUF file.
//
// A word becomes the longest token that it starts with, then the longest continuation, and so on; a word that
// cannot be covered becomes [UNK] as a whole. Continuations are written ##text here; GGUF files write the
// beginnings of words ▁text instead.

/// A WordPiece tokenizer.
public struct WordPieceTokenizer: Tokenizer {
  /// Longer words become [UNK], as in BERT.
  private static let maximumWordCharacterCount = 100

  /// No vocabulary comes near; a line of 64 KiB is no token.
  private static let maximumFileByteCount = 64 << 20

  private static let continuation: [UInt8] = [0x23, 0x23]  // ##

  private let index: VocabularyIndex
  private let lowercases: Bool
  private let controls: Set<TokenID>
  private let unknown: TokenID
  private let classification: TokenID
  private let separator: TokenID

  /// The hash of `##`, from which look-ups of continuations go on.
  private let continuationHash: TextHash

  /// Reads a vocabulary with one token in each line; the line number is the id.
  ///
  /// - Throws: ``ModelFileError/missingKey(file:key:)`` where [CLS], [SEP] or [UNK] is missing, and what
  ///   ``MappedFile`` throws.
  public init(vocabularyFile path: String, lowercase: Bool) throws(ModelFileError) {
    let mapped = try MappedFile(path: path)
    guard mapped.byteCount <= Self.maximumFileByteCount else {
      throw .tooLarge(file: path, byteCount: mapped.byteCount, limit: Self.maximumFileByteCount)
    }
    let bytes = mapped.copy(0..<mapped.byteCount)
    try self.init(texts: Self.lines(bytes), lowercase: lowercase, file: path)
  }

  /// Reads `vocab.txt` in a folder in Hugging Face's layout, and from `tokenizer_config.json`, if there is
  /// one, whether the model is uncased.
  ///
  /// - Throws: As ``init(vocabularyFile:lowercase:)``; ``ModelFileError`` for a damaged settings file.
  public init(folder: String) throws(ModelFileError) {
    var lowercase = true
    do throws(ModelFileError) {
      let settings = try ModelConfigurationFile(path: folder + "/tokenizer_config.json")
      lowercase = try settings.boolIfPresent("do_lower_case") ?? true
    } catch {
      guard case .unreadable(_, code: 2) = error else { throw error }  // ENOENT: the file is optional.
    }
    try self.init(vocabularyFile: folder + "/vocab.txt", lowercase: lowercase)
  }

  /// Reads the tokenizer of a GGUF file.
  ///
  /// - Throws: ``ModelFileError`` for keys that are missing or wrong.
  public init(_ metadata: GGUFMetadata) throws(ModelFileError) {
    let texts = try metadata.texts("tokenizer.ggml.tokens")
    let lowercase = try metadata.boolIfPresent("tokenizer.ggml.normalizer.lowercase") ?? true
    try self.init(texts: Self.renamed(texts), lowercase: lowercase, file: metadata.file)
  }

  private init(texts: PackedTexts, lowercase: Bool, file: String) throws(ModelFileError) {
    index = VocabularyIndex(texts)
    lowercases = lowercase
    unknown = try Self.find("[UNK]", index, file)
    classification = try Self.find("[CLS]", index, file)
    separator = try Self.find("[SEP]", index, file)
    controls = Set(["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"].compactMap(index.find))
    continuationHash = TextHash.of(Self.continuation.span)
  }

  /// How many tokens there are.
  public var vocabularyCount: Int { index.texts.count }

  /// The token that a sequence starts with.
  public var beginOfSequence: TokenID? { classification }

  /// The tokens after which nothing more is to be generated.
  public var endOfGeneration: Set<TokenID> { [separator] }

  /// Whether `token` steers the model rather than being text.
  public func isControl(_ token: TokenID) -> Bool { controls.contains(token) }

  /// The token whose text is exactly `name`.
  public func token(named name: String) -> TokenID? { index.find(name) }

  /// The ids of `text`.
  ///
  /// `parseSpecial` finds [CLS], [SEP], [PAD], [MASK] and [UNK] by name.
  public func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID] {
    var tokens: [TokenID] = []
    if addSpecial { tokens.append(classification) }
    if parseSpecial {
      encodeWithNames(text, into: &tokens)
    } else {
      encode(text, into: &tokens)
    }
    if addSpecial { tokens.append(separator) }
    return tokens
  }

  /// The text bytes that `token` stands for.
  public func bytes(of token: TokenID) -> [UInt8] {
    guard token >= 0, token < vocabularyCount, !isControl(token) else { return [] }
    let text = index.texts[Int(token)]
    return text.starts(with: Self.continuation) ? Array(text.dropFirst(2)) : [0x20] + text
  }

  private func encode(_ text: String, into tokens: inout [TokenID]) {
    let normalized = BERTNormalizer(text, lowercases: lowercases)
    var memo = PieceMemo(byteCount: normalized.bytes.count)
    for word in normalized.words {
      memo.append(word.range, of: normalized.bytes.span, to: &tokens) { bytes, tokens in
        let start = tokens.count
        if word.characterCount > Self.maximumWordCharacterCount || !cover(bytes, into: &tokens) {
          tokens.removeSubrange(start...)
          tokens.append(unknown)
        }
      }
    }
  }

  /// Covers a word with tokens, the longest first.
  ///
  /// - Returns: Whether that was possible; if not, some tokens may have been added.
  private func cover(_ word: Span<UInt8>, into tokens: inout [TokenID]) -> Bool {
    // Most words are tokens: found without trying all that they begin with.
    if let whole = index.find(word) {
      tokens.append(whole)
      return true
    }
    var start = 0
    while start < word.count {
      guard let (token, end) = longestToken(in: word, from: start) else { return false }
      tokens.append(token)
      start = end
    }
    return true
  }

  /// The longest token that `word` has at `start`, and where it ends: one pass, hashing as it goes.
  private func longestToken(in word: Span<UInt8>, from start: Int) -> (TokenID, end: Int)? {
    let isContinuation = start > 0
    var hash = isContinuation ? continuationHash : TextHash()
    var best: (TokenID, end: Int)?
    let limit = min(word.count, start + index.longestByteCount)
    for end in start..<limit {
      hash.add(word[end])
      // A token ends where a character does.
      guard end + 1 == word.count || word[end + 1] & 0xC0 != 0x80 else { continue }
      let text = word.extracting(start..<end + 1)
      let found =
        isContinuation
        ? index.find(Self.continuation.span, text, hash) : index.find(text, nil, hash)
      if let found { best = (found, end + 1) }
    }
    return best
  }

  private func encodeWithNames(_ text: String, into tokens: inout [TokenID]) {
    let names = controls.map { (id: $0, name: index.texts.string(Int($0))) }
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      if let (id, name) = names.first(where: { rest[open...].hasPrefix($0.name) }) {
        encode(String(rest[..<open]), into: &tokens)
        tokens.append(id)
        rest = rest[rest.index(open, offsetBy: name.count)...]
      } else {
        let next = rest.index(after: open)
        encode(String(rest[..<next]), into: &tokens)
        rest = rest[next...]
      }
    }
    encode(String(rest), into: &tokens)
  }

  private static func find(
    _ name: String, _ index: VocabularyIndex, _ file: String
  ) throws(ModelFileError) -> TokenID {
    guard let id = index.find(name) else { throw .missingKey(file: file, key: name) }
    return id
  }

  /// The lines of a file, without their ends.
  private static func lines(_ bytes: [UInt8]) -> PackedTexts {
    var texts = PackedTexts()
    texts.reserve(count: bytes.count / 7, byteCount: bytes.count)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let hasReturn = end > start && bytes[end - 1] == 0x0D
      texts.append(bytes[start..<(hasReturn ? end - 1 : end)])
      start = end + 1
    }
    return texts
  }

  /// From GGUF's marks (▁ before the beginnings of words) to BERT's (## before continuations).
  private static func renamed(_ texts: PackedTexts) -> PackedTexts {
    var renamed = PackedTexts()
    renamed.reserve(count: texts.count, byteCount: texts.bytes.count + 2 * texts.count)
    for id in 0..<texts.count {
      let text = texts[id]
      if text.starts(with: [0xE2, 0x96, 0x81]) {
        renamed.append(text.dropFirst(3))
      } else if text.first == 0x5B, text.last == 0x5D, text.count > 2 {  // [CLS], [unused0]
        renamed.append(text)
      } else {
        renamed.append(continuation + text)
      }
    }
    return renamed
  }
}
