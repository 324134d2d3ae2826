// NoteText.swift: what the writer of a note said in prose: its text without program code, comments, embedded
// files and queries, and with links as they are read.
//
// One pass, line by line. A fence or a comment that is never closed ends with the file for code, as in
// Markdown, and is no comment at all otherwise: a lone '%%' must not swallow what follows.

/// The text of a note, and what was left out of it.
struct NoteText {
  /// The tags in the text, in order, without the sign before them.
  private(set) var tags: [String] = []

  /// What was left out, and how often.
  private(set) var omitted: [OmittedPart: Int] = [:]

  private let dialect: NoteDialect
  private let lines: [ArraySlice<UInt8>]
  private var kept = KeptLines()

  /// The line that is read next.
  private var index = 0

  /// The ends of comments that do not come any more.
  private var missingEnds: Set<String> = []

  private var isInCallout = false

  /// What is left.
  var text: String { kept.text }

  /// Reads the text of a note, without its front matter.
  init(_ body: Substring, dialect: NoteDialect) {
    self.dialect = dialect
    lines = KeptLines.lines(of: Array(body.utf8))
    while index < lines.count { takeLine() }
  }

  private mutating func takeLine() {
    let line = lines[index]
    index += 1
    if let fence = CodeFence(line) { return skip(fence) }
    let (output, wasCut) = clean(dialect == .obsidian ? withoutCallout(line) : line)
    if dialect == .obsidian, takeTags(of: output) { return kept.leaveHole() }
    kept.append(dialect == .obsidian ? NoteText.withoutAnchor(output) : output, wasCut: wasCut)
  }

  private mutating func skip(_ fence: CodeFence) {
    omit(fence.isQuery ? .query : .code)
    kept.leaveHole()
    while index < lines.count {
      index += 1
      if fence.isClosed(by: lines[index - 1]) { return }
    }
  }

  // MARK: Inside of lines

  /// A line without what is left out of it; it may go on in a later line, where a comment ends.
  private mutating func clean(_ first: ArraySlice<UInt8>) -> (output: [UInt8], wasCut: Bool) {
    var line = first
    var position = line.startIndex
    var output: [UInt8] = []
    var wasCut = false
    while position < line.endIndex {
      if let block = NoteBlock.at(position, of: line, dialect),
        let end = self.end(of: block, in: &line, at: position)
      {
        omit(block.part)
        wasCut = true
        position = end
      } else if let span = NoteSpan.at(position, of: line, dialect) {
        if let part = span.part { omit(part) }
        wasCut = wasCut || span.shown.isEmpty
        output.append(contentsOf: span.shown)
        position = span.end
      } else {
        output.append(line[position])
        position += 1
      }
    }
    return (output, wasCut)
  }

  /// Where a block that begins at `position` ends: in this line, or in a later one, which then takes its
  /// place.
  private mutating func end(of block: NoteBlock, in line: inout ArraySlice<UInt8>, at position: Int) -> Int? {
    guard !missingEnds.contains(block.end) else { return nil }
    let start = position + block.start.utf8.count
    if let end = MarkdownSpan.find(block.end, in: line, from: start, within: .max) {
      return end + block.end.utf8.count
    }
    for later in index..<lines.count {
      guard
        let end = MarkdownSpan.find(block.end, in: lines[later], from: lines[later].startIndex, within: .max)
      else { continue }
      line = lines[later]
      index = later + 1
      return end + block.end.utf8.count
    }
    missingEnds.insert(block.end)
    return nil
  }

  // MARK: Callouts, tags and anchors

  /// `> [!note] Title` and the lines after it, which are the writer's own words, as plain text.
  private mutating func withoutCallout(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quoted = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard quoted.first == UInt8(ascii: ">") else {
      isInCallout = false
      return line
    }
    let inside = quoted.drop { $0 == UInt8(ascii: ">") || $0 == 0x20 }
    if MarkdownSpan.has("[!", in: inside, at: inside.startIndex),
      !MarkdownSpan.has("[![", in: inside, at: inside.startIndex),
      let close = MarkdownSpan.find("]", in: inside, from: inside.startIndex)
    {
      isInCallout = true
      return inside[(close + 1)...].drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }.drop {
        $0 == 0x20
      }
    }
    return isInCallout ? inside : line
  }

  /// Takes the tags of a line; true where it has nothing else.
  private mutating func takeTags(of line: [UInt8]) -> Bool {
    guard line.contains(UInt8(ascii: "#")) else { return false }
    var hasOther = false
    for word in line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }) {
      guard let tag = NoteText.tag(in: word) else {
        hasOther = true
        continue
      }
      hasOther = hasOther || tag.utf8.count + 1 < word.count
      if !tags.contains(tag), tags.count < NoteReader.mostTags { tags.append(tag) }
    }
    return !hasOther
  }

  /// `#tag`, or nil where a word is none: a tag has letters, digits, `_`, `-` and `/`, and not only digits.
  private static func tag(in word: ArraySlice<UInt8>) -> String? {
    guard word.first == UInt8(ascii: "#") else { return nil }
    let letters = String(decoding: word.dropFirst().prefix(Entry.maximumLineByteCount), as: UTF8.self)
      .unicodeScalars.prefix(while: isOfTag)
    let tag = String(Substring(letters))
    guard Entry.isTag(tag), !letters.allSatisfy({ $0.properties.numericType != nil }) else { return nil }
    return tag
  }

  private static func isOfTag(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "_", "-", "/": true
    default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }

  /// A line without ` ^anchor` at its end, by which other notes link to it.
  private static func withoutAnchor(_ line: [UInt8]) -> [UInt8] {
    guard let mark = line.lastIndex(of: UInt8(ascii: "^")), mark > 0, line[mark - 1] == 0x20,
      line.count - mark > 3,
      line[(mark + 1)...].allSatisfy(isOfAnchor)
    else { return line }
    return Array(line[..<(mark - 1)])
  }

  private static func isOfAnchor(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "-"), 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private mutating func omit(_ part: OmittedPart) { omitted[part, default: 0] += 1 }
}
