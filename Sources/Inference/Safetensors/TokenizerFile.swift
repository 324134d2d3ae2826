// TokenizerFile.swift: tokenizer.json of a Hugging Face folder, read without holding more than its tokens.
//
// A vocabulary of 262,144 tokens and 514,906 merges takes 33 MB here. Texts stay bytes: two tokens that
// Unicode calls equivalent are two. What the tokens become in GGUF is in TokenizerFile+GGUF.swift.

/// A tokenizer as its file says it.
struct TokenizerFile: Sendable {
  /// Twice Gemma 3's.
  static let maximumByteCount = 64 << 20

  /// Ten times the largest vocabulary.
  static let maximumTokenCount = 4 << 20

  /// Rules take a few KiB, the largest table of a normaliser 300; as values they take many times as much.
  static let maximumPartByteCount = 1 << 20

  /// Files have some ten keys in an object.
  private static let maximumKeyCount = 256

  /// The parts of the file that say something about tokens.
  private static let keptParts: Set<String> = ["normalizer", "pre_tokenizer", "post_processor"]

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

  /// What the file says about its model in texts, numbers and truth values.
  private(set) var model: [String: StrictJSON] = [:]

  /// `normalizer`, `pre_tokenizer` and `post_processor`, as far as they are there.
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
    var seen: Set<[UInt8]> = []
    var hasMore = try parser.enter("{", "}")
    while hasMore {
      let key = try Self.newKey(&parser, among: &seen)
      switch key {
      case "model": try readModel(&parser)
      case "added_tokens": try readAddedTokens(&parser)
      default:
        if Self.keptParts.contains(key) {
          parts[key] = try Self.part(&parser, depth: 1)
        } else {
          try parser.skip(depth: 1)
        }
      }
      hasMore = try parser.advance("}")
    }
    parser.skipSpace()
    guard parser.isAtEnd else { throw parser.failure() }
  }

  private mutating func readModel(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    var seen: Set<[UInt8]> = []
    var hasMore = try parser.enter("{", "}")
    while hasMore {
      let key = try Self.newKey(&parser, among: &seen)
      parser.skipSpace()
      switch (key, parser.next) {
      case ("vocab", UInt8(ascii: "{")): try readVocabulary(&parser)
      case ("merges", _): try readMerges(&parser)
      // Models that are not of the byte-pair kind have an array as vocabulary; they are refused by their
      // type.
      case (_, UInt8(ascii: "{")), (_, UInt8(ascii: "[")): try parser.skip(depth: 2)
      default: model[key] = try Self.part(&parser, depth: 2)
      }
      hasMore = try parser.advance("}")
    }
  }

  private mutating func readVocabulary(_ parser: inout StrictJSONParser) throws(StrictJSON.Failure) {
    var hasMore = try parser.enter("{", "}")
    while hasMore {
      let start = parser.position
      let text = try parser.key()
      let id = try Self.tokenNumber(Self.part(&parser, depth: 3), at: start)
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
      guard case .object(let fields) = try Self.part(&parser, depth: 2),
        case .string(let text) = fields["content"]
      else {
        throw StrictJSON.Failure(offset: start, defect: .wrongJSONKind(expected: "token with its content"))
      }
      let id = try Self.tokenNumber(fields["id"] ?? .null, at: start)
      let isSpecial = fields["special"] == .bool(true)
      addedTokens.append(AddedToken(id: id, text: Array(text.utf8), isSpecial: isSpecial))
      hasMore = try parser.advance("]")
    }
  }

  /// Passes a key that was not among `seen`, and its colon.
  private static func newKey(
    _ parser: inout StrictJSONParser, among seen: inout Set<[UInt8]>
  ) throws(StrictJSON.Failure) -> String {
    parser.skipSpace()
    let start = parser.position
    let key = try parser.key()
    guard seen.insert(key).inserted else { throw StrictJSON.Failure(offset: start, defect: .duplicate) }
    guard seen.count <= maximumKeyCount else {
      let defect = FileDefect.tooMany(count: UInt64(seen.count), limit: UInt64(maximumKeyCount))
      throw StrictJSON.Failure(offset: start, defect: defect)
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// A value that is held, of at most ``maximumPartByteCount`` bytes in the file.
  private static func part(
    _ parser: inout StrictJSONParser, depth: Int
  ) throws(StrictJSON.Failure) -> StrictJSON {
    parser.skipSpace()
    let start = parser.position
    if parser.next == UInt8(ascii: "{") || parser.next == UInt8(ascii: "[") {
      // Measured before it is built: as a value it is many times as large.
      var ahead = parser
      try ahead.skip(depth: depth)
      try checkPart(from: start, to: ahead.position)
    }
    let value = try parser.value(depth: depth)
    try checkPart(from: start, to: parser.position)
    return value
  }

  private static func checkPart(from start: Int, to end: Int) throws(StrictJSON.Failure) {
    guard end - start > maximumPartByteCount else { return }
    let defect = FileDefect.tooMany(count: UInt64(end - start), limit: UInt64(maximumPartByteCount))
    throw StrictJSON.Failure(offset: start, defect: defect)
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
