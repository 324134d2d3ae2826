// StyleEncoder.swift: the habits of a writer as numbers, without a model.
//
// Stylometry knows writers by what they do without thinking: little words, punctuation, letter groups,
// the shape of sentences. One text gives 501 numbers; the plug standardises them by the population, so
// their scales need not match. Everything is counted over the UTF-8 bytes and computed from sums and
// quotients alone: the same text gives the same bits on every machine. No language is assumed: for one
// without these words their numbers are 0.

/// Turns a text into its style vector.
struct StyleEncoder: Sendable {
  /// Changes whenever the vector of some text does.
  static let version: UInt32 = 1

  /// The parts of the vector, in order.
  static let groups: [(name: String, range: Range<Int>)] = {
    let parts = [
      ("function words", FunctionWords.all.count), ("punctuation", PunctuationMark.allCases.count),
      ("letter groups", CharacterTrigrams.classCount), ("shape", StyleShape.allCases.count),
    ]
    var groups: [(name: String, range: Range<Int>)] = []
    for (name, count) in parts {
      let start = groups.last?.range.upperBound ?? 0
      groups.append((name, start..<start + count))
    }
    return groups
  }()

  /// The length of a vector.
  static let dimension = groups.last?.range.upperBound ?? 0

  /// What having much of feature `index` means, in plain words.
  ///
  /// Letter groups share classes; theirs is the name of a common one in the class.
  static func featureName(_ index: Int) -> String { featureNames[index] }

  static let featureNames: [String] =
    FunctionWords.all.map { "says '\($0)'" } + PunctuationMark.allCases.map(\.habit)
    + CharacterTrigrams.names + StyleShape.allCases.map(\.habit)

  /// The vector of `text`: ``dimension`` finite numbers.
  func vector(of text: String) -> [Float] {
    let utf8 = text.utf8
    return vector(of: utf8.span)
  }

  /// The vector of a text in UTF-8; bytes that are none count as unknown characters.
  ///
  /// A text of more than some 200 words is the mean of its pieces, as ``StyleText`` cuts them.
  func vector(of bytes: Span<UInt8>) -> [Float] {
    var sum = [Float](repeating: 0, count: Self.dimension)
    var pieceCount = 0
    var text = StyleText(bytes)
    while let (piece, range) = text.next() {
      Self.add(piece, CharacterTrigrams(of: bytes, in: range), to: &sum)
      pieceCount += 1
    }
    guard pieceCount > 1 else { return sum }
    return sum.map { $0 / Float(pieceCount) }
  }

  private static func add(_ piece: StylePiece, _ trigrams: CharacterTrigrams, to sum: inout [Float]) {
    var place = 0
    func add(_ value: Float) {
      sum[place] += value
      place += 1
    }
    for count in piece.functionWords { add(StyleLogarithm.rate(count, of: piece.words.count)) }
    for count in piece.marks { add(StyleLogarithm.rate(count, of: piece.characterCount)) }
    for count in trigrams.counts { add(StyleLogarithm.rate(count, of: trigrams.total)) }
    for shape in StyleShape.allCases { add(shape.value(of: piece)) }
  }
}
