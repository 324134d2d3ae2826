import Testing

@testable import LocalPersona

@Suite("help")
struct HelpPageTests {
  private let plain = Style(isColoured: false)

  @Test func showsExamplesFirst() throws {
    let page = HelpPage(path: [CommandLineFixture.root, CommandLineFixture.add])
    let text = page.text(columnCount: 80, style: plain)
    #expect(text.hasPrefix("tool add: keep a text\n\nExamples\n  tool add \"x\"\n      adds x\n\nUsage\n"))
    #expect(text.contains("  tool add [options] [TEXT]\n"))
    #expect(text.contains("  -k, --kind mail|note|post  what it is\n"))
    #expect(text.contains("a [tag]: it's free; may be given several"))
    #expect(text.contains("a whole number; N from -5 to 10"))
    #expect(text.contains("a number; T from 0 to 2"))
    #expect(text.contains("--passphrase-file FILE"))
  }

  @Test(arguments: [40, 59, 60, 80, 100])
  func keepsEveryLineOfTheRealCommandsWithinTheWidth(columnCount: Int) {
    for path in [commandTree].all {
      let lines = HelpPage(path: path).text(columnCount: columnCount, style: plain).split(separator: "\n")
      for line in lines { #expect(fits(line, columnCount), "\(path.typed): \(line)") }
    }
    for topic in HelpTopic.allCases {
      for line in topic.text(columnCount: columnCount).split(separator: "\n") {
        #expect(fits(line, columnCount), "\(topic): \(line)")
      }
    }
  }

  /// A single long word is not broken, nor is what stands in quotes: it may be something to copy.
  private func fits(_ line: Substring, _ columnCount: Int) -> Bool {
    var words = 0
    var isInWord = false
    var quote: Character?
    for character in line.hasSuffix(" \\") ? line.dropLast(2) : line {
      if quote == nil, "'\"".contains(character) {
        quote = character
      } else if character == quote {
        quote = nil
      }
      let isSpace = character == " " && quote == nil
      if !isSpace, !isInWord { words += 1 }
      isInWord = !isSpace
    }
    return line.count <= columnCount || words == 1
  }

  /// What is copied from a narrow terminal is the same command line.
  @Test func breaksExamplesWhereTheShellPutsThemTogether() throws {
    for example in [commandTree].all.flatMap({ $0[$0.count - 1].examples }) {
      let lines = TextLayout(columnCount: 40).commandLine(example.command, indent: 2)
      #expect(lines.dropLast().allSatisfy { $0.hasSuffix(" \\") })
      let joined = lines.map { $0.hasSuffix(" \\") ? String($0.dropLast()) : $0 }.joined()
      #expect(ShellWords.split(joined) == ShellWords.split(example.command), "\(lines)")
    }
  }

  @Test func listsEveryExitCode() {
    let text = HelpTopic.exitCodes.text(columnCount: 80)
    for code in ExitCode.allCases { #expect(text.contains("\(code.rawValue)")) }
  }

  @Test func usesNoEscapeSequencesWithoutColour() {
    #expect(!HelpPage(path: [commandTree]).text(columnCount: 80, style: plain).contains("\u{1B}"))
    #expect(
      HelpPage(path: [commandTree]).text(columnCount: 80, style: Style(isColoured: true)).contains(
        "\u{1B}[1m"))
  }
}

@Suite("text layout")
struct TextLayoutTests {
  @Test func wrapsWordsAndKeepsLongOnesWhole() {
    let layout = TextLayout(columnCount: 10)
    #expect(layout.paragraph("aaa bbb ccc ddddddddddddd e") == ["aaa bbb", "ccc", "ddddddddddddd", "e"])
    #expect(layout.paragraph("aaa bbb ccc", indent: 4) == ["    aaa", "    bbb", "    ccc"])
    #expect(layout.paragraph("  ") == [])
  }

  @Test func breaksChoicesAfterBars() {
    let layout = TextLayout(columnCount: 10)
    #expect(layout.paragraph("a bb|cc|dd|ee f") == ["a bb|cc|", "dd|ee f"])
    #expect(layout.paragraph("a|b c|d") == ["a|b c|d"])
    // The choices of the commands are all short enough for a narrow terminal.
    for option in [commandTree].all.flatMap({ $0[$0.count - 1].options }) {
      let lines = TextLayout(columnCount: 40).paragraph(option.forms, indent: 2, hanging: 2)
      #expect(lines.allSatisfy { $0.count <= 40 }, "\(option.forms)")
    }
  }

  @Test func partsParagraphsAtEmptyLines() {
    #expect(TextLayout.split("a\nb\n\n \nc\n") == ["a b", "c"])
    #expect(TextLayout(columnCount: 80).paragraphs("a\nb\n\nc") == ["a b", "", "c"])
  }

  @Test func putsExplanationsBelowInNarrowTerminals() {
    let pairs = [(term: "-a", text: "first"), (term: "--long", text: "second")]
    #expect(
      TextLayout(columnCount: 40).definitions(pairs) == ["  -a", "      first", "  --long", "      second"])
    #expect(TextLayout(columnCount: 80).definitions(pairs) == ["  -a      first", "  --long  second"])
  }
}
