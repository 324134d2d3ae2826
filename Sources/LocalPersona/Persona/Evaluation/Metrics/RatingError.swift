// RatingError.swift: mean absolute and root mean squared error of ratings, and what LaMP's script takes for a
// number.

/// Errors of ratings from 1 to 5.
enum RatingError {
  /// Σ w·|predicted − gold| / Σ w; NaN without ratings.
  static func meanAbsolute(predicted: [Double], gold: [Double], weights: [Int]) -> Double {
    mean(predicted, gold, weights) { abs($0) }
  }

  /// √(Σ w·(predicted − gold)² / Σ w); NaN without ratings.
  static func rootMeanSquare(predicted: [Double], gold: [Double], weights: [Int]) -> Double {
    mean(predicted, gold, weights) { $0 * $0 }.squareRoot()
  }

  private static func mean(
    _ predicted: [Double], _ gold: [Double], _ weights: [Int], _ cost: (Double) -> Double
  ) -> Double {
    var sum = 0.0
    for index in predicted.indices {
      sum += Double(weights[index]) * cost(predicted[index] - gold[index])
    }
    return sum / Double(weights.reduce(0, +))
  }

  /// What LaMP's script takes an answer for: its number, or, where it is none, the worse of 1 and 5.
  ///
  /// - Parameters:
  ///   - answer: What was written.
  ///   - gold: The right rating.
  /// - Returns: A number; 5 where no number was given and the right rating is as far from 1 as from 5.
  static func rating(_ answer: String, gold: Double) -> Double {
    number(answer) ?? (abs(1 - gold) > abs(5 - gold) ? 1 : 5)
  }

  /// The number that `text` is to Python's `float`, white space around it aside; nil where it is none.
  ///
  /// A fraction, an exponent, single underscores between digits and digits of any script are allowed.
  /// Infinity and NaN, which Python would take, are no ratings.
  static func number(_ text: String) -> Double? {
    var reader = NumberReader(text.trimmingSpaces())
    return reader.read()
  }
}

/// Reads a decimal number as Python's `float` does.
private struct NumberReader {
  private var rest: ArraySlice<Unicode.Scalar>

  init(_ text: String) { rest = Array(text.unicodeScalars)[...] }

  mutating func read() -> Double? {
    let sign = takeSign()
    guard let whole = takeDigits() else { return nil }
    var fraction = ""
    if rest.first == "." {
      rest.removeFirst()
      guard let digits = takeDigits() else { return nil }
      fraction = digits
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var exponent = ""
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      let exponentSign = takeSign()
      guard let digits = takeDigits(), !digits.isEmpty else { return nil }
      exponent = "e" + exponentSign + digits
    }
    guard rest.isEmpty else { return nil }
    let number = Double("\(sign)0\(whole).\(fraction)0\(exponent)")
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  private mutating func takeSign() -> String {
    guard let first = rest.first, first == "+" || first == "-" else { return "" }
    rest.removeFirst()
    return first == "-" ? "-" : ""
  }

  /// The digits that come next, as ASCII, maybe none; nil where an underscore stands at a wrong place.
  private mutating func takeDigits() -> String? {
    var digits = ""
    while let first = rest.first {
      if let digit = Self.digit(first) {
        digits.append(String(digit))
      } else if first == "_" {
        let next = rest.dropFirst().first
        guard !digits.isEmpty, next.map({ Self.digit($0) != nil }) ?? false else { return nil }
      } else {
        break
      }
      rest.removeFirst()
    }
    return digits
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    guard scalar.properties.numericType == .decimal else { return nil }
    return scalar.properties.numericValue.map { Int($0) }
  }
}
