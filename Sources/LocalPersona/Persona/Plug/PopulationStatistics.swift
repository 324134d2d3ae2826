// PopulationStatistics.swift: what the authors of the population have in common, and how they differ.
//
// A person's vector says little by itself; how it differs from the population's mean, in units of how
// much authors differ at all, says who it is. These numbers ship with the plug.

/// Mean and deviation of each number of the encoder's vectors, over authors.
struct PopulationStatistics: Equatable, Sendable {
  /// Shape (inputDimension).
  var mean: [Float]

  /// Between-author standard deviation, shape (inputDimension); above 0.
  var deviation: [Float]

  /// A number that hardly differs between authors is divided by this share of the usual deviation instead
  /// of its own: a rare habit would drown all others.
  private static let deviationFloor: Float = 0.01

  /// Takes stored statistics.
  /// - Precondition: Both have one length.
  init(mean: [Float], deviation: [Float]) {
    precondition(
      mean.count == deviation.count, "a mean of \(mean.count) numbers, a deviation of \(deviation.count)")
    self.mean = mean
    self.deviation = deviation
  }

  /// Measures a population.
  ///
  /// - Parameter authors: One vector an author, the mean of the author's items; shape (inputDimension) each.
  /// - Precondition: There is an author, and all vectors have one length.
  init(authors: [[Float]]) {
    precondition(!authors.isEmpty, "statistics of no authors")
    let dimension = authors[0].count
    precondition(
      authors.allSatisfy { $0.count == dimension },
      "authors' vectors of \(Set(authors.map(\.count)).sorted()) numbers")
    var sums = [Double](repeating: 0, count: dimension)
    for author in authors {
      for index in 0..<dimension { sums[index] += Double(author[index]) }
    }
    let means = sums.map { $0 / Double(authors.count) }
    var squares = [Double](repeating: 0, count: dimension)
    for author in authors {
      for index in 0..<dimension {
        let difference = Double(author[index]) - means[index]
        squares[index] += difference * difference
      }
    }
    let raw = squares.map { Float(($0 / Double(authors.count)).squareRoot()) }
    let common = Self.rootMeanSquare(raw)
    mean = means.map { Float($0) }
    deviation = raw.map { common > 0 ? max($0, common * Self.deviationFloor) : 1 }
  }

  /// One deviation for all numbers, for settings that centre without standardising.
  var commonDeviation: Float { Self.rootMeanSquare(deviation) }

  private static func rootMeanSquare(_ values: [Float]) -> Float {
    guard !values.isEmpty else { return 0 }
    let sum = values.reduce(0.0) { $0 + Double($1) * Double($1) }
    return Float((sum / Double(values.count)).squareRoot())
  }
}
