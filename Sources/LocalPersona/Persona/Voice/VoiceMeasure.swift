// VoiceMeasure.swift: numbers about sentences, words and marks that mean something to a person.
//
// Beside StyleShape, whose numbers are logarithms for a model. Each is compared with quantiles over the
// authors of the population, which scripts/make-population-words counts by the same definitions.

/// What is measured of a voice; the raw value is its row in ``PopulationWords/quantiles``.
enum VoiceMeasure: Int, CaseIterable {
  case sentenceLength
  case sentenceDeviation
  case paragraphLength
  case wordLength
  case longWords
  case contractions
  case capitals
  case shouting
  case digits
  case commas
  case semicolons
  case colons
  case dashes
  case hyphens
  case parentheses
  case quotes
  case exclamations
  case questions
  case ellipses

  /// With fewer places for a contraction than this, nothing is said about them.
  static let leastContractionPlaces = 10

  /// Its value: words, letters, hundredths of the words, or times in a thousand words or characters.
  ///
  /// - Returns: nil where there is too little to measure.
  func value(of tally: VoiceTally) -> Double? {
    let piece = tally.piece
    let words = tally.wordCount
    guard words > 0 else { return nil }
    return switch self {
    case .sentenceLength: piece.sentences.mean
    case .sentenceDeviation: piece.sentences.deviation
    case .paragraphLength: piece.paragraphs.mean
    case .wordLength: piece.wordLengths.mean
    case .longWords: 100 * Double(piece.longWordCount) / Double(words)
    case .contractions: Self.contractions(in: tally.terms)
    case .capitals: 100 * Double(piece.capitalisedCount) / Double(words)
    case .shouting: 1000 * Double(piece.shoutedCount) / Double(words)
    case .digits: 1000 * Double(piece.digitCount) / Double(max(1, piece.characterCount))
    case .commas: Self.rate(.comma, tally)
    case .semicolons: Self.rate(.semicolon, tally)
    case .colons: Self.rate(.colon, tally)
    case .dashes: Self.rate(.dash, tally)
    case .hyphens: Self.rate(.hyphen, tally)
    case .parentheses: Self.rate(.parenthesis, tally)
    case .quotes: Self.rate(.doubleQuote, tally)
    case .exclamations: Self.rate(.exclamation, tally)
    case .questions: Self.rate(.question, tally)
    case .ellipses: Self.rate(.ellipsis, tally)
    }
  }

  private static func rate(_ mark: PunctuationMark, _ tally: VoiceTally) -> Double {
    1000 * Double(tally.piece.marks[mark.rawValue]) / Double(tally.wordCount)
  }

  /// Hundredths of the places where a contraction could be that have one.
  private static func contractions(in terms: TermCounts) -> Double? {
    var short = 0
    var full = 0
    for contraction in PopulationWords.contractionKeys {
      short += terms.count(of: contraction.short)
      full += terms.count(of: contraction.full)
    }
    guard short + full >= leastContractionPlaces else { return nil }
    return 100 * Double(short) / Double(short + full)
  }
}

/// A value of a person among those of others.
struct VoiceStanding: Equatable {
  let measure: VoiceMeasure
  let value: Double

  /// The share of authors with less of it, 0 to 1; between the quantiles that are known, on a line.
  let share: Double

  /// The value that half of the authors stay below.
  var median: Double { PopulationWords.quantiles[measure.rawValue][2] }

  /// The shares that ``PopulationWords/quantiles`` are of.
  static let quantileShares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// What is told of a value beyond the outermost quantiles: that it is beyond.
  private static let outermost = 0.025

  /// Where `value` stands.
  init(_ measure: VoiceMeasure, _ value: Double) {
    self.measure = measure
    self.value = value
    share = Self.share(of: value, among: PopulationWords.quantiles[measure.rawValue])
  }

  /// The share of a population below `value`, given the quantiles of ``quantileShares``.
  static func share(of value: Double, among quantiles: [Double]) -> Double {
    guard let above = quantiles.firstIndex(where: { $0 >= value }) else { return 1 - outermost }
    guard let below = quantiles.lastIndex(where: { $0 <= value }) else { return outermost }
    // A value that many share, such as never, is in the middle of them.
    if below >= above { return (quantileShares[above] + quantileShares[below]) / 2 }
    let part = (value - quantiles[below]) / (quantiles[above] - quantiles[below])
    return quantileShares[below] + part * (quantileShares[above] - quantileShares[below])
  }
}
