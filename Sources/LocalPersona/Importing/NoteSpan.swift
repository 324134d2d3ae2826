// NoteSpan.swift: the parts of a note that are not shown as they are written: code, comments, links, embedded
// files.

/// A block of code that begins with a line of backticks or tildes.
struct CodeFence {
  private let mark: UInt8
  private let count: Int

  /// Whether it is a query, for which the program shows what it finds.
  let isQuery: Bool

  /// The fence that a line opens, in a quotation or a list too; nil where it opens none.
  init?(_ line: ArraySlice<UInt8>) {
    let inside = CodeFence.inside(line)
    guard let mark = inside.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return nil }
    let count = inside.prefix { $0 == mark }.count
    let words = inside.dropFirst(count)
    guard count >= 3, mark != UInt8(ascii: "`") || !words.contains(mark) else { return nil }
    self.mark = mark
    self.count = count
    let language = words.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    isQuery = ["dataview", "dataviewjs", "tasks", "query"].contains(String(decoding: language, as: UTF8.self))
  }

  /// Whether a line closes it.
  func isClosed(by line: ArraySlice<UInt8>) -> Bool {
    let inside = CodeFence.inside(line)
    let marks = inside.prefix { $0 == mark }
    return marks.count >= count && inside.dropFirst(marks.count).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// A line without what indents or quotes it.
  private static func inside(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
  }
}

/// What may go on over several lines and is left out.
struct NoteBlock {
  let start: String
  let end: String
  let part: OmittedPart

  /// The block that begins at `position`.
  static func at(_ position: Int, of line: ArraySlice<UInt8>, _ dialect: NoteDialect) -> NoteBlock? {
    let blocks: [NoteBlock]
    switch (line[position], dialect) {
    case (UInt8(ascii: "<"), _): blocks = pages
    case (UInt8(ascii: "%"), .obsidian): blocks = obsidian
    case (UInt8(ascii: "{"), .jekyll): blocks = jekyll
    default: return nil
    }
    return blocks.first { MarkdownSpan.has($0.start, in: line, at: position) }
  }

  private static let pages = [NoteBlock(start: "<!--", end: "-->", part: .comment)]
  private static let obsidian = [NoteBlock(start: "%%", end: "%%", part: .comment)]
  private static let jekyll = [
    NoteBlock(start: "{% highlight", end: "{% endhighlight %}", part: .code),
    NoteBlock(start: "{% comment %}", end: "{% endcomment %}", part: .comment),
  ]
}

/// What is inside of one line and is shown otherwise than it is written.
struct NoteSpan {
  /// What a reader sees of it.
  let shown: ArraySlice<UInt8>

  /// The index after it.
  let end: Int

  /// What was left out with it, if anything.
  let part: OmittedPart?

  /// The span that begins at `position`.
  static func at(_ position: Int, of line: ArraySlice<UInt8>, _ dialect: NoteDialect) -> NoteSpan? {
    switch (line[position], dialect) {
    case (UInt8(ascii: "`"), _): code(in: line, at: position, dialect)
    case (UInt8(ascii: "!"), _): picture(in: line, at: position, dialect)
    case (UInt8(ascii: "["), .obsidian): link(in: line, at: position)
    case (UInt8(ascii: "{"), .jekyll): liquid(in: line, at: position)
    default: nil
    }
  }

  /// Code is shown as it is, but for a query of Dataview.
  private static func code(
    in line: ArraySlice<UInt8>, at position: Int, _ dialect: NoteDialect
  ) -> NoteSpan {
    let end = MarkdownSpan.codeEnd(in: line, at: position)
    let isQuery =
      dialect == .obsidian
      && (MarkdownSpan.has("`= ", in: line, at: position) || MarkdownSpan.has("`$= ", in: line, at: position))
    guard isQuery, end > position + 1 else {
      return NoteSpan(shown: line[position..<end], end: end, part: nil)
    }
    return NoteSpan(shown: [], end: end, part: .query)
  }

  /// Takes a file that is shown in the note, as Obsidian or as Markdown writes it.
  private static func picture(
    in line: ArraySlice<UInt8>, at position: Int, _ dialect: NoteDialect
  ) -> NoteSpan? {
    if dialect == .obsidian, MarkdownSpan.has("![[", in: line, at: position),
      let close = MarkdownSpan.find("]]", in: line, from: position + 3)
    {
      return NoteSpan(shown: [], end: close + 2, part: .embed)
    }
    return MarkdownSpan.pictureEnd(in: line, at: position).map { NoteSpan(shown: [], end: $0, part: .embed) }
  }

  /// `[[note|words]]` reads as the words, `[[folder/note#part]]` as the note.
  private static func link(in line: ArraySlice<UInt8>, at position: Int) -> NoteSpan? {
    guard MarkdownSpan.has("[[", in: line, at: position),
      let close = MarkdownSpan.find("]]", in: line, from: position + 2)
    else { return nil }
    let inside = line[(position + 2)..<close]
    return NoteSpan(shown: words(ofLink: inside), end: close + 2, part: nil)
  }

  private static func words(ofLink inside: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if let bar = inside.firstIndex(of: UInt8(ascii: "|")), bar + 1 < inside.endIndex {
      return inside[(bar + 1)...]
    }
    let target = inside.prefix { $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "#") }
    if let slash = target.lastIndex(of: UInt8(ascii: "/")), slash + 1 < target.endIndex {
      return target[(slash + 1)...]
    }
    return target.isEmpty ? inside.drop { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "^") } : target
  }

  /// `{% … %}`, `{{ … }}` and `{: … }`, with which a site is built.
  private static func liquid(in line: ArraySlice<UInt8>, at position: Int) -> NoteSpan? {
    for (start, end) in [("{%", "%}"), ("{{", "}}"), ("{:", "}")]
    where MarkdownSpan.has(start, in: line, at: position) {
      guard let close = MarkdownSpan.find(end, in: line, from: position + 2) else { return nil }
      return NoteSpan(shown: [], end: close + end.utf8.count, part: .query)
    }
    return nil
  }
}
