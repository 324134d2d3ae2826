// HeatMap+SVG.swift: the map as a picture: numbers and days only, no word of any entry, no script, nothing loaded.
// Its colours follow whoever looks at it: light or dark.

extension HeatMap {
  private static let cell = 11
  private static let step = 13
  private static let left = 34
  private static let top = 40

  /// An SVG document.
  var svg: String {
    let width = HeatMap.left + HeatMap.weekCount * HeatMap.step + 8
    let height = HeatMap.top + 7 * HeatMap.step + 28
    let title = StatisticsMessages.pictureTitle(days.values.reduce(WritingTally(), +))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      role="img" aria-label="\(title)">
      <title>\(title)</title>
      <style>
      \(HeatMap.styles)
      </style>
      <rect class="back" width="\(width)" height="\(height)" rx="6"/>
      <text x="\(HeatMap.left)" y="16">\(title)</text>
      \((months + weekdays + squares + legend(y: height - 20)).joined(separator: "\n"))
      </svg>

      """
  }

  private static let styles = """
    text { font: 10px system-ui, sans-serif; fill: #424a53 }
    .back { fill: #ffffff }
    .l0 { fill: #e9edf0 } .l1 { fill: #b5dcc0 } .l2 { fill: #77c08c } .l3 { fill: #3c9a5a } .l4 { fill: #1b6638 }
    @media (prefers-color-scheme: dark) {
      text { fill: #c3cad2 }
      .back { fill: #0f141a }
      .l0 { fill: #232a32 } .l1 { fill: #1f4a2e } .l2 { fill: #2e7345 } .l3 { fill: #43a163 } .l4 { fill: #74d795 }
    }
    """

  private var months: [String] {
    (0..<HeatMap.weekCount).compactMap { week in
      monthBeginning(inWeek: week).map { month in
        text(DayFormat.months[month - 1], x: HeatMap.left + week * HeatMap.step, y: HeatMap.top - 6)
      }
    }
  }

  private var weekdays: [String] {
    [(0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")].map { weekday, name in
      text(name, x: 8, y: HeatMap.top + weekday * HeatMap.step + 9)
    }
  }

  private var squares: [String] {
    (0..<HeatMap.weekCount).flatMap { week in
      (0..<7).compactMap { weekday in square(week, weekday) }
    }
  }

  private func square(_ week: Int, _ weekday: Int) -> String? {
    let day = day(week: week, weekday: weekday)
    guard let level = level(of: day) else { return nil }
    let words = StatisticsMessages.day(DayFormat.iso.text(of: day), days[day] ?? WritingTally())
    let place = "x=\"\(HeatMap.left + week * HeatMap.step)\" y=\"\(HeatMap.top + weekday * HeatMap.step)\""
    return "<rect class=\"l\(level)\" \(place) \(HeatMap.size)><title>\(words)</title></rect>"
  }

  private func legend(y: Int) -> [String] {
    let start = HeatMap.left + 32
    let squares = HeatMap.marks.indices.map { level in
      "<rect class=\"l\(level)\" x=\"\(start + level * HeatMap.step)\" y=\"\(y)\" \(HeatMap.size)/>"
    }
    return [text(StatisticsMessages.less, x: HeatMap.left, y: y + 9)] + squares
      + [text(StatisticsMessages.more, x: start + 5 * HeatMap.step + 4, y: y + 9)]
  }

  private static let size = "width=\"\(cell)\" height=\"\(cell)\" rx=\"2\""

  private func text(_ words: String, x: Int, y: Int) -> String {
    "<text x=\"\(x)\" y=\"\(y)\">\(words)</text>"
  }
}
