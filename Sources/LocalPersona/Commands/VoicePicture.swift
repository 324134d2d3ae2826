// VoicePicture.swift: a voice as an SVG picture, for a page: light or dark as the page is, without scripts
// and without anything that is fetched from elsewhere.

/// Draws a reading.
struct VoicePicture {
  private static let width = 720
  private static let left = 24
  private static let barLeft = 396
  private static let barWidth = 300

  /// The longest text of a row, in columns.
  private static let rowColumnCount = 38
  private static let lineColumnCount = 84

  private var body: [String] = []
  private var height = 0
  private let title: String

  /// Draws `reading`.
  init(_ reading: VoiceReading) {
    let profile = reading.profile
    title = VoiceMessages.title(reading.group)
    height = 20
    line(title, className: "title", step: 26)
    line(VoiceMessages.amount(profile), className: "soft")
    if let few = VoiceMessages.few(profile) { line(few, className: "soft") }
    if profile.wordCount > 0 { draw(reading) }
    height += 20
  }

  private mutating func draw(_ reading: VoiceReading) {
    let profile = reading.profile
    heading(VoiceMessages.shape)
    for standing in profile.standings { measure(standing) }
    line(VoiceMessages.unit, className: "soft")
    heading(VoiceMessages.more)
    terms(profile.terms.more, className: "own")
    heading(VoiceMessages.less)
    terms(profile.terms.less, className: "other")
    let ends = profile.ends
    if !ends.greetings.isEmpty || !ends.signOffs.isEmpty {
      heading(VoiceMessages.ends(ends))
      for greeting in ends.greetings { line(VoiceMessages.greeting(greeting, of: ends.letterCount)) }
      for signOff in ends.signOffs { line(VoiceMessages.signOff(signOff, of: ends.letterCount)) }
    }
    if !reading.registers.isEmpty {
      heading(VoiceMessages.registers)
      for register in reading.registers {
        line(VoiceMessages.register(register))
        for habit in register.habits { line(VoiceMessages.habit(habit), className: "soft") }
      }
    }
    height += 10
    line(VoiceMessages.population, className: "soft")
  }

  /// The whole file.
  var text: String {
    SVGPage(
      title: title, width: Self.width, height: height, look: Self.look, darkLook: Self.darkLook, body: body
    ).text
  }

  private static let look = """
    text{font:14px system-ui,sans-serif;fill:#1d2329}
    .title{font-size:20px;font-weight:600}
    .head{font-weight:600}
    .soft{font-size:12px;fill:#5a6572}
    .paper{fill:#ffffff}
    .track{fill:#e4e8ed}
    .band{fill:#c2cbd5}
    .own{fill:#2a6fdb}
    .other{fill:#b45309}
    """

  private static let darkLook = """
    text{fill:#e8ecf1}
    .soft{fill:#9aa6b4}
    .paper{fill:#14181d}
    .track{fill:#272e37}
    .band{fill:#3c4754}
    .own{fill:#6ea8ff}
    .other{fill:#f0a04b}
    """
}

// Parts of the picture.
extension VoicePicture {
  private mutating func heading(_ text: String) {
    height += 14
    line(text, className: "head", step: 22)
  }

  private mutating func line(_ text: String, className: String? = nil, step: Int = 20) {
    let cut = className == "soft" ? Self.lineColumnCount + 24 : Self.lineColumnCount
    height += step
    write(ColumnText.cut(ColumnText.oneLine(text), to: cut), x: Self.left, className: className)
  }

  private mutating func write(_ text: String, x: Int, className: String? = nil, anchor: String? = nil) {
    body.append(SVGElement.text(text, x: x, y: height, className: className, anchor: anchor))
  }

  private mutating func bar(from start: Double, to end: Double, className: String, y: Int, thickness: Int) {
    let x = Double(Self.barLeft) + start * Double(Self.barWidth)
    let width = (end - start) * Double(Self.barWidth)
    body.append(
      "<rect class=\"\(className)\" x=\"\(x.rounded(to: 1))\" y=\"\(y)\" width=\"\(width.rounded(to: 1))\" "
        + "height=\"\(thickness)\" rx=\"2\"/>")
  }

  /// The track is all others, by how much of it they have; its darker half the middle half of them.
  private mutating func measure(_ standing: VoiceStanding) {
    height += 24
    write(VoiceMessages.label(standing.measure), x: Self.left)
    write(standing.value.rounded(to: 1), x: 250, anchor: "end")
    write(VoiceMessages.standing(standing), x: 262, className: "soft")
    bar(from: 0, to: 1, className: "track", y: height - 9, thickness: 8)
    bar(from: 0.25, to: 0.75, className: "band", y: height - 9, thickness: 8)
    let center = Double(Self.barLeft) + standing.share * Double(Self.barWidth)
    body.append("<circle class=\"own\" cx=\"\(center.rounded(to: 1))\" cy=\"\(height - 5)\" r=\"6\"/>")
  }

  private mutating func terms(_ terms: [VoiceTerm], className: String) {
    if terms.isEmpty { line(VoiceMessages.noTerms, className: "soft") }
    for term in terms {
      height += 22
      write(ColumnText.cut(term.text, to: Self.rowColumnCount), x: Self.left)
      write(VoiceMessages.ratio(term), x: Self.barLeft - 16, className: "soft", anchor: "end")
      bar(from: 0, to: term.barShare, className: className, y: height - 11, thickness: 12)
    }
  }
}
