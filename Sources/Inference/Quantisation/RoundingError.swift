// RoundingError.swift: how far weights are from those that they were made from.

/// The error of weights that were rounded.
public struct RoundingError: Sendable, Equatable {
  /// Σ w².
  public private(set) var squares = 0.0

  /// Σ (ŵ − w)².
  public private(set) var missSquares = 0.0

  /// The largest |ŵ − w|.
  public private(set) var largest: Float = 0

  /// No weights, no error.
  public init() {}

  /// |ŵ − w| / |w|, Euclidean; 0 where all weights are.
  public var relative: Double { squares > 0 ? (missSquares / squares).squareRoot() : 0 }

  /// Adds the error of other weights.
  public mutating func add(_ other: RoundingError) {
    squares += other.squares
    missSquares += other.missSquares
    largest = max(largest, other.largest)
  }

  /// Adds the error of one row.
  mutating func add(squares: Double, missSquares: Double, largest: Float) {
    self.squares += squares
    self.missSquares += missSquares
    self.largest = max(self.largest, largest)
  }
}
