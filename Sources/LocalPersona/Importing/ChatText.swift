// ChatText.swift: what is a person's own in a message of a WhatsApp chat, and what the program put there:
// placeholders for pictures, notes about deleted and edited messages, marks that turn the direction of text.
//
// An iPhone puts a mark, U+200E, before whatever the program wrote, in any language. Android puts most of it
// in angle brackets. What neither tells is looked up in ChatPhrases.

/// The text of a message, and what was left out of it.
struct ChatText: Equatable {
  /// What the person wrote; empty where that is nothing.
  private(set) var written = ""

  /// What else there was.
  private(set) var omitted: [OmittedPart] = []

  /// The mark before what the program wrote.
  private static let programMark: Unicode.Scalar = "\u{200E}"

  /// Longest text in angle brackets that can be the program's, in scalars: a file's name may be in it.
  private static let longestBracketed = 300

  /// Takes apart the lines of a message.
  init(lines: [Substring]) {
    if ChatText.isPoll(lines) {
      omitted = [.systemLine]
      return
    }
    var kept: [Substring] = []
    for (number, line) in lines.enumerated() {
      guard let rest = take(line, isFirst: number == 0) else { continue }
      kept.append(rest)
    }
    written = ChatText.tidied(kept)
  }

  /// What of a line the person wrote; nil where it is all the program's.
  private mutating func take(_ line: Substring, isFirst: Bool) -> Substring? {
    let scalars = line.unicodeScalars
    if isFirst {
      let isMarked = scalars.first == ChatText.programMark
      if let part = ChatText.part(of: line) ?? (isMarked ? .systemLine : nil) {
        omitted.append(part)
        return nil
      }
    }
    return withoutTail(line)
  }

  /// A line without what the program added at its end: that it was edited, or which file was attached.
  private mutating func withoutTail(_ line: Substring) -> Substring {
    let scalars = line.unicodeScalars
    if let mark = scalars.lastIndex(of: ChatText.programMark) {
      let tail = line[mark...]
      if let part = ChatText.part(of: tail) {
        omitted.append(part)
        return line[..<mark]
      }
      return ChatText.isBracketed(ChatText.cleaned(tail)[...]) ? line[..<mark] : line
    }
    guard scalars.last == ">", let start = scalars.lastIndex(of: "<"),
      ChatPhrases.isEdited(ChatText.cleaned(line[start...]))
    else { return line }
    return line[..<start]
  }

  /// What a text is, if the program wrote it; nil where a person did.
  private static func part(of text: Substring) -> OmittedPart? {
    let words = cleaned(text)
    if let part = ChatPhrases.part(words) { return part }
    if isBracketed(words[...]), !ChatPhrases.isEdited(words) { return .media }
    return isAttachment(words) ? .media : nil
  }

  /// Whether a message is a poll: a line `POLL:`, the question, and the answers.
  private static func isPoll(_ lines: [Substring]) -> Bool {
    guard lines.count >= 3, let first = lines.first, cleaned(first).hasSuffix(":") else { return false }
    return lines.dropFirst(2).contains { ChatPhrases.isOption(cleaned($0)) }
  }

  /// Whether a text is like `<Media omitted>` in any language: people write `<3` and `<grin>`, not that.
  private static func isBracketed(_ text: Substring) -> Bool {
    let scalars = text.unicodeScalars
    guard scalars.first == "<", scalars.last == ">", scalars.count <= longestBracketed else { return false }
    return scalars.contains { $0 == " " || !$0.isASCII }
  }

  /// Whether a text is a file's name and that it is attached, such as `IMG-20240101-WA0001.jpg (file
  /// attached)`.
  private static func isAttachment(_ text: String) -> Bool {
    guard text.unicodeScalars.last == ")", let open = text.unicodeScalars.lastIndex(of: "(") else {
      return false
    }
    let name = text[..<open].trimmed
    guard name.unicodeScalars.contains(".") else { return false }
    return ChatPhrases.saysAttached(String(text[open...])) || isCameraName(name)
  }

  /// Whether a file is called like `IMG-20240101-WA0001.jpg`, as those that WhatsApp received.
  private static func isCameraName(_ name: Substring) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "-"))
    return parts.count == 3 && parts[1].count == 8 && parts[2].starts(with: "WA".utf8)
  }

  // MARK: Scalars

  /// Whether a scalar only turns the direction of text, or marks the beginning of a file.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Whether a scalar is a blank of any width.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09, 0xA0, 0x2009, 0x202F: true
    default: false
    }
  }

  /// A name or a phrase without marks, with plain blanks, and none at the ends.
  static func cleaned(_ text: Substring) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isMark(scalar) { result.append(isBlank(scalar) ? " " : scalar) }
    return String(Substring(String(result)).trimmed)
  }

  /// Lines without the marks around names that are mentioned, and without blank ends.
  private static func tidied(_ lines: [Substring]) -> String {
    var result = String.UnicodeScalarView()
    for (number, line) in lines.enumerated() {
      if number > 0 { result.append("\n") }
      for scalar in line.unicodeScalars where !isMentionMark(scalar) { result.append(scalar) }
    }
    let isWhite: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    let start = result.firstIndex { !isWhite($0) } ?? result.endIndex
    guard start < result.endIndex, let last = result.lastIndex(where: { !isWhite($0) }) else { return "" }
    return String(result[start...last])
  }

  private static func isMentionMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == programMark || scalar.value == 0x2068 || scalar.value == 0x2069
  }
}
