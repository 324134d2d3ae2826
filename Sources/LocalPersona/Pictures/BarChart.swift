// BarChart.swift: shares of a whole, one a line, each a bar from zero. A line across all of them is where
// they would end if all were equal.

/// Shares that add up to 1.
struct BarChart {
  /// One share.
  struct Row {
    let label: String

    /// In 0...1.
    let share: Double
  }

  private static let width = 760
  private static let left = 24
  private static let plotLeft = 260
  private static let plotRight = 660
  private static let top = 84
  private static let rowHeight = 18
  private static let barHeight = 10

  /// The longest label, in columns of a terminal, which are about as wide as letters here.
  private static let labelColumnCount = 34

  let title: String

  /// What the shares are of, below the title.
  let caption: String

  let rows: [Row]

  /// Draws it.
  var page: SVGPage {
    let bottom = Self.top + Self.rowHeight * max(1, rows.count)
    let scale = ChartScale(covering: rows.map(\.share))
    let head = [
      SVGElement.text(title, x: Self.left, y: 30, className: "title"),
      SVGElement.text(caption, x: Self.left, y: 50, className: "soft"),
    ]
    let bars = rows.enumerated().flatMap { number, row in
      line(of: row, y: Self.top + Self.rowHeight * number + Self.rowHeight / 2, scale)
    }
    return SVGPage(
      title: title, width: Self.width, height: bottom + 20, look: ChartLook.light, darkLook: ChartLook.dark,
      body: head + axis(scale, bottom: bottom) + bars + equal(scale, bottom: bottom))
  }

  private func place(_ value: Double, _ scale: ChartScale) -> Int {
    scale.place(value, from: Self.plotLeft, to: Self.plotRight)
  }

  private func axis(_ scale: ChartScale, bottom: Int) -> [String] {
    scale.ticks.flatMap { tick in
      let x = place(tick, scale)
      return [
        SVGElement.line(
          from: (x, Self.top - 6), to: (x, bottom + 4), className: tick == 0 ? "zero" : "grid"),
        SVGElement.text(scale.label(tick), x: x, y: Self.top - 12, className: "soft", anchor: "middle"),
      ]
    }
  }

  private func line(of row: Row, y: Int, _ scale: ChartScale) -> [String] {
    let start = place(0, scale)
    return [
      SVGElement.text(ColumnText.cut(row.label, to: Self.labelColumnCount), x: Self.left, y: y + 4),
      SVGElement.bar(
        x: start, y: y - Self.barHeight / 2, width: place(row.share, scale) - start, height: Self.barHeight,
        className: "c0"),
      SVGElement.text(
        "\((row.share * 100).rounded(to: 2)) %", x: Self.width - 24, y: y + 4, className: "soft",
        anchor: "end"),
    ]
  }

  private func equal(_ scale: ChartScale, bottom: Int) -> [String] {
    guard rows.count > 1 else { return [] }
    let x = place(1 / Double(rows.count), scale)
    return [SVGElement.line(from: (x, Self.top - 2), to: (x, bottom), className: "loss")]
  }
}
