// FrontMatterScalar.swift: the values of front matter: the part of YAML that people write by hand.
//
// Quotes, commas and brackets are looked for among the scalars, not the characters: one that a combining mark
// follows, or some signs precede, is part of a longer character.

/// Reads the values of front matter.
enum FrontMatterScalar {
  /// The value written after a key, already trimmed.
  static func value(of raw: Substring) -> FrontMatter.Value {
    if raw.unicodeScalars.first == "[" { return list(raw) }
    return scalar(raw).map(FrontMatter.Value.scalar) ?? .notUnderstood
  }

  /// A scalar on one line, already trimmed; nil where it is something else.
  ///
  /// Nothing, in each of the ways that YAML has of writing it, is an empty string.
  static func scalar(_ raw: Substring) -> String? {
    switch raw.unicodeScalars.first {
    case nil: return ""
    case "\"": return doubleQuoted(raw)
    case "'": return singleQuoted(raw)
    // What begins with these is a block, an anchor, a tag or another structure of YAML.
    case "{", "[", "|", ">", "&", "*", "!", "%", "@", "`": return nil
    default:
      let plain = withoutComment(raw)
      return ["~", "null"].contains(plain) ? "" : String(plain)
    }
  }

  /// `[a, "b", 'c']` on one line.
  private static func list(_ raw: Substring) -> FrontMatter.Value {
    var items: [String] = []
    var rest = raw.withoutFirstScalar
    while true {
      rest = rest.trimmed
      guard let first = rest.unicodeScalars.first else { return .notUnderstood }
      if first == "]" { return isRemark(rest.withoutFirstScalar) ? .list(items) : .notUnderstood }
      guard let end = endOfItem(in: rest), let item = scalar(rest[..<end].trimmed) else {
        return .notUnderstood
      }
      items.append(item)
      rest = rest[end...].unicodeScalars.first == "," ? rest[end...].withoutFirstScalar : rest[end...]
    }
  }

  /// Where the comma or bracket after a list's item is.
  private static func endOfItem(in text: Substring) -> Substring.Index? {
    guard let quote = text.unicodeScalars.first, quote == "\"" || quote == "'" else {
      return text.unicodeScalars.firstIndex { $0 == "," || $0 == "]" }
    }
    guard let close = closingQuote(in: text) else { return nil }
    let after = text[text.unicodeScalars.index(after: close)...].unicodeScalars
      .drop { $0 == " " || $0 == "\t" }
    guard after.first == "," || after.first == "]" else { return nil }
    return after.startIndex
  }

  /// A plain scalar up to ` #`, which begins a comment.
  private static func withoutComment(_ raw: Substring) -> Substring {
    var previous: Character = " "
    for index in raw.indices {
      if raw[index] == "#", previous == " " || previous == "\t" { return raw[..<index].trimmed }
      previous = raw[index]
    }
    return raw
  }

  /// Whether nothing but a comment follows.
  private static func isRemark(_ raw: Substring) -> Bool { withoutComment(raw.trimmed).isEmpty }

  /// The index of the quote that ends the quoted scalar that `text` begins with.
  private static func closingQuote(in text: Substring) -> Substring.Index? {
    let scalars = text.unicodeScalars
    guard let quote = scalars.first else { return nil }
    var index = scalars.index(after: scalars.startIndex)
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      if scalars[index] == "\\", quote == "\"" {
        guard next < scalars.endIndex else { return nil }
        index = scalars.index(after: next)
        continue
      }
      if scalars[index] == quote {
        guard quote == "'", next < scalars.endIndex, scalars[next] == quote else { return index }
        index = scalars.index(after: next)
        continue
      }
      index = next
    }
    return nil
  }

  /// `'it''s'`: two quotes stand for one.
  private static func singleQuoted(_ raw: Substring) -> String? {
    let scalars = raw.unicodeScalars
    guard let close = closingQuote(in: raw), isRemark(raw[scalars.index(after: close)...]) else { return nil }
    var result = String.UnicodeScalarView()
    var isHalf = false
    for scalar in scalars[scalars.index(after: scalars.startIndex)..<close] {
      if scalar == "'", !isHalf {
        isHalf = true
        continue
      }
      isHalf = false
      result.append(scalar)
    }
    return String(result)
  }

  /// `"a\tb"`: the escapes of JSON, which are those of YAML that people use.
  private static func doubleQuoted(_ raw: Substring) -> String? {
    guard let close = closingQuote(in: raw) else { return nil }
    let end = raw.unicodeScalars.index(after: close)
    guard isRemark(raw[end...]), case .string(let text)? = try? JSONValue.parse(Array(raw[..<end].utf8))
    else {
      return nil
    }
    return text
  }
}

extension Substring {
  /// The rest after the first scalar.
  fileprivate var withoutFirstScalar: Substring { Substring(unicodeScalars.dropFirst()) }
}
