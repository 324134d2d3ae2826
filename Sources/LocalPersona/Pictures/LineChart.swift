// LineChart.swift: how a difference changes with a number: a line for each series, with the interval at each
// point. The numbers are at equal distances, as 1, 2, 4, 8 are chosen to be read.

/// Series of differences by a number.
struct LineChart {
  /// One line.
  struct Series {
    let name: String

    /// By number, ascending.
    let points: [(number: Int, difference: DifferenceInterval)]
  }

  private static let width = 760
  private static let left = 84
  private static let right = 724
  private static let top = 72
  private static let bottom = 352
  private static let legendHeight = 20

  let title: String

  /// What the numbers are, below the title.
  let caption: String

  /// What is counted along the picture.
  let axisName: String

  let series: [Series]

  /// Draws it.
  var page: SVGPage {
    let points = series.flatMap(\.points)
    let numbers = Set(points.map(\.number)).sorted()
    let scale = ChartScale(covering: points.flatMap { [$0.difference.low, $0.difference.high] })
    let head = [
      SVGElement.text(title, x: 24, y: 30, className: "title"),
      SVGElement.text(caption, x: 24, y: 50, className: "soft"),
    ]
    let lines = series.indices.flatMap { line($0, numbers, scale) + legend($0) }
    let height = Self.bottom + 64 + Self.legendHeight * series.count
    return SVGPage(
      title: title, width: Self.width, height: height, look: ChartLook.light, darkLook: ChartLook.dark,
      body: head + axes(numbers, scale) + lines)
  }

  /// Where a number is, so that the ends have room for dots of several lines.
  private func place(of number: Int, among numbers: [Int]) -> Int {
    let index = numbers.firstIndex(of: number) ?? 0
    return Self.left + (2 * index + 1) * (Self.right - Self.left) / (2 * max(1, numbers.count))
  }

  /// Gains go down, as losses do.
  private func height(of value: Double, _ scale: ChartScale) -> Int {
    scale.place(value, from: Self.bottom, to: Self.top)
  }

  private func axes(_ numbers: [Int], _ scale: ChartScale) -> [String] {
    let across = scale.ticks.flatMap { tick in
      let y = height(of: tick, scale)
      return [
        SVGElement.line(
          from: (Self.left, y), to: (Self.right, y), className: tick == 0 ? "zero" : "grid"),
        SVGElement.text(scale.label(tick), x: Self.left - 8, y: y + 4, className: "soft", anchor: "end"),
      ]
    }
    let below = numbers.map { number in
      SVGElement.text(
        String(number), x: place(of: number, among: numbers), y: Self.bottom + 18, className: "soft",
        anchor: "middle")
    }
    let name = SVGElement.text(
      axisName, x: (Self.left + Self.right) / 2, y: Self.bottom + 36, className: "soft", anchor: "middle")
    return across + below + [name]
  }

  private func line(_ index: Int, _ numbers: [Int], _ scale: ChartScale) -> [String] {
    let className = color(index)
    // Side by side, so that intervals do not cover each other.
    let shift = 3 * (2 * index - series.count + 1)
    let dots = series[index].points.map { point in
      (
        x: place(of: point.number, among: numbers) + shift,
        y: height(of: point.difference.mean, scale)
      )
    }
    let joints = zip(dots, dots.dropFirst()).map { SVGElement.line(from: $0, to: $1, className: className) }
    let intervals = zip(series[index].points, dots).flatMap { point, dot in
      [
        SVGElement.line(
          from: (dot.x, height(of: point.difference.low, scale)),
          to: (dot.x, height(of: point.difference.high, scale)), className: className),
        SVGElement.dot(at: dot, radius: 3, className: className),
      ]
    }
    return joints + intervals
  }

  private func legend(_ index: Int) -> [String] {
    let y = Self.bottom + 60 + Self.legendHeight * index
    return [
      SVGElement.dot(at: (Self.left, y - 4), radius: 4, className: color(index)),
      SVGElement.text(series[index].name, x: Self.left + 14, y: y),
    ]
  }

  private func color(_ index: Int) -> String { "c\(index % ChartLook.lineCount)" }
}
