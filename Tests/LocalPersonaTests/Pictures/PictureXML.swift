// PictureXML.swift: reads the pictures of the tests as XML: they are well-formed, or they are none.

/// A reader of XML without declarations and comments.
enum PictureXML {
  /// The names of the elements of well-formed XML without declarations and comments; nil for anything else.
  static func elements(of xml: String) -> [String]? {
    var names: [String] = []
    var open: [String] = []
    var rest = xml[...]
    while let start = rest.firstIndex(of: "<") {
      guard hasOnlyKnownEntities(rest[..<start]), let end = rest[start...].firstIndex(of: ">") else {
        return nil
      }
      var tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        guard open.popLast() == String(tag.dropFirst()) else { return nil }
        continue
      }
      let isEmpty = tag.hasSuffix("/")
      if isEmpty { tag = tag.dropLast() }
      let name = String(tag.prefix { !$0.isWhitespace })
      guard !name.isEmpty, name.allSatisfy(\.isLetter), areAttributes(tag.dropFirst(name.count)) else {
        return nil
      }
      names.append(name)
      if !isEmpty { open.append(name) }
    }
    return open.isEmpty && rest.allSatisfy(\.isWhitespace) ? names : nil
  }

  private static func hasOnlyKnownEntities(_ text: Substring) -> Bool {
    let parts = text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
    return parts.allSatisfy { part in ["amp;", "lt;", "gt;", "quot;", "#39;"].contains { part.hasPrefix($0) }
    }
  }

  /// Whether it is nothing but ` name="value"`, any number of times.
  private static func areAttributes(_ text: Substring) -> Bool {
    var rest = text
    while let name = rest.firstIndex(where: { !$0.isWhitespace }) {
      guard name > rest.startIndex, let equals = rest.firstIndex(of: "=") else { return false }
      let key = rest[name..<equals]
      let quoted = rest[rest.index(after: equals)...]
      guard key.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }), quoted.first == "\"",
        let end = quoted.dropFirst().firstIndex(of: "\""), hasOnlyKnownEntities(quoted[..<end]),
        !quoted[..<end].contains("<")
      else { return false }
      rest = quoted[quoted.index(after: end)...]
    }
    return true
  }
}
