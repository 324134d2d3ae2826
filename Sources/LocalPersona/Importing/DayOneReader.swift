// DayOneReader.swift: a journal as Day One exports it: one JSON file, in which each entry is Markdown.
//
// Only the text, the moment, the tags and the star are taken. Day One puts a backslash before signs that
// Markdown might take for its own, and a line for each picture; the user typed neither.

/// Reads entries of a journal.
enum DayOneReader {
  /// The tag of an entry that has a star.
  static let starTag = "starred"

  /// The entries of an exported file.
  static func entries(in bytes: ArraySlice<UInt8>) throws(ImportProblem) -> [JSONValue] {
    let journal: JSONValue
    do {
      journal = try JSONValue.parse(bytes)
    } catch {
      throw .invalidJSON(error)
    }
    guard let entries = journal["entries"]?.array else { throw .notAJournal }
    return entries
  }

  /// Reads one of the entries.
  ///
  /// - Returns: The item, whose text is empty where the entry is only pictures, and what was left out of it.
  static func item(
    from entry: JSONValue
  ) throws(ImportProblem) -> (item: ImportedItem, omitted: [OmittedPart: Int]) {
    guard entry.object != nil else { throw .notAnObject }
    let text = DayOneText(try string("text", of: entry) ?? "")
    var item = ImportedItem(kind: .diary, text: text.text)
    item.title = MarkdownReader.heading(of: text.text)
    if let date = try string("creationDate", of: entry) {
      guard let written = Timestamp(iso8601: date) else {
        throw .invalidDate(field: "creationDate", line: nil)
      }
      item.written = written
    }
    item.tags = try tags(of: entry)
    if entry["starred"]?.bool == true, !item.tags.contains(starTag) { item.tags.append(starTag) }
    return (item, text.pictureCount > 0 ? [.media: text.pictureCount] : [:])
  }

  private static func string(_ field: String, of entry: JSONValue) throws(ImportProblem) -> String? {
    switch entry[field] {
    case nil, .null?: return nil
    case .string(let text)?: return text
    default: throw .wrongType(field: field, expected: .string)
    }
  }

  private static func tags(of entry: JSONValue) throws(ImportProblem) -> [String] {
    switch entry["tags"] {
    case nil, .null?: return []
    case .array(let values)?:
      let words = values.compactMap(\.string)
      guard words.count == values.count else { throw .wrongType(field: "tags", expected: .strings) }
      return MarkdownReader.tidiedTags(words)
    default: throw .wrongType(field: "tags", expected: .strings)
    }
  }
}

/// The text of an entry as its writer typed it.
private struct DayOneText {
  private var lines = KeptLines()

  /// How many pictures, films and recordings were in it.
  private(set) var pictureCount = 0

  /// What was typed.
  var text: String { lines.text }

  init(_ markdown: String) {
    var isCode = false
    for line in KeptLines.lines(of: Array(markdown.utf8)) {
      let isFence = line.starts(with: "```".utf8)
      if isFence { isCode.toggle() }
      if isFence || isCode { lines.append(Array(line)) } else { take(line) }
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    var result: [UInt8] = []
    var position = line.startIndex
    let countBefore = pictureCount
    while position < line.endIndex {
      let byte = line[position]
      if byte == UInt8(ascii: "!"), let end = MarkdownSpan.pictureEnd(in: line, at: position),
        MarkdownSpan.contains("](dayone-moment:", in: line[position..<end])
      {
        pictureCount += 1
        position = end
      } else if byte == UInt8(ascii: "`") {
        let end = MarkdownSpan.codeEnd(in: line, at: position)
        result.append(contentsOf: line[position..<end])
        position = end
      } else {
        let isEscape = byte == UInt8(ascii: "\\") && DayOneText.isPunctuation(line, position + 1)
        if isEscape { position += 1 }
        result.append(line[position])
        position += 1
      }
    }
    lines.append(result, wasCut: pictureCount > countBefore)
  }

  /// Whether there is one of the signs that a backslash may stand before.
  private static func isPunctuation(_ line: ArraySlice<UInt8>, _ index: Int) -> Bool {
    guard index < line.endIndex else { return false }
    switch line[index] {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
    default: return false
    }
  }
}
