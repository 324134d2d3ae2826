// ChartScale.swift: from numbers to places in a picture: a range that holds all of them and zero, with round
// ticks.

/// An axis.
struct ChartScale: Equatable {
  /// Ticks of an axis at most, its ends among them.
  private static let tickLimit = 8

  /// The numbers at the ends and between them, ascending and equally far apart; zero is one of them.
  let ticks: [Double]

  /// Digits behind the point that tell the ticks apart.
  let digitCount: Int

  /// An axis for `values`, each within a billion of zero; of 1 in length where all are zero or there are
  /// none.
  init(covering values: [Double]) {
    let low = min(0, values.min() ?? 0)
    let high = max(0, values.max() ?? 0)
    let length = high > low ? high - low : 1
    var step = 1e-9
    var digitCount = 9
    // 1, 2, 5, 10, …: the first that leaves few enough.
    search: while step < 1e12 {
      for factor in [1.0, 2, 5] where length / (step * factor) <= Double(Self.tickLimit - 2) {
        step *= factor
        break search
      }
      step *= 10
      digitCount = max(0, digitCount - 1)
    }
    let first = (low / step).rounded(.down)
    let last = high > low ? (high / step).rounded(.up) : first + (length / step).rounded(.up)
    ticks = (0...Int(last - first)).map { (first + Double($0)) * step }
    self.digitCount = digitCount
  }

  /// Where `value` lies between two places, in pixels.
  func place(_ value: Double, from start: Int, to end: Int) -> Int {
    let low = ticks[0]
    let share = (value - low) / (ticks[ticks.count - 1] - low)
    return start + Int((min(max(share, 0), 1) * Double(end - start)).rounded())
  }

  /// A tick as words.
  func label(_ tick: Double) -> String { tick.rounded(to: digitCount) }
}
