// VoiceTally.swift: what is counted of a group of texts: words, phrases, sentences, marks, emoji.
//
// Shape and marks are counted where style vectors count them (StylePiece, StyleGap), but over whole texts:
// the pieces of a style vector end paragraphs where a person did not. Each text is cut into words once.

/// The counts of some texts.
struct VoiceTally {
  /// A reading ends with the text that reaches this many words: two long novels.
  ///
  /// Nothing that is told gets more certain by more of them, and the phrases of a whole library take memory.
  static let maximumWordCount = 250_000

  /// Sentences, paragraphs, words and marks.
  private(set) var piece = StylePiece()

  /// Words and phrases.
  private(set) var terms = TermCounts()

  /// Pictures such as 🙂, each once however many code points it has.
  private(set) var emojiCount = 0

  /// How many texts.
  private(set) var textCount = 0

  /// How many words.
  var wordCount: Int { piece.words.count }

  /// Counts nothing yet.
  init() {}

  /// Counts these texts, in their order, until ``maximumWordCount`` is reached.
  init(_ texts: some Sequence<String>) {
    for text in texts {
      guard wordCount < Self.maximumWordCount else { return }
      add(text)
    }
  }

  /// Counts a text.
  mutating func add(_ text: String) {
    let utf8 = text.utf8
    add(utf8.span)
    if utf8.contains(where: { $0 >= 0xC2 }) { emojiCount += text.count { $0.isPicture } }
    textCount += 1
  }

  private mutating func add(_ bytes: Span<UInt8>) {
    let words = WordScanner.words(of: bytes)
    var gap = StyleGap(bytes)
    let first = words.first?.range.lowerBound ?? bytes.count
    let start = gap.read(0..<first, after: nil, into: &piece)
    piece.end(start)
    terms.beginText(textCount)
    var beginsSentence = true
    var joins = false
    for index in words.indices {
      let word = words[index]
      piece.add(word, of: bytes)
      terms.add(
        word, joins: joins,
        isCapital: beginsSentence ? nil : LetterCase(at: word.range.lowerBound, in: bytes) == .upper)
      let end = index + 1 < words.count ? words[index + 1].range.lowerBound : bytes.count
      let between = word.range.upperBound..<end
      let boundary = gap.read(between, after: word, into: &piece)
      piece.end(boundary)
      beginsSentence = boundary != .none
      joins = Self.joins(between, in: bytes)
    }
  }

  /// Whether a phrase goes on over this stretch between two words: over white space, not over an empty line.
  private static func joins(_ range: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    var breakCount = 0
    for position in range {
      let byte = bytes[position]
      guard byte == 0x20 || 0x09...0x0D ~= byte else { return false }
      if byte == 0x0A { breakCount += 1 }
    }
    return breakCount < 2
  }
}

extension Character {
  /// Whether it is shown as a picture, as terminals count it.
  fileprivate var isPicture: Bool {
    guard let scalar = unicodeScalars.first, !scalar.isASCII || unicodeScalars.count > 1 else { return false }
    return scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
  }
}
