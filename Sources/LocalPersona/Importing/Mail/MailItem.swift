// MailItem.swift: a mail as an item to import: to whom it is, when it was written, what it is about.

/// Makes items of mails.
enum MailItem {
  /// The item of a mail whose own text is `text`.
  static func item(_ header: MailHeader, received: Timestamp?, text: String) -> ImportedItem {
    ImportedItem(
      written: header.bytes("date").flatMap(MailDate.parse) ?? received,
      title: header.text("subject").flatMap(subject), recipient: recipient(header), text: text)
  }

  /// The first of those that a mail is to, by name if it says it, and by address otherwise.
  private static func recipient(_ header: MailHeader) -> String? {
    for field in ["to", "cc", "bcc"] {
      guard let first = MailAddress.list(header.bytes(field) ?? [], limit: 1).first else { continue }
      return line(first.name ?? "") ?? line(first.address)
    }
    return nil
  }

  /// A subject without what programs put before it, such as `Re:` and `Fwd:`.
  static func subject(_ text: String) -> String? {
    var rest = text[...]
    while let colon = rest.prefix(12).firstIndex(of: ":") {
      let prefix = rest[..<colon].lowercased().filter { !$0.isWhitespace }.prefix { $0 != "[" && $0 != "(" }
      guard QuotePhrases.subjectPrefixes.contains(String(prefix)) else { break }
      rest = rest[rest.index(after: colon)...].drop(while: \.isWhitespace)
    }
    return line(String(rest))
  }

  /// `text` on one line and not longer than an entry takes; nil where nothing is left.
  private static func line(_ text: String) -> String? {
    let words = text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
    let joined = words.map(String.init).joined(separator: " ")
    var line = ""
    var byteCount = 0
    for character in joined {
      byteCount += character.utf8.count
      guard byteCount <= Entry.maximumLineByteCount else { break }
      line.append(character)
    }
    return line.isEmpty ? nil : line
  }
}
