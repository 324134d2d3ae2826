// ManualPage.swift: what `persona manual` prints: a manual page in man(7), from the declarations.

/// The manual page of the whole program.
struct ManualPage {
  /// The root of the commands.
  let root: Command

  /// The page as roff source.
  var text: String {
    var page = Roff()
    let name = root.name
    page.title([name.uppercased(), "1", Version.day, "\(name) \(Version.number)", "User Commands"])
    page.section("NAME")
    page.text("\(name) - \(root.summary)")
    page.section("SYNOPSIS")
    page.bold("\(name) [options] COMMAND")
    page.section("DESCRIPTION")
    page.paragraphs(root.discussion)
    page.section("EXAMPLES")
    page.examples(root.examples)
    page.section("OPTIONS OF EVERY COMMAND")
    page.options(Option.global)
    page.section("COMMANDS")
    for path in [root].leaves { describe(path, on: &page) }
    page.section("EXIT STATUS")
    page.definitions(HelpTopic.exitCodes.table)
    page.section("ENVIRONMENT")
    page.definitions(HelpTopic.environment.table)
    page.section("CONFIGURATION")
    page.text(ConfigurationMessages.about)
    page.definitions(HelpTopic.configuration.table)
    page.section("FILES")
    page.definitions(HelpTopic.files.table)
    return page.source
  }

  private func describe(_ path: [Command], on page: inout Roff) {
    guard let command = path.last else { return }
    page.subsection(path.usage)
    page.text(command.summary.capitalizedFirst + ".")
    page.paragraphs(command.discussion)
    page.definitions(command.positionals.map { (term: $0.shownName, text: $0.explanation) })
    page.options(command.options)
    page.examples(command.examples)
  }
}

/// Writes man(7) source, and keeps text from being read as requests.
struct Roff {
  /// The source so far.
  private(set) var source = ""

  /// Whether the last line was a title, which starts a paragraph by itself.
  private var isAfterTitle = false

  /// The head of the page.
  ///
  /// Its words are numbers and names, and the date must stay as it is.
  mutating func title(_ words: [String]) {
    source += ".TH" + words.map { " \"\($0)\"" }.joined() + "\n"
    source += ".ad l\n"  // A long option cannot be stretched to the margin.
  }

  /// A request with its arguments, each in quotes.
  mutating func macro(_ name: String, _ arguments: [String] = []) {
    let words = arguments.map { " \"\(Roff.escape($0).replacing("\"", with: "\\(dq"))\"" }
    source += ".\(name)\(words.joined())\n"
    isAfterTitle = false
  }

  mutating func section(_ title: String) { heading("SH", title) }

  mutating func subsection(_ title: String) { heading("SS", title) }

  private mutating func heading(_ name: String, _ title: String) {
    macro(name, [title])
    isAfterTitle = true
  }

  /// Starts a paragraph.
  mutating func paragraph() {
    if !isAfterTitle { macro("PP") }
    isAfterTitle = false
  }

  /// Text that is filled.
  mutating func text(_ text: String) {
    for line in Roff.lines(text) { source += line + "\n" }
    isAfterTitle = false
  }

  /// A line that stays as it is.
  mutating func verbatim(_ text: String) {
    source += Roff.line(Roff.escape(text)) + "\n"
  }

  /// A line in bold.
  mutating func bold(_ text: String) {
    // Alternatives may be parted at the ends of lines, or a long list of them could not be set.
    source += "\\fB\(Roff.escape(text).replacing("|", with: "|\\:"))\\fR\n"
  }

  /// Paragraphs that empty lines part.
  mutating func paragraphs(_ text: String) {
    for words in TextLayout.split(text) {
      paragraph()
      self.text(words)
    }
  }

  /// Terms, each with its explanation indented below.
  mutating func definitions(_ pairs: [(term: String, text: String)]) {
    for pair in pairs {
      macro("TP")
      bold(pair.term)
      text(pair.text)
    }
  }

  mutating func options(_ options: [Option]) {
    definitions(options.map { (term: $0.forms, text: $0.explanation) })
  }

  /// Command lines as they are typed, each with what it does.
  mutating func examples(_ examples: [Example]) {
    for example in examples {
      paragraph()
      text(example.explanation.capitalizedFirst + ":")
      macro("PP")
      macro("RS", ["4"])
      macro("EX")
      verbatim(example.command)
      macro("EE")
      macro("RE")
    }
  }

  /// How long a line of the source may be, in bytes; mandoc asks for 80, and a mark may follow.
  private static let lineLimit = 78

  /// The lines of text that is filled: a sentence begins a line, by which roff knows it, and no line is too
  /// long.
  private static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var last = ""  // The last word as it was, to tell whether a sentence ended with it.
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init) {
      let escaped = escape(word)
      let isSentence = endsSentence(last) && !(word.first?.isLowercase ?? false)
      if let line = lines.last, !isSentence, line.utf8.count + 1 + escaped.utf8.count <= lineLimit {
        lines[lines.count - 1] = line + " " + escaped
      } else {
        // A dot in the middle of a sentence ends none where the line happens to end.
        if let line = lines.last, !isSentence, endsSentence(line) { lines[lines.count - 1] = line + "\\&" }
        lines.append(Roff.line(escaped))
      }
      last = word
    }
    return lines
  }

  /// Whether roff, or a reader, takes this for the end of a sentence.
  private static func endsSentence(_ text: String) -> Bool {
    guard let mark = text.last(where: { !")]\"'".contains($0) }) else { return false }
    return ".?!".contains(mark)
  }

  /// A dot or an apostrophe at the start of a line would be a request.
  private static func line(_ escaped: String) -> String {
    escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  /// Characters that roff would change: a bare dash becomes a hyphen that cannot be copied.
  private static func escape(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "…": result += "..."
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}

extension String {
  /// The text with a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The text with every `old` replaced.
  func replacing(_ old: Character, with new: String) -> String {
    reduce(into: "") { result, character in
      if character == old { result += new } else { result.append(character) }
    }
  }
}
