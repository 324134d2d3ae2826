// MarkdownWriter.swift: an entry as a Markdown file with front matter that import reads back without
// loss: after the front matter one empty line, the text byte for byte, one line feed.

/// Writes entries as Markdown files.
enum MarkdownWriter {
  /// Longest part of a file's name that comes from a title, in characters.
  static let slugCharacterCount = 40

  /// The content of the file of `entry`.
  static func content(of entry: Entry) -> [UInt8] {
    var lines = ["---"]
    for (name, value) in EntrySchema.metadata(of: entry) { lines.append("\(name): \(scalar(value))") }
    lines += ["---", "", ""]
    return Array((lines.joined(separator: "\n") + entry.text + "\n").utf8)
  }

  /// A name that sorts by date, tells the title, and that no other entry has.
  static func fileName(of entry: Entry) -> String {
    let slug = slug(of: entry.title ?? "")
    return [entry.written.day, slug, entry.id.description].filter { !$0.isEmpty }.joined(separator: "-")
      + ".md"
  }

  /// Words of ours need no quotes; what a person wrote is quoted as JSON, which YAML reads as it is.
  private static func scalar(_ value: JSONValue) -> String {
    guard case .string(let text) = value, text.utf8.allSatisfy(isPlain) else { return value.text }
    // A word that looks like a number, a date or a truth value is a string here, and in YAML only in quotes.
    return text.utf8.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 } && !reserved.contains(text)
      ? text : value.text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  private static let reserved: Set<String> = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]

  /// Lower-case letters and digits of ASCII, everything else a hyphen.
  private static func slug(of title: String) -> String {
    let words = title.lowercased().utf8.split { !isPlain($0) }.map { String(decoding: $0, as: UTF8.self) }
    var slug = ""
    for word in words {
      let longer = slug.isEmpty ? word : "\(slug)-\(word)"
      guard longer.utf8.count <= slugCharacterCount else { break }
      slug = longer
    }
    return slug
  }
}
