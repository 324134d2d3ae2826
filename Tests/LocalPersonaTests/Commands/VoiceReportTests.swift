import Testing

@testable import LocalPersona

/// A history with everything that a report can show, and with what must not get out of it.
private func history(_ count: Int) throws -> [Entry] {
  try (0..<count).map { number in
    let isMail = number.isMultiple(of: 2)
    let body =
      isMail
      ? "However, the gubbins of the house were, as I have said before, quite in order; we shall see to it."
      : "ok so gubbins & co <b>again</b> lol 🙂 no idea what now"
    let text = isMail ? "Hi Ann,\n\n\(body)\n\nBest\u{1}</text><script/>" : body
    return try Entry(
      kind: isMail ? .mail : .chat, recipient: isMail ? "Ann" : nil,
      tags: ["<tag&\"\(isMail)\">"], text: text)
  }
}

private func reading(_ count: Int, habits: String = "never: utilize <now>\nsign: A. & B.") throws
  -> VoiceReading
{
  try VoiceReading(history(count), group: nil, habits: VoiceHabits(parsing: habits))
}

@Suite("a voice in the terminal")
struct VoiceReportTests {
  @Test(arguments: [40, 60, 80, 100], [0, 1, 19, 50])
  func keepsToTheWidth(columnCount: Int, count: Int) throws {
    let report = VoiceReport(
      try reading(count), columnCount: columnCount, style: Style(isColoured: false))
    for line in report.lines {
      #expect(ColumnText.width(of: line) <= columnCount, "\(line)")
      #expect(!line.contains("\u{1B}"))
    }
  }

  @Test func showsTermsMeasuresEndsAndRegisters() throws {
    let lines = VoiceReport(
      try reading(50), columnCount: 100, style: Style(isColoured: false)
    ).lines.joined(separator: "\n")
    for part in [
      "gubbins", "words in a sentence", "than 19 of 20", "begin: Hi …, (25 of 25)", "chat, 25 entries",
      "mail, 25 entries", "never: utilize <now>", "emoji: ", "199 authors", "50 entries",
    ] {
      #expect(lines.contains(part), "'\(part)' is missing in:\n\(lines)")
    }
  }

  @Test func cutsNoHeading() throws {
    let lines = VoiceReport(
      try reading(50), columnCount: 40, style: Style(isColoured: false)
    ).lines
    for heading in [VoiceMessages.shape, VoiceMessages.more, VoiceMessages.registers] {
      #expect(lines.joined(separator: " ").contains(heading))
    }
  }

  @Test func saysOneLineForEachFactToAScreenReader() throws {
    let lines = VoiceReport(
      try reading(50), columnCount: 40, style: Style(isColoured: false), isPlain: true
    ).lines
    #expect(lines.contains { $0.hasPrefix("commas: ") })
    #expect(lines.contains { $0.hasPrefix("gubbins: ") && $0.contains("×") })
    #expect(lines.contains(VoiceMessages.population))
    #expect(lines.allSatisfy { !$0.contains("  ") && !$0.contains("█") && !$0.contains("░") })
  }

  @Test func saysHowMuchMoreWouldHelp() throws {
    let few = VoiceReport(try reading(5), columnCount: 80, style: Style(isColoured: false)).lines
    #expect(few.joined(separator: " ").contains("15 more"))
    let enough = VoiceReport(try reading(20), columnCount: 80, style: Style(isColoured: false)).lines
    #expect(!enough.joined(separator: " ").contains("say little"))
  }

  @Test func showsOneGroup() throws {
    let entries = try history(50)
    let mail = try VoiceReading(entries, group: .kind(.mail), habits: VoiceHabits())
    #expect(mail.profile.entryCount == 25 && mail.registers.isEmpty)
    #expect(throws: VoiceError.noSuchGroup("to:Nobody")) {
      try VoiceReading(entries, group: .recipient("Nobody"), habits: VoiceHabits())
    }
  }

  @Test func colours() throws {
    let lines = VoiceReport(try reading(3), columnCount: 80, style: Style(isColoured: true)).lines
    #expect(lines[0].contains("\u{1B}[1m"))
  }
}

@Suite("a voice as a picture")
struct VoicePictureTests {
  @Test(arguments: [0, 1, 50])
  func isWellFormedWhateverTheTextsAre(count: Int) throws {
    let picture = VoicePicture(try reading(count)).text
    let names = try #require(PictureXML.elements(of: picture), "\(picture)")
    #expect(names[...2].elementsEqual(["svg", "title", "style"]))
    #expect(Set(names).isSubset(of: ["svg", "title", "style", "rect", "text", "circle"]))
  }

  @Test func bringsNothingAlong() throws {
    let picture = VoicePicture(try reading(50)).text
    #expect(picture.contains("&lt;/text&gt;&lt;script/&gt;"))
    #expect(picture.contains("prefers-color-scheme: dark"))
    let links = picture.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
    for word in ["http", "href", "url(", "@import", "<script", "onload", "\u{1}"] {
      #expect(!links.contains(word), "\(word)")
    }
  }
}
