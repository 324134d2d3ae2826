// EvaluationCurve.swift: strategies that differ in one number, such as how much of a history is read, in its
// order.

/// What a number does.
struct EvaluationCurve: Equatable, Sendable {
  /// Which number.
  enum Parameter: String, Sendable {
    /// How many texts of the history a plug reads.
    case history

    /// How many of them, where those nearest to the brief are read.
    case nearest

    /// How many of them stand in the prompt.
    case examples
  }

  /// The strategies of one line.
  struct Series: Equatable, Sendable {
    /// A strategy and its number.
    struct Point: Equatable, Sendable {
      let number: Int
      let strategy: String
    }

    let name: String

    /// By number, ascending.
    let points: [Point]
  }

  let parameter: Parameter
  let series: [Series]

  /// Leaves out what has no two points; nil where nothing is left.
  init?(_ parameter: Parameter, _ series: [Series]) {
    let lines = series.filter { $0.points.count > 1 }
    guard !lines.isEmpty else { return nil }
    self.parameter = parameter
    self.series = lines
  }
}
