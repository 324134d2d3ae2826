// Vocabulary.swift: the tokens of a GGUF file, their kinds, and which of them have a special role.

/// A vocabulary, checked: every list has the same length and every special id lies within it.
struct Vocabulary: Sendable {
  /// From text to id; also keeps the texts as they are in the file.
  let index: VocabularyIndex

  /// The kind of each token.
  let kinds: [TokenKind]

  var beginOfSequence: TokenID?
  var endOfSequence: TokenID?
  var unknown: TokenID?
  var separator: TokenID?

  /// Whether the model wants ``beginOfSequence`` in front of a text, ``endOfSequence`` after it.
  var addsBegin: Bool
  var addsEnd: Bool

  /// The tokens after which nothing more is to be generated.
  let endOfGeneration: Set<TokenID>

  /// How many tokens there are.
  var count: Int { kinds.count }

  /// Reads the keys `tokenizer.ggml.*`.
  init(_ metadata: GGUFMetadata, addsBegin: Bool) throws(ModelFileError) {
    let texts = try metadata.texts("tokenizer.ggml.tokens")
    guard texts.count > 0 else {
      throw .badValue(
        file: metadata.file, key: "tokenizer.ggml.tokens", value: "0 tokens", allowed: "1 token or more")
    }
    index = VocabularyIndex(texts)
    kinds = try Self.kinds(metadata, count: texts.count)
    let count = texts.count
    beginOfSequence = try Self.id(metadata, "bos_token_id", count)
    endOfSequence = try Self.id(metadata, "eos_token_id", count)
    unknown = try Self.id(metadata, "unknown_token_id", count)
    separator = try Self.id(metadata, "seperator_token_id", count)  // The format's own spelling.
    self.addsBegin = try metadata.boolIfPresent("tokenizer.ggml.add_bos_token") ?? addsBegin
    addsEnd = try metadata.boolIfPresent("tokenizer.ggml.add_eos_token") ?? false
    let endOfTurn = try Self.id(metadata, "eot_token_id", count)
    let endOfMessage = try Self.id(metadata, "eom_token_id", count)
    endOfGeneration = Self.endOfGeneration(index, kinds, [endOfSequence, endOfTurn, endOfMessage])
  }

  /// The kind of `token`, or nil outside the vocabulary.
  func kind(of token: TokenID) -> TokenKind? {
    kinds.indices.contains(Int(token)) ? kinds[Int(token)] : nil
  }

  /// Whether `token` stands for no text of its own.
  func isControl(_ token: TokenID) -> Bool {
    let kind = kind(of: token)
    return kind == .control || kind == .unknown
  }

  /// The score of each of `count` tokens.
  ///
  /// - Throws: ``ModelFileError`` where there are more or fewer, or one is not finite.
  static func scores(_ metadata: GGUFMetadata, count: Int) throws(ModelFileError) -> [Float] {
    let key = "tokenizer.ggml.scores"
    let scores = try metadata.floats(key)
    guard scores.count == count else {
      throw .badValue(
        file: metadata.file, key: key, value: "\(scores.count) scores", allowed: "\(count) scores")
    }
    guard scores.allSatisfy(\.isFinite) else {
      throw .badValue(file: metadata.file, key: key, value: "not a number", allowed: "finite numbers")
    }
    return scores
  }

  /// Names under which models keep tokens that end a turn, a message, or the text of a file.
  private static let endNames = [
    "<|eot_id|>", "<|im_end|>", "<|end|>", "<|return|>", "<|call|>", "<end_of_turn>", "<|endoftext|>",
    "</s>", "<|eom_id|>", "<EOT>", "_<EOT>", "[EOT]", "[EOS]", "<|end_of_text|>", "<end_of_utterance>",
    "<eos>", "<|fim_pad|>", "<fim_pad>", "<PAD>", "<|fim_repo|>", "<|repo_name|>", "<REPO>", "<reponame>",
    "<|file_sep|>",
  ]

  /// The ids that the file names, and control tokens with a name that says the same.
  ///
  /// A token that is text (as `</s>` is in Gemma, an HTML tag) does not end anything.
  private static func endOfGeneration(
    _ index: VocabularyIndex, _ kinds: [TokenKind], _ named: [TokenID?]
  ) -> Set<TokenID> {
    var ids = Set(named.compactMap(\.self))
    for name in endNames {
      if let id = index.find(name), kinds[Int(id)] == .control { ids.insert(id) }
    }
    return ids
  }

  private static func kinds(_ metadata: GGUFMetadata, count: Int) throws(ModelFileError) -> [TokenKind] {
    let key = "tokenizer.ggml.token_type"
    guard metadata.contains(key) else { return [TokenKind](repeating: .normal, count: count) }
    let codes = try metadata.integers(key)
    guard codes.count == count else {
      throw .badValue(file: metadata.file, key: key, value: "\(codes.count) types", allowed: "\(count) types")
    }
    var kinds: [TokenKind] = []
    kinds.reserveCapacity(count)
    for code in codes {
      // 0 is "undefined" in ggml, and treated as text there.
      guard let kind = code == 0 ? .normal : UInt8(exactly: code).flatMap(TokenKind.init) else {
        throw .badValue(file: metadata.file, key: key, value: "\(code)", allowed: "0 to 6")
      }
      kinds.append(kind)
    }
    return kinds
  }

  /// The id of a special role.
  ///
  /// 2^32 - 1 (-1) stands for none.
  private static func id(
    _ metadata: GGUFMetadata, _ role: String, _ count: Int
  ) throws(ModelFileError) -> TokenID? {
    let key = "tokenizer.ggml." + role
    guard let number = try metadata.integerIfPresent(key, in: -1...Int(UInt32.max)) else { return nil }
    if number == -1 || number == Int(UInt32.max) { return nil }
    guard number < count else {
      throw .badValue(file: metadata.file, key: key, value: "\(number)", allowed: "0 to \(count - 1)")
    }
    return TokenID(number)
  }
}
