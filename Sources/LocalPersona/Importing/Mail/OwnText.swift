// OwnText.swift: what somebody wrote in a mail, without what the mail quotes or passes on and without what
// stands below every mail.
//
// There is no standard for any of this but `>` and `-- `. Where it is not clear whose a text is, it is cut:
// what others wrote must not count as one's own, and a sentence too few does no harm.

/// Something that was cut off a mail.
enum MailCut: String, Sendable, CaseIterable {
  /// What another mail said, which this one answers.
  case quote

  /// A mail that was passed on.
  case forward

  /// What stands below every mail.
  case signature
}

/// The part of a mail that its author wrote.
struct OwnText: Equatable {
  /// The text, without empty lines at its ends.
  private(set) var text = ""

  /// What was cut off.
  private(set) var cuts: Set<MailCut> = []

  /// Cuts the text of a mail.
  init(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    var cutter = QuoteCutter(lines.map { MailLine($0) })
    cutter.run()
    self.text = cutter.kept.joined(separator: "\n")
    cuts = cutter.cuts
  }
}

/// A line of a mail.
struct MailLine {
  /// The line without white space at its end.
  let text: Substring

  /// Whether a signature begins here; some programs take the space away that belongs there.
  let isSignatureMark: Bool

  init(_ raw: Substring) {
    isSignatureMark = raw == "-- " || raw == "--"
    var rest = raw
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    text = rest
  }

  /// Whether there is nothing on it.
  var isBlank: Bool { text.allSatisfy(\.isWhitespace) }

  /// Whether it is quoted; some programs put a space before the mark.
  var isQuoted: Bool { text.first { $0 != " " } == ">" }

  /// The line in lower case, with one kind of space, without what surrounds it.
  var words: String {
    let spaces = text.lowercased().split { $0.isWhitespace }
    return spaces.joined(separator: " ")
  }
}

/// Goes through the lines of a mail.
private struct QuoteCutter {
  /// The shortest line of a quote that a program breaks in two, in bytes.
  private static let shortestBroken = 60

  /// The longest rest of such a line, in bytes.
  private static let longestRest = 30

  /// The shortest line that a list draws above what it adds, in bytes.
  private static let shortestListRule = 40

  private let lines: [MailLine]
  private var index = 0
  private var isInSignature = false

  /// Whether nothing was kept since something was cut out, or since the beginning.
  private var isAfterCut = true

  /// The last lines of blocks that do not come any more.
  private var missingEnds: Set<String> = []

  private(set) var kept: [Substring] = []
  private(set) var cuts: Set<MailCut> = []

  init(_ lines: [MailLine]) { self.lines = lines }

  mutating func run() {
    while index < lines.count {
      if let cut = QuoteMarks.end(lines, at: index) {
        cuts.insert(cut)
        break
      }
      step()
    }
    dropAdvertisements()
    dropBlanks()
    kept = Array(kept.drop { $0.allSatisfy(\.isWhitespace) })
  }

  private mutating func step() {
    let line = lines[index]
    if line.isQuoted || isRestOfQuote {
      cutQuote(1)
      isInSignature = false
    } else if let count = QuoteMarks.introduction(lines, at: index) {
      cutQuote(count)
    } else if let end = endOfBlock() {
      isAfterCut = true
      index = end
    } else {
      if line.isSignatureMark || beginsListFooter, beginsSignature() {
        cuts.insert(.signature)
        isInSignature = true
      }
      if !isInSignature { keep(line) }
      index += 1
    }
  }

  /// The index after the block that this line begins and that is no text; nil where it begins none.
  private mutating func endOfBlock() -> Int? {
    guard let last = EmbeddedBlock.lastLine(after: lines[index].text), !missingEnds.contains(last) else {
      return nil
    }
    if let end = lines[index...].firstIndex(where: { $0.text == last }) { return end + 1 }
    missingEnds.insert(last)
    return nil
  }

  /// Whether this line is the end of the one above, which lost its mark when a program broke a long line in
  /// two.
  private var isRestOfQuote: Bool {
    let text = lines[index].text
    guard let first = text.first, first != " ", !first.isUppercase,
      text.utf8.count <= QuoteCutter.longestRest,
      index > 0, index + 1 < lines.count
    else { return false }
    let above = lines[index - 1]
    return above.isQuoted && above.text.utf8.count >= QuoteCutter.shortestBroken && lines[index + 1].isQuoted
  }

  /// Whether this is the line above what a list adds below each mail, such as `Friends mailing list`.
  private var beginsListFooter: Bool {
    let text = lines[index].text
    guard text.utf8.count >= QuoteCutter.shortestListRule, text.allSatisfy({ $0 == "_" }),
      index + 1 < lines.count
    else { return false }
    let words = lines[index + 1].words
    return words.contains("mailing list") || words.contains("mailingliste")
  }

  /// A signature is short; what is long is something else, with a line drawn above it.
  private func beginsSignature() -> Bool {
    let below = lines[index...].dropFirst().prefix(60).prefix { !$0.isQuoted }
    return below.filter { !$0.isBlank }.count <= 20
  }

  private mutating func cutQuote(_ count: Int) {
    cuts.insert(.quote)
    isAfterCut = true
    index += count
  }

  /// Where something was cut out, the empty lines before and after it become one.
  private mutating func keep(_ line: MailLine) {
    if line.isBlank, isAfterCut, kept.last?.isEmpty ?? true { return }
    let text = line.isBlank ? "" : EmbeddedBlock.withoutPictures(line.text) ?? line.text
    if text.isEmpty, !line.isBlank {
      isAfterCut = true
      return
    }
    kept.append(text)
    if !line.isBlank { isAfterCut = false }
  }

  /// Lines such as `Sent from my phone` at the end.
  private mutating func dropAdvertisements() {
    dropBlanks()
    while let last = kept.last, last.utf8.count < 200 {
      guard QuotePhrases.isAdvertisement(MailLine(last).words) else { return }
      cuts.insert(.signature)
      kept.removeLast()
      dropBlanks()
    }
  }

  /// Empty lines, and lines drawn of hyphens or underscores, at the end.
  private mutating func dropBlanks() {
    while let last = kept.last, last.allSatisfy({ $0.isWhitespace || "_-=‐–—".contains($0) }) {
      kept.removeLast()
    }
  }
}
