// MarkdownReader.swift: a Markdown or text file as one item.
//
// Front matter says what it says; what it does not say comes from the first heading, the file's name
// and its date. A file that `persona export` wrote has our id in its front matter: of such a file
// nothing is guessed and every byte of the text is kept.

/// Reads a file as one item.
struct MarkdownReader {
  /// What the file system says about a file.
  struct FileFacts {
    /// The last component of its path.
    var name: String

    /// When it was last changed.
    var modified: Timestamp
  }

  /// Whether lines that begin with `#` are headings.
  var hasHeadings: Bool

  /// Reads the text of a file.
  func item(from content: String, facts: FileFacts) throws(ImportProblem) -> ImportedItem {
    guard let (frontMatter, body) = FrontMatter.split(content) else {
      return guessed(ImportedItem(text: MarkdownReader.tidied(content)), facts: facts)
    }
    var item = ImportedItem(text: "")
    try MarkdownReader.take(frontMatter, into: &item)
    if item.id != nil {
      item.text = MarkdownReader.exact(body)
      return item
    }
    item.text = MarkdownReader.tidied(String(body))
    return guessed(item, facts: facts)
  }

  // MARK: Front matter

  private static func take(
    _ frontMatter: FrontMatter, into item: inout ImportedItem
  ) throws(ImportProblem) {
    let known = ["id", "title", "subject", "written", "date", "added", "kind", "to", "recipient", "tags"]
    item.ignoredFields = frontMatter.fields.map(\.key).filter { !known.contains($0) }
    item.id = try line(frontMatter.field("id")).flatMap(EntryID.init(parsing:))
    item.title = try line(frontMatter.field("title", "subject"))
    item.recipient = try line(frontMatter.field("to", "recipient"))
    item.written = try date(frontMatter.field("written", "date"))
    item.tags = try tags(frontMatter.field("tags"), areOurs: item.id != nil)
    // Only an export knows when an entry came into a vault.
    if item.id != nil { item.added = try date(frontMatter.field("added")) }
    guard let field = frontMatter.field("kind"), let word = try line(field) else { return }
    guard let kind = EntryKind(word.lowercased()) else { throw .invalidKind(line: field.line) }
    item.kind = kind
  }

  /// A scalar, or nil where it is empty; a list becomes `a, b`, which is what `to` with several people is.
  static func line(_ field: FrontMatter.Field?) throws(ImportProblem) -> String? {
    guard let field else { return nil }
    switch field.value {
    case .scalar(let text): return text.isEmpty ? nil : text
    case .list(let items): return items.isEmpty ? nil : items.joined(separator: ", ")
    case .notUnderstood: throw .unsupportedFrontMatter(field: field.key, line: field.line)
    }
  }

  /// A date; a time without a zone, which YAML allows, counts as UTC.
  static func date(_ field: FrontMatter.Field?) throws(ImportProblem) -> Timestamp? {
    guard let field, let text = try line(field) else { return nil }
    guard let date = Timestamp(iso8601: text) ?? Timestamp(iso8601: text + "Z") else {
      throw .invalidDate(field: field.key, line: field.line)
    }
    return date
  }

  /// A list, or words parted by commas or spaces.
  ///
  /// `#` at the start of a tag is decoration; a space inside one becomes a hyphen, because tags have no
  /// spaces here. Tags that we wrote are taken as they are.
  static func tags(_ field: FrontMatter.Field?, areOurs: Bool) throws(ImportProblem) -> [String] {
    guard let field else { return [] }
    let words: [String]
    switch field.value {
    case .scalar(let text): words = text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    case .list(let items): words = items
    case .notUnderstood: throw .unsupportedFrontMatter(field: field.key, line: field.line)
    }
    return areOurs ? words : tidiedTags(words)
  }

  /// Tags of other programs as tags of ours.
  static func tidiedTags(_ words: [String]) -> [String] {
    words.compactMap { word in
      let parts = word.drop { $0 == "#" }.split { $0.isWhitespace || $0 == "," }
      return parts.isEmpty ? nil : parts.joined(separator: "-")
    }
  }

  // MARK: What the file does not say

  func guessed(_ item: ImportedItem, facts: FileFacts) -> ImportedItem {
    var item = item
    let name = FileNameParts(facts.name)
    if item.title == nil {
      item.title = (hasHeadings ? MarkdownReader.heading(of: item.text) : nil) ?? name.title
    }
    if item.written == nil { item.written = name.date ?? facts.modified }
    return item
  }

  /// The first heading outside of fenced code.
  static func heading(of text: String) -> String? {
    var isCode = false
    for line in text.split(whereSeparator: \.isNewline) {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
      let marks = line.prefix { $0 == "#" }.count
      guard !isCode, 1...6 ~= marks, line.dropFirst(marks).first == " " else { continue }
      let words = line.dropFirst(marks).trimmed
      let end = words.lastIndex { $0 != "#" }.map { words.index(after: $0) } ?? words.startIndex
      let isClosed = end < words.endIndex && end > words.startIndex && words[words.index(before: end)] == " "
      let title = isClosed ? words[..<end].trimmed : words
      if !title.isEmpty, title.utf8.count <= Entry.maximumLineByteCount { return String(title) }
    }
    return nil
  }

  // MARK: The text

  /// What stands between the empty line after front matter and the line feed that ends the file.
  private static func exact(_ body: Substring) -> String {
    var bytes = body.utf8
    if bytes.first == UInt8(ascii: "\n") { bytes = bytes.dropFirst() }
    if bytes.last == UInt8(ascii: "\n") { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }

  /// `text` with line feeds as line ends, without empty lines at the start and white space at the end.
  static func tidied(_ text: String) -> String {
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
    lines = lines.drop { $0.allSatisfy(\.isWhitespace) }
    let joined = lines.joined(separator: "\n")
    guard let last = joined.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(joined[...last])
  }
}

/// The date that many people put before a file's name, and the rest as a title.
private struct FileNameParts {
  var date: Timestamp?
  var title: String

  init(_ name: String) {
    var stem = name[...]
    if let dot = name.lastIndex(of: "."), dot > name.startIndex { stem = name[..<dot] }
    let day = stem.prefix(10)
    date = day.utf8.count == 10 ? Timestamp(iso8601: String(day)) : nil
    let rest = date == nil ? stem : stem.dropFirst(10).drop { "-_ .".contains($0) }
    title = String(rest.isEmpty ? stem : rest)
  }
}
