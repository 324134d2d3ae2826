// StylePiece.swift: what is counted in one piece of a text, word by word and gap by gap.

/// How a stretch between two words ends what was before it.
enum TextBoundary {
  case none
  case sentence
  case paragraph
}

/// The counts of one piece of a text.
struct StylePiece {
  /// The hashes of its words, in order.
  private(set) var words: [UInt64] = []

  /// How often each of ``FunctionWords/all`` occurs.
  private(set) var functionWords = [Int](repeating: 0, count: FunctionWords.all.count)

  /// How often each ``PunctuationMark`` occurs.
  private(set) var marks = [Int](repeating: 0, count: PunctuationMark.allCases.count)

  /// Characters that are not white space.
  private(set) var characterCount = 0
  private(set) var digitCount = 0

  private(set) var sentences = LengthTally()  // in words
  private(set) var paragraphs = LengthTally()  // in words
  private(set) var wordLengths = LengthTally()  // in characters

  private(set) var longWordCount = 0  // seven characters or more
  private(set) var shortWordCount = 0  // three or fewer
  private(set) var capitalisedCount = 0  // words that begin with a capital
  private(set) var shoutedCount = 0  // words all in capitals, two letters or more
  private(set) var apostropheCount = 0  // words with one inside
  private(set) var lyCount = 0
  private(set) var ingCount = 0
  private(set) var edCount = 0

  private var wordsInSentence = 0
  private var wordsInParagraph = 0

  /// Counts `word`, a word of `bytes`.
  mutating func add(_ word: Word, of bytes: Span<UInt8>) {
    words.append(word.exact)
    wordsInSentence += 1
    wordsInParagraph += 1
    if let place = FunctionWords.placeByHash[word.exact] { functionWords[place] += 1 }
    addShape(of: word.range, of: bytes)
  }

  /// Counts a mark of punctuation.
  mutating func add(_ mark: PunctuationMark) { marks[mark.rawValue] += 1 }

  /// Counts a character outside words that is not white space.
  mutating func addCharacter() { characterCount += 1 }

  /// Ends a sentence or a paragraph, or neither.
  mutating func end(_ boundary: TextBoundary) {
    guard boundary != .none else { return }
    sentences.add(wordsInSentence)
    wordsInSentence = 0
    guard boundary == .paragraph else { return }
    paragraphs.add(wordsInParagraph)
    wordsInParagraph = 0
  }

  private mutating func addShape(of range: Range<Int>, of bytes: Span<UInt8>) {
    var length = 0
    var digits = 0
    var capitals = 0
    var hasApostrophe = false
    for position in range {
      let byte = bytes[position]
      if byte & 0xc0 != 0x80 { length += 1 }
      if byte &- 0x30 < 10 { digits += 1 }
      if byte &- 0x41 < 26 { capitals += 1 }
      if byte == 0x27 || (byte == 0xe2 && bytes[position + 1] == 0x80 && bytes[position + 2] == 0x99) {
        hasApostrophe = true
      }
    }
    characterCount += length
    digitCount += digits
    wordLengths.add(length)
    if length >= 7 { longWordCount += 1 } else if length <= 3 { shortWordCount += 1 }
    if capitals > 1, capitals == range.count { shoutedCount += 1 }
    if hasApostrophe { apostropheCount += 1 }
    if LetterCase(at: range.lowerBound, in: bytes) == .upper { capitalisedCount += 1 }
    addEnding(of: range, of: bytes)
  }

  private mutating func addEnding(of range: Range<Int>, of bytes: Span<UInt8>) {
    guard range.count >= 5 else { return }  // Shorter ones are mostly no endings: "fly", "king", "red".
    let last = bytes[range.upperBound - 1] | 0x20
    let second = bytes[range.upperBound - 2] | 0x20
    let third = bytes[range.upperBound - 3] | 0x20
    switch (third, second, last) {
    case (_, 0x6c, 0x79): lyCount += 1
    case (0x69, 0x6e, 0x67): ingCount += 1
    case (_, 0x65, 0x64): edCount += 1
    default: break
    }
  }
}
