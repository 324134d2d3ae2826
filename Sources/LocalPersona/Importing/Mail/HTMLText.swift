// HTMLText.swift: the text of a mail that is HTML only: what is quoted gets `>` before its lines, as in plain
// mails, and everything that is not text goes.
//
// Not a browser: no styles, no scripts, no pictures. Elements count by their names alone, however they nest.

/// Turns HTML into text.
struct HTMLText {
  /// How deep quotes are shown.
  private static let maximumDepth = 16

  /// Elements that begin and end a line.
  private static let blocks: Set<String> = [
    "address", "article", "aside", "body", "center", "div", "dd", "dl", "dt", "fieldset", "footer", "form",
    "header", "hr", "li", "main", "nav", "ol", "section", "table", "tbody", "tr", "ul",
  ]

  /// Elements that have an empty line before and after them.
  private static let paragraphs: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote",
  ]

  /// Elements whose content is no text.
  private static let hidden: Set<String> = ["head", "style", "script", "title", "noscript", "template"]

  /// Elements that a signature can be.
  private static let signed: Set<String> = ["div", "p", "pre", "span", "table"]

  /// What stands before an item of a list.
  private static let bullet = Array("- ".utf8)

  private var rest: ArraySlice<UInt8>
  private var lines: [String] = []
  private var line: [UInt8] = []
  private var quoteDepth = 0
  private var verbatimDepth = 0
  private var wantsEmptyLine = false

  /// Whether paragraphs are lines: word processors write so, and put empty paragraphs between.
  private let isTight: Bool

  private init(_ html: String) {
    rest = Array(html.utf8)[...]
    isTight = html.contains("MsoNormal")
  }

  /// The text of `html`.
  static func text(of html: String) -> String {
    var reader = HTMLText(html)
    reader.read()
    return reader.lines.joined(separator: "\n")
  }

  private mutating func read() {
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "<"): readMarkup()
      case UInt8(ascii: "&"):
        let character = readReference()
        line += character
      default:
        line.append(byte)
        rest.removeFirst()
      }
    }
    endLine()
  }

  // MARK: Lines

  /// Ends the line, if anything is on it; a space that does not break is something.
  private mutating func endLine(evenIfEmpty: Bool = false) {
    if !evenIfEmpty, isBulletAlone { return }  // The item begins with a block of its own.
    let text = verbatimDepth > 0 ? String(decoding: line, as: UTF8.self) : HTMLText.collapsed(line)
    let isShown = evenIfEmpty || line.contains(0xA0)
    line = []
    guard !text.utf8.allSatisfy({ $0 <= 0x20 }) else {
      if isShown { addEmptyLine() }
      return
    }
    if wantsEmptyLine { addEmptyLine() }
    wantsEmptyLine = false
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // Two hyphens alone are what a signature begins with; their space did not survive.
      lines.append(marked(part == "--" ? "-- " : String(part)))
    }
  }

  private var isBulletAlone: Bool {
    line.starts(with: HTMLText.bullet) && line.dropFirst(2).allSatisfy { $0 <= 0x20 }
  }

  /// Nobody can tell two empty lines of HTML from one.
  private mutating func addEmptyLine() {
    if let last = lines.last, last != marked("") { lines.append(marked("")) }
  }

  private func marked(_ text: String) -> String {
    let depth = min(quoteDepth, HTMLText.maximumDepth)
    return depth == 0 ? text : String(repeating: ">", count: depth) + " " + text
  }

  /// With each run of white space as one space, and none at the ends; spaces that do not break count as
  /// spaces.
  private static func collapsed(_ line: [UInt8]) -> String {
    let text = String(decoding: line, as: UTF8.self)
    let words = text.unicodeScalars.split { scalar in
      scalar == " " || 0x09...0x0D ~= scalar.value || scalar == "\u{A0}"
    }
    return words.map(String.init).joined(separator: " ")
  }

  // MARK: Tags

  /// Reads a tag, a comment, or a `<` that begins neither.
  private mutating func readMarkup() {
    rest.removeFirst()
    if rest.starts(with: Array("!--".utf8)) { return skip(past: Array("-->".utf8)) }
    guard let first = rest.first, HTMLText.isLetter(first) || [0x21, 0x2F, 0x3F].contains(first) else {
      line.append(UInt8(ascii: "<"))
      return
    }
    let tag = readTag()
    let isEnd = tag.first == UInt8(ascii: "/")
    let word = (isEnd ? tag.dropFirst() : tag).prefix { HTMLText.isLetter($0) || 0x30...0x39 ~= $0 }
    let name = String(decoding: word, as: UTF8.self).lowercased()
    if HTMLText.hidden.contains(name), !isEnd, tag.last != UInt8(ascii: "/") { return skipElement(name) }
    if !isEnd, HTMLText.signed.contains(name), HTMLText.beginsSignature(tag) {
      endLine()
      line = Array("--".utf8)
      endLine()
    }
    apply(name, isEnd: isEnd)
  }

  private mutating func apply(_ name: String, isEnd: Bool) {
    if name == "br" { return endLine(evenIfEmpty: true) }
    let isParagraph = HTMLText.paragraphs.contains(name)
    if isParagraph || HTMLText.blocks.contains(name) { endLine() }
    if isParagraph, !(isTight && name == "p") { wantsEmptyLine = true }
    switch name {
    case "li": if !isEnd { line = HTMLText.bullet }
    case "td", "th": line.append(0x20)
    case "pre": verbatimDepth = max(0, verbatimDepth + (isEnd ? -1 : 1))
    case "blockquote": changeQuote(isEnd: isEnd)
    default: return
    }
  }

  /// The empty line before or after a quote is no part of it.
  private mutating func changeQuote(isEnd: Bool) {
    if isEnd { quoteDepth = max(0, quoteDepth - 1) }
    addEmptyLine()
    wantsEmptyLine = false
    if !isEnd { quoteDepth += 1 }
  }

  /// The inside of a tag, up to its `>`, which may be in quotes.
  private mutating func readTag() -> ArraySlice<UInt8> {
    var quote: UInt8?
    var index = rest.startIndex
    while index < rest.endIndex {
      let byte = rest[index]
      if quote == nil, byte == UInt8(ascii: ">") { break }
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      index += 1
    }
    defer { rest = rest[min(index + 1, rest.endIndex)...] }
    return rest[..<index]
  }

  /// Whether a tag has a class or an id such as mail programs give to the signatures that they put in:
  /// `gmail_signature`, `Signature`, `ms-outlook-mobile-signature`.
  private static func beginsSignature(_ tag: ArraySlice<UInt8>) -> Bool {
    guard tag.count < 1000 else { return false }
    let text = String(decoding: tag, as: UTF8.self).lowercased()
    return text.contains("signature\"") || text.contains("moz-signature")
      || text.contains("protonmail_signature_block\"")
  }

  private mutating func skipElement(_ name: String) {
    let end = Array("</\(name)".utf8)
    while let mark = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[mark...]
      if rest.prefix(end.count).elementsEqual(end, by: { $0 == $1 || $0 | 0x20 == $1 }) {
        _ = readTag()
        return
      }
      rest.removeFirst()
    }
    rest = []
  }

  private mutating func skip(past end: [UInt8]) {
    while !rest.isEmpty, !rest.starts(with: end) { rest.removeFirst() }
    rest = rest.dropFirst(end.count)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  // MARK: References

  /// Reads `&name;`, or a `&` that begins none.
  private mutating func readReference() -> [UInt8] {
    rest.removeFirst()
    let name = rest.prefix(32).prefix {
      $0 == UInt8(ascii: "#") || HTMLText.isLetter($0) || 0x30...0x39 ~= $0
    }
    guard !name.isEmpty, let scalar = HTMLReference.scalar(String(decoding: name, as: UTF8.self)) else {
      return [UInt8(ascii: "&")]
    }
    rest = rest[name.endIndex...]
    if rest.first == UInt8(ascii: ";") { rest.removeFirst() }
    return Array(String(Character(scalar)).utf8)
  }
}
