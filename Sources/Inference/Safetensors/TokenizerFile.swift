// TokenizerFile.swift: tokenizer.json of a Hugging Face folder, read without holding more than its tokens.
//
// A vocabulary of 262,144 tokens and 514,906 merges takes 33 MB here. Texts stay bytes: two tokens that Unicode calls
// equivalent are two. What the tokens become in GGUF is in TokenizerFile+Tokens.swift.

/// A tokenizer as its file says it.
struct TokenizerFile: Sendable {
  /// Twice Gemma 3's.
  static let maximumByteCount = 64 << 20

  /// Ten times the largest vocabulary.
  static let maximumTokenCount = 4 << 20

  /// A token that is cut out of a text before everything else.
  struct AddedToken: Sendable {
    var id: Int
    var text: [UInt8]
    var isSpecial: Bool
  }

  let path: String

  /// The tokens that merging makes, by id; nil where an id has none.
  private(set) var texts: [[UInt8]?] = []

  /// Left and right part of each merge, one after the other, the best merge first.
  private(set) var mergeParts = PackedTexts()

  private(set) var addedTokens: [AddedToken] = []

  /// What the file says about its model, beside vocabulary and merges.
  private(set) var model: [String: StrictJSON] = [:]

  /// The other parts of the file, such as `normalizer` and `pre_tokenizer`.
  private(set) var parts: [String: StrictJSON] = [:]

  /// Reads `path`.
  ///
  /// - Throws: ``ModelFileError`` with the place of what is wrong.
  init(path: String) throws(ModelFileError) {
    self.path = path
    let mapped = try MappedFile(path: path)
    guard mapped.byteCount <= Self.maximumByteCount else {
      throw .tooLarge(file: path, byteCount: mapped.byteCount, limit: Self.maximumByteCount)
    }
    var parser = StrictJSONParser(bytes: mapped.copy(0..<mapped.byteCount))
    do throws(StrictJSON.Failure) {
      try read(&parser)
    } catch {
      throw .malformed(FilePlace(file: path, offset: error.offset, field: "tokenizer"), error.defect)
    }
    try mapped.verifyUnchanged()
  }

  /// The text of `key` in the model's settings, or nil without one.
  func modelText(_ key: String) -> String? {
    guard case .string(let text) = model[key] else { return nil }
    return text
  }

  /// Whether `key` in the model's settings is true.
  func modelFlag(_ key: String) -> Bool { model[key] == .bool(true) }

  /// The id of the token whose text is exactly `text`.
  func id(of text: String) -> Int? {
    let bytes = Array(text.utf8)
    return addedTokens.first { $0.text == bytes }?.id ?? texts.firstIndex { $0 == bytes }
  }

  private mutating func read(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    var hasModel = false
    var hasMore = try parser.enter("{", "}")
    while hasMore {
      let start = parser.position
      let key = String(decoding: try parser.key(), as: UTF8.self)
      guard parts[key] == nil, !hasModel || key != "model" else {
        throw StrictJSON.Failure(offset: start, defect: .duplicate)
      }
      switch key {
      case "model":
        hasModel = true
        try readModel(&parser)
      case "added_tokens": try readAddedTokens(&parser)
      default: parts[key] = try parser.value(depth: 1)
      }
      hasMore = try parser.advance("}")
    }
    parser.skipSpace()
    guard parser.isAtEnd else { throw parser.failure() }
  }

  private mutating func readModel(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    var hasMore = try parser.enter("{", "}")
    while hasMore {
      let key = String(decoding: try parser.key(), as: UTF8.self)
      parser.skipSpace()
      // Models that are not of the byte-pair kind have an array there; they are refused by their type.
      switch (key, parser.next) {
      case ("vocab", UInt8(ascii: "{")): try readVocabulary(&parser)
      case ("merges", _): try readMerges(&parser)
      default: model[key] = try parser.value(depth: 2)
      }
      hasMore = try parser.advance("}")
    }
  }

  private mutating func readVocabulary(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    var hasMore = try parser.enter("{", "}")
    while hasMore {
      let start = parser.position
      let text = try parser.key()
      let id = try Self.tokenNumber(parser.value(depth: 3), at: start)
      while texts.count <= id { texts.append(nil) }
      guard texts[id] == nil else { throw StrictJSON.Failure(offset: start, defect: .duplicate) }
      texts[id] = text
      hasMore = try parser.advance("}")
    }
  }

  private mutating func readMerges(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    var hasMore = try parser.enter("[", "]")
    while hasMore {
      parser.skipSpace()
      if parser.next == UInt8(ascii: "[") {
        try readPair(&parser)
      } else {
        try readJoinedPair(&parser)
      }
      hasMore = try parser.advance("]")
    }
  }

  /// `["left", "right"]`.
  private mutating func readPair(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    let start = parser.position
    var count = 0
    var hasMore = try parser.enter("[", "]")
    while hasMore {
      parser.skipSpace()
      guard parser.next == UInt8(ascii: "\"") else { throw parser.failure() }
      let side = try parser.text()
      // Nothing and a text are no pair, and no reader of GGUF takes them for one.
      guard !side.isEmpty else { throw StrictJSON.Failure(offset: start, defect: .empty) }
      mergeParts.append(side)
      count += 1
      hasMore = try parser.advance("]")
    }
    guard count == 2 else {
      throw StrictJSON.Failure(offset: start, defect: .wrongJSONKind(expected: "pair of texts"))
    }
  }

  /// `"left right"`.
  private mutating func readJoinedPair(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    let start = parser.position
    guard parser.next == UInt8(ascii: "\"") else { throw parser.failure() }
    let sides = try parser.text().split(separator: 0x20, omittingEmptySubsequences: false)
    guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) else {
      throw StrictJSON.Failure(offset: start, defect: .wrongJSONKind(expected: "text of two parts"))
    }
    for side in sides { mergeParts.append(side) }
  }

  private mutating func readAddedTokens(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    var hasMore = try parser.enter("[", "]")
    while hasMore {
      let start = parser.position
      guard case .object(let fields) = try parser.value(depth: 2), case .string(let text) = fields["content"]
      else {
        throw StrictJSON.Failure(offset: start, defect: .wrongJSONKind(expected: "token with its content"))
      }
      let id = try Self.tokenNumber(fields["id"] ?? .null, at: start)
      let isSpecial = fields["special"] == .bool(true)
      addedTokens.append(AddedToken(id: id, text: Array(text.utf8), isSpecial: isSpecial))
      hasMore = try parser.advance("]")
    }
  }

  private static func tokenNumber(_ value: StrictJSON, at offset: Int) throws(StrictJSON.Failure) -> Int {
    guard case .integer(let number) = value else {
      throw StrictJSON.Failure(offset: offset, defect: .wrongJSONKind(expected: "number of a token"))
    }
    guard (0..<Int64(maximumTokenCount)).contains(number) else {
      let defect = FileDefect.outOfRange(value: number, low: 0, high: Int64(maximumTokenCount) - 1)
      throw StrictJSON.Failure(offset: offset, defect: defect)
    }
    return Int(number)
  }
}
