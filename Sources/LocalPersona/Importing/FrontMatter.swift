// FrontMatter.swift: the block of `key: value` lines at the head of a Markdown file.
//
// A subset of YAML: plain, single- and double-quoted scalars on one line, lists in brackets on one
// line, and lists of `- item` lines. Everything else is kept as "not understood", and matters only
// where a known key has it: unknown keys of other programs never get in the way.

/// The fields at the head of a file.
struct FrontMatter: Equatable {
  /// What stands after a key.
  enum Value: Equatable {
    case scalar(String)
    case list([String])
    case notUnderstood
  }

  /// A key, its value, and the line it is on, counted from 1 in the file.
  struct Field: Equatable {
    var key: String
    var value: Value
    var line: Int
  }

  /// The longest block that is looked for, in lines: a horizontal rule at the start of a long text
  /// must not make all of it front matter.
  static let maximumLineCount = 256

  /// The fields in order; keys in lower case.
  private(set) var fields: [Field] = []

  /// The first field that has one of the names.
  func field(_ names: String...) -> Field? {
    fields.first { names.contains($0.key) }
  }

  /// Parts a file into its front matter and what follows the line that closes it.
  ///
  /// Returns nil where the file does not begin with a whole block in which every line is a field, a
  /// continuation, a comment or empty: such a text merely begins with a rule.
  static func split(_ text: String) -> (frontMatter: FrontMatter, body: Substring)? {
    var lines = FrontMatterLines(text)
    guard let opening = lines.next(), isRule(opening, "---") else { return nil }
    var result = FrontMatter()
    for number in 2...maximumLineCount {
      guard let line = lines.next() else { return nil }
      if isRule(line, "---") || isRule(line, "...") { return (result, lines.rest) }
      guard result.add(line, number: number) else { return nil }
    }
    return nil
  }

  /// Whether a line is `rule` from its first column on; white space may follow.
  private static func isRule(_ line: Substring, _ rule: String) -> Bool {
    line.hasPrefix(rule) && line.trimmed == rule
  }

  /// Takes one line; false where it cannot be part of front matter.
  private mutating func add(_ line: Substring, number: Int) -> Bool {
    let trimmed = line.trimmed
    if trimmed.isEmpty || trimmed.first == "#" { return true }
    if trimmed.hasPrefix("- ") || trimmed == "-" || line.first == " " || line.first == "\t" {
      return continueField(with: trimmed)
    }
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return false }
    let rest = line[line.index(after: colon)...]
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return false }
    let key = line[..<colon].trimmed.lowercased()
    fields.append(Field(key: key, value: FrontMatterScalar.value(of: rest.trimmed), line: number))
    return true
  }

  /// Adds an item to the list of the last field, whose own line has no value.
  private mutating func continueField(with trimmed: Substring) -> Bool {
    guard var last = fields.popLast() else { return false }
    if trimmed.hasPrefix("- "), let item = FrontMatterScalar.scalar(trimmed.dropFirst(2).trimmed) {
      switch last.value {
      case .scalar(""): last.value = .list([item])
      case .list(let items): last.value = .list(items + [item])
      default: last.value = .notUnderstood
      }
    } else {
      last.value = .notUnderstood
    }
    fields.append(last)
    return true
  }
}

/// The lines at the start of a text, without their ends (LF or CR LF).
private struct FrontMatterLines {
  private(set) var rest: Substring

  init(_ text: String) { rest = text[...] }

  mutating func next() -> Substring? {
    guard !rest.isEmpty else { return nil }
    // CR LF is one Character, and one that is a newline.
    let end = rest.firstIndex(where: \.isNewline) ?? rest.endIndex
    defer { rest = end == rest.endIndex ? rest[end...] : rest[rest.index(after: end)...] }
    return rest[..<end]
  }
}

extension Substring {
  /// The part between spaces and tabs at both ends.
  var trimmed: Substring {
    let start = drop { $0 == " " || $0 == "\t" }
    guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return start }
    return start[...last]
  }
}
