// StyleShape.swift: eighteen numbers about the shape of sentences, paragraphs and words.

/// The shape numbers, in the order of the vector.
enum StyleShape: Int, CaseIterable {
  case sentenceLength
  case sentenceDeviation
  case longestSentence
  case paragraphLength
  case paragraphCount
  case wordLength
  case wordDeviation
  case longWords
  case shortWords
  case variety
  case capitals
  case digits
  case quotes
  case endingLy
  case endingIng
  case endingEd
  case apostrophes
  case shouting

  /// Its value for a piece: logarithms of lengths in words, lengths in characters, shares, and rates.
  func value(of piece: StylePiece) -> Float {
    let words = piece.words.count
    switch self {
    case .sentenceLength: return Float(StyleLogarithm.log1p(piece.sentences.mean))
    case .sentenceDeviation: return Float(StyleLogarithm.log1p(piece.sentences.deviation))
    case .longestSentence: return Float(StyleLogarithm.log1p(Double(piece.sentences.maximum)))
    case .paragraphLength: return Float(StyleLogarithm.log1p(piece.paragraphs.mean))
    case .paragraphCount: return Float(StyleLogarithm.log1p(Double(piece.paragraphs.count)))
    case .wordLength: return Float(piece.wordLengths.mean)
    case .wordDeviation: return Float(piece.wordLengths.deviation)
    case .longWords: return Self.share(piece.longWordCount, of: words)
    case .shortWords: return Self.share(piece.shortWordCount, of: words)
    case .variety: return Self.variety(of: piece.words)
    case .capitals: return Self.share(piece.capitalisedCount, of: words)
    case .digits: return StyleLogarithm.rate(piece.digitCount, of: piece.characterCount)
    case .quotes: return Self.quotations(in: piece)
    case .endingLy: return StyleLogarithm.rate(piece.lyCount, of: words)
    case .endingIng: return StyleLogarithm.rate(piece.ingCount, of: words)
    case .endingEd: return StyleLogarithm.rate(piece.edCount, of: words)
    case .apostrophes: return StyleLogarithm.rate(piece.apostropheCount, of: words)
    case .shouting: return StyleLogarithm.rate(piece.shoutedCount, of: words)
    }
  }

  /// The habit of having much of it, in plain words.
  var habit: String {
    switch self {
    case .sentenceLength: "long sentences"
    case .sentenceDeviation: "sentences of uneven length"
    case .longestSentence: "now and then a very long sentence"
    case .paragraphLength: "long paragraphs"
    case .paragraphCount: "many paragraphs"
    case .wordLength: "long words on average"
    case .wordDeviation: "words of uneven length"
    case .longWords: "many words of seven letters or more"
    case .shortWords: "many words of three letters or fewer"
    case .variety: "a varied vocabulary"
    case .capitals: "many words with a capital letter"
    case .digits: "many digits"
    case .quotes: "many quotations"
    case .endingLy: "words ending in -ly"
    case .endingIng: "words ending in -ing"
    case .endingEd: "words ending in -ed"
    case .apostrophes: "words with an apostrophe"
    case .shouting: "words all in capitals"
    }
  }

  /// The run of words within which variety is measured.
  static let varietyRun = 50

  /// How varied words are: ln types / ln tokens (Herdan's C), types being the mean over all runs of 50 words.
  ///
  /// The share of types falls with the length of a text, its logarithm hardly: with runs of one length, texts
  /// of 50 words and of 5,000 compare. A shorter text is one run. 1 where no word is repeated.
  static func variety(of words: [UInt64]) -> Float {
    let run = min(varietyRun, words.count)
    guard run > 1 else { return 1 }
    let lastStart = words.count - run
    var types = 0
    for (index, word) in words.enumerated() {
      // Counted in the runs that hold it, but start after the last word like it.
      var first = max(0, index - run + 1)
      for earlier in stride(from: index - 1, through: first, by: -1) where words[earlier] == word {
        first = earlier + 1
        break
      }
      types += max(0, min(index, lastStart) - first + 1)
    }
    let mean = Double(types) / Double(lastStart + 1)
    return Float(StyleLogarithm.log(mean) / StyleLogarithm.log(Double(run)))
  }

  private static func share(_ count: Int, of total: Int) -> Float {
    total == 0 ? 0 : Float(Double(count) / Double(total))
  }

  private static func quotations(in piece: StylePiece) -> Float {
    let marks = Double(piece.marks[PunctuationMark.doubleQuote.rawValue])
    return Float(StyleLogarithm.log1p(marks / 2 / Double(max(1, piece.paragraphs.count))))
  }
}
