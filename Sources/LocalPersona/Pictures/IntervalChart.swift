// IntervalChart.swift: differences side by side, each a dot with its interval on a common axis: which are
// clear of zero is seen at once.

/// Differences with intervals, one a line.
struct IntervalChart {
  /// What is compared, and how it differs.
  struct Row {
    let label: String
    let difference: DifferenceInterval
  }

  private static let width = 760
  private static let left = 24
  private static let plotLeft = 330
  private static let plotRight = 630
  private static let top = 84
  private static let rowHeight = 22

  /// The longest label, in columns of a terminal, which are about as wide as letters here.
  private static let labelColumnCount = 46

  let title: String

  /// What the numbers are, below the title.
  let caption: String

  let rows: [Row]

  /// Draws it.
  var page: SVGPage {
    let bottom = Self.top + Self.rowHeight * max(1, rows.count)
    let scale = ChartScale(covering: rows.flatMap { [$0.difference.low, $0.difference.high] })
    let head = [
      SVGElement.text(title, x: Self.left, y: 30, className: "title"),
      SVGElement.text(caption, x: Self.left, y: 50, className: "soft"),
    ]
    let lines = rows.enumerated().flatMap { number, row in
      line(of: row, y: Self.top + Self.rowHeight * number + Self.rowHeight / 2, scale)
    }
    return SVGPage(
      title: title, width: Self.width, height: bottom + 20, look: ChartLook.light, darkLook: ChartLook.dark,
      body: head + axis(scale, bottom: bottom) + lines)
  }

  private func axis(_ scale: ChartScale, bottom: Int) -> [String] {
    scale.ticks.flatMap { tick in
      let x = scale.place(tick, from: Self.plotLeft, to: Self.plotRight)
      return [
        SVGElement.line(
          from: (x, Self.top - 6), to: (x, bottom + 4), className: tick == 0 ? "zero" : "grid"),
        SVGElement.text(scale.label(tick), x: x, y: Self.top - 12, className: "soft", anchor: "middle"),
      ]
    }
  }

  private func line(of row: Row, y: Int, _ scale: ChartScale) -> [String] {
    func place(_ value: Double) -> Int { scale.place(value, from: Self.plotLeft, to: Self.plotRight) }
    let difference = row.difference
    let className = difference.isClear ? (difference.mean < 0 ? "gain" : "loss") : "open"
    return [
      SVGElement.text(ColumnText.cut(row.label, to: Self.labelColumnCount), x: Self.left, y: y + 4),
      SVGElement.line(
        from: (place(difference.low), y), to: (place(difference.high), y), className: className),
      SVGElement.dot(at: (place(difference.mean), y), radius: 4, className: className),
      SVGElement.text(
        LearningMessages.signed(difference.mean), x: Self.width - 24, y: y + 4, className: "soft",
        anchor: "end"),
    ]
  }
}
