// HeatMap+SVG.swift: the map as a picture: numbers and days only, no word of any entry, no script, nothing
// loaded. Its colours follow whoever looks at it: light or dark.

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
    let heading = SVGElement.text(title, x: HeatMap.left, y: 16)
    return SVGPage(
      title: title, width: width, height: height, look: HeatMap.look, darkLook: HeatMap.darkLook,
      body: [heading] + months + weekdays + squares + legend(y: height - 20)
    ).text
  }

  private static let look = """
    text { font: 10px system-ui, sans-serif; fill: #424a53 }
    .paper { fill: #ffffff }
    .l0 { fill: #e9edf0 } .l1 { fill: #b5dcc0 } .l2 { fill: #77c08c } .l3 { fill: #3c9a5a } .l4 { fill: #1b6638 }
    """

  private static let darkLook = """
    text { fill: #c3cad2 }
    .paper { fill: #0f141a }
    .l0 { fill: #232a32 } .l1 { fill: #1f4a2e } .l2 { fill: #2e7345 } .l3 { fill: #43a163 } .l4 { fill: #74d795 }
    """

  private var months: [String] {
    (0..<HeatMap.weekCount).compactMap { week in
      monthBeginning(inWeek: week).map { month in
        let x = HeatMap.left + week * HeatMap.step
        return SVGElement.text(DayFormat.months[month - 1], x: x, y: HeatMap.top - 6)
      }
    }
  }

  private var weekdays: [String] {
    [(0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")].map { weekday, name in
      SVGElement.text(name, x: 8, y: HeatMap.top + weekday * HeatMap.step + 9)
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
    return [SVGElement.text(StatisticsMessages.less, x: HeatMap.left, y: y + 9)] + squares
      + [SVGElement.text(StatisticsMessages.more, x: start + 5 * HeatMap.step + 4, y: y + 9)]
  }

  private static let size = "width=\"\(cell)\" height=\"\(cell)\" rx=\"2\""
}
