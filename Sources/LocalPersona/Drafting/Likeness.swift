// Likeness.swift: how much like a person's own writing a draft is, measured against other writers.
//
// A text is compared by its habits alone (StyleEncoder): each number as its distance from the population's
// mean, in the population's deviations, and two such vectors by their cosine. That is the cosine delta of
// stylometry (Evert et al. 2017, DOI 10.1093/llc/fqx023). The measure is not a similarity, which nobody can
// read, but a rank: how many of the authors of the plug's bank the text is less like than the person. It says
// nothing about whether the text is true, good or about anything.

/// The likeness of one text.
struct Likeness: Equatable, Sendable {
  /// The share of other writers that the text is less like than the person, 0 to 1; ties count half.
  var share: Double

  /// By how much the cosine to the person exceeds the mean one to other writers: finer than ``share``.
  var margin: Double
}

/// A person and other writers, to compare texts with.
struct LikenessScale {
  /// A shorter text has no habits to speak of, in words.
  static let leastWordCount = 12

  /// The newest entries that are read.
  static let entryLimit = 512

  /// The newest entries that the person's own likeness is measured on.
  static let judgedEntryCount = 16

  private let statistics: PopulationStatistics
  private let person: [Float]
  private let others: [[Float]]

  /// How like the rest of the person's writing each newest entry is, in the mean; nil where one entry is all.
  ///
  /// What a draft can be expected to reach.
  let ownShare: Double?

  /// How many other writers are compared with.
  var otherCount: Int { others.count }

  /// Compares with `entries` and with the authors of a plug's bank.
  ///
  /// Nil without entries, without other writers, and where the plug's vectors hold no style.
  ///
  /// - Parameters:
  ///   - entries: The person's own writing, in any order.
  ///   - document: A plug; nil where none is installed.
  init?(_ entries: [Entry], against document: PlugDocument?) {
    guard let document, document.plug.settings.encoder.holdsStyle,
      document.plug.inputDimension >= StyleEncoder.dimension
    else { return nil }
    let range = 0..<StyleEncoder.dimension
    let whole = document.plug.statistics
    let statistics = PopulationStatistics(
      mean: Array(whole.mean[range]), deviation: Array(whole.deviation[range]))
    let newest = entries.sorted { ($0.written, $0.id) < ($1.written, $1.id) }.suffix(Self.entryLimit)
    let own = StyleHistoryEncoder().vectors(of: newest.map(\.text))
    self.init(own, others: document.bank.map { Array($0[range]) }, statistics: statistics)
  }

  /// Compares with vectors of the person's texts, oldest first, and mean vectors of others.
  init?(_ own: [[Float]], others: [[Float]], statistics: PopulationStatistics) {
    guard let mean = StyleHabits.mean(of: own), !others.isEmpty else { return nil }
    let standardisedOthers = others.map { Self.standardised($0, statistics) }
    self.statistics = statistics
    self.others = standardisedOthers
    person = Self.standardised(mean, statistics)
    let judged = own.count > 1 ? own.suffix(Self.judgedEntryCount) : []
    let shares = judged.map { vector in
      // Without the entry itself, which is like itself.
      let count = Float(own.count)
      let rest = zip(mean, vector).map { ($0 * count - $1) / (count - 1) }
      return Self.likeness(
        of: Self.standardised(vector, statistics), to: Self.standardised(rest, statistics),
        others: standardisedOthers
      ).share
    }
    ownShare = shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  /// The likeness of `text`; nil where it is too short to tell.
  func likeness(of text: String) -> Likeness? {
    guard WordScanner.words(of: text).count >= Self.leastWordCount else { return nil }
    let vector = StyleEncoder().vector(of: text)
    return Self.likeness(of: Self.standardised(vector, statistics), to: person, others: others)
  }

  private static func likeness(of text: [Float], to person: [Float], others: [[Float]]) -> Likeness {
    let own = cosine(text, person)
    let cosines = others.map { cosine(text, $0) }
    let below = cosines.reduce(0.0) { $0 + ($1 < own ? 1 : $1 == own ? 0.5 : 0) }
    let count = Double(cosines.count)
    return Likeness(share: below / count, margin: own - cosines.reduce(0, +) / count)
  }

  private static func standardised(_ vector: [Float], _ statistics: PopulationStatistics) -> [Float] {
    vector.indices.map { (vector[$0] - statistics.mean[$0]) / statistics.deviation[$0] }
  }

  private static func cosine(_ first: [Float], _ second: [Float]) -> Double {
    var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
    for (one, other) in zip(first, second) {
      product += Double(one) * Double(other)
      firstSquare += Double(one) * Double(one)
      secondSquare += Double(other) * Double(other)
    }
    let length = (firstSquare * secondSquare).squareRoot()
    return length > 0 ? product / length : 0
  }
}

extension HistoryEncoderName {
  /// Whether its vectors begin with a style vector.
  fileprivate var holdsStyle: Bool { self == .style || self == .styleAndPassages }
}
