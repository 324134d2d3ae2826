// WordRelevance.swift: BM25 (Robertson & Zaragoza 2009), for the index and for the scan without one.

// The C library only, for the logarithm: Foundation would slow every start.
#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// What a word counts in a collection of documents.
struct WordRelevance {
  private static let saturation: Float = 1.2  // k1, the customary value
  private static let lengthInfluence: Float = 0.75  // b, likewise

  private let documentCount: Float
  private let averageLength: Float

  /// - Parameter lengths: The weighted number of words of each document.
  init(lengths: [Float]) {
    documentCount = Float(lengths.count)
    averageLength = max(1, lengths.reduce(0, +) / Float(max(1, lengths.count)))
  }

  /// The inverse document frequency of a word that so many documents have: never negative.
  func rarity(having: Int) -> Float {
    logf(1 + (documentCount - Float(having) + 0.5) / (Float(having) + 0.5))
  }

  /// tf / (tf + k1 (1 - b + b length / average)): BM25's saturating term frequency without its factor k1 + 1.
  func share(count: Int32, length: Float) -> Float {
    let half = Self.saturation * (1 - Self.lengthInfluence + Self.lengthInfluence * (length / averageLength))
    return Float(count) / (Float(count) + half)
  }
}
