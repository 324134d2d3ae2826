// VoiceReport.swift: a voice as lines of a terminal, from 40 columns on; with --plain a line for each fact,
// no bars.

/// Lays a reading out.
struct VoiceReport {
  /// From here on a measure takes one line.
  private static let wideColumnCount = 80

  private static let labelWidth = 24
  private static let valueWidth = 6
  private static let ratioWidth = 7
  private static let barWidth = 10

  private let reading: VoiceReading
  private let columnCount: Int
  private let style: Style
  private let isPlain: Bool

  /// Shows `reading` in lines of at most `columnCount` columns, or, plainly, in lines of any length.
  init(_ reading: VoiceReading, columnCount: Int, style: Style, isPlain: Bool = false) {
    self.reading = reading
    self.columnCount = columnCount
    self.style = style
    self.isPlain = isPlain
  }

  private var profile: VoiceProfile { reading.profile }

  /// The lines, without line ends.
  var lines: [String] {
    var lines = heading(VoiceMessages.title(reading.group))
    lines += paragraph(VoiceMessages.amount(profile))
    if let few = VoiceMessages.few(profile) { lines += paragraph(few) }
    guard profile.wordCount > 0 else { return lines }
    lines += [""] + heading(VoiceMessages.shape) + profile.standings.flatMap { measure($0) }
    lines += paragraph(VoiceMessages.unit)
    lines += [""] + heading(VoiceMessages.more) + terms(profile.terms.more)
    lines += [""] + heading(VoiceMessages.less) + terms(profile.terms.less)
    lines += ends + registers + pinned
    return lines + [""] + paragraph(VoiceMessages.population)
  }

  private func heading(_ text: String) -> [String] {
    guard !isPlain else { return [text] }
    return WrappedText.wrap(text, to: columnCount).split(separator: "\n").map { line in
      style.bold + ColumnText.cut(String(line), to: columnCount) + style.reset
    }
  }

  private func paragraph(_ text: String) -> [String] {
    isPlain ? [text] : TextLayout(columnCount: columnCount).paragraph(text, indent: 2)
  }

  /// A line that is cut where it is too long.
  private func single(_ text: String, indent: Int) -> String {
    isPlain ? text : String(repeating: " ", count: indent) + ColumnText.cut(text, to: columnCount - indent)
  }

  private func measure(_ standing: VoiceStanding) -> [String] {
    let label = VoiceMessages.label(standing.measure)
    let value = standing.value.rounded(to: 1)
    let bar = bar(standing.share)
    let words = VoiceMessages.standing(standing)
    guard !isPlain else { return ["\(label): \(value), \(words)"] }
    guard columnCount < Self.wideColumnCount else {
      return ["  \(ColumnText.fitted(label, to: Self.labelWidth))  \(right(value))  \(bar)  \(words)"]
    }
    return [
      "  \(ColumnText.fitted(label, to: columnCount - 4 - Self.valueWidth))  \(right(value))",
      "    \(bar)  \(ColumnText.cut(words, to: columnCount - 6 - Self.barWidth))",
    ]
  }

  private func right(_ value: String) -> String {
    String(repeating: " ", count: max(0, Self.valueWidth - value.count)) + value
  }

  private func bar(_ share: Double) -> String {
    let count = Int((min(max(share, 0), 1) * Double(Self.barWidth)).rounded())
    return style.accent + String(repeating: "█", count: count) + style.reset + style.dim
      + String(repeating: "░", count: Self.barWidth - count) + style.reset
  }

  private func terms(_ terms: [VoiceTerm]) -> [String] {
    guard !terms.isEmpty else { return paragraph(VoiceMessages.noTerms) }
    guard !isPlain else { return terms.map { "\($0.text): \(VoiceMessages.ratio($0))" } }
    let width = min(32, columnCount - 6 - Self.barWidth - Self.ratioWidth)
    return terms.map { term in
      let ratio = VoiceMessages.ratio(term)
      return "  \(ColumnText.fitted(term.text, to: width))  \(bar(term.barShare))  \(ratio)"
    }
  }

  private var ends: [String] {
    let ends = profile.ends
    var lines: [String] = []
    if !ends.greetings.isEmpty || !ends.signOffs.isEmpty {
      lines += [""] + heading(VoiceMessages.ends(ends))
      for line in ends.greetings { lines += paragraph(VoiceMessages.greeting(line, of: ends.letterCount)) }
      for line in ends.signOffs { lines += paragraph(VoiceMessages.signOff(line, of: ends.letterCount)) }
    }
    let spelling = VoiceMessages.spelling(profile.spelling)
    if spelling != nil || profile.emojiRate > 0 { lines.append("") }
    if let spelling { lines += paragraph(spelling) }
    if profile.emojiRate > 0 { lines += paragraph(VoiceMessages.emoji(profile.emojiRate)) }
    return lines
  }

  private var registers: [String] {
    guard reading.group == nil else { return [] }
    var lines = [""] + heading(VoiceMessages.registers)
    if reading.registers.isEmpty { lines += paragraph(VoiceMessages.noRegisters(profile.entryCount)) }
    for register in reading.registers {
      lines.append(single(VoiceMessages.register(register), indent: 2))
      for habit in register.habits { lines.append(single(VoiceMessages.habit(habit), indent: 4)) }
    }
    return lines
  }

  private var pinned: [String] {
    let pinned = VoiceMessages.pinnedLines(reading.habits)
    let lines = pinned.isEmpty ? [VoiceMessages.edit] : pinned
    return [""] + heading(VoiceMessages.pinned) + lines.flatMap { paragraph($0) }
  }
}

extension VoiceTerm {
  /// How long its bar is, 0 to 1: ten doublings or halvings fill it.
  var barShare: Double {
    let doublings = abs(StyleLogarithm.log(odds.ratio)) / StyleLogarithm.log(2)
    return min(1, max(0.1, doublings / 10))
  }
}
