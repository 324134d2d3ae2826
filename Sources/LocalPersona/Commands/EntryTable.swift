// EntryTable.swift: entries as lines of a table: id, day, kind, recipient, and a title or first words.
//
// On a terminal a line is cut to its width, and in a narrow one there are two for each entry; elsewhere
// nothing is cut, so that a filter finds it all. With --plain an entry is one line without columns.

/// Lines out entries.
struct EntryTable {
  /// Widest column of kinds and of recipients, in columns of the terminal.
  private static let widestKind = 10
  private static let widestRecipient = 18

  /// Below this width an entry takes two lines: the columns alone would leave nothing for its words.
  private static let narrow = 64

  private let style: Style
  private let columnCount: Int?
  private let isPlain: Bool
  private let calendar: LocalCalendar
  private let kindWidth: Int
  private let recipientWidth: Int

  /// A table for these entries; `columnCount` is nil where lines are not cut.
  init(
    _ entries: [Entry], style: Style, columnCount: Int?, isPlain: Bool = false,
    calendar: LocalCalendar = .current
  ) {
    self.style = style
    self.columnCount = columnCount
    self.isPlain = isPlain
    self.calendar = calendar
    let kind = entries.map { ColumnText.width(of: $0.kind.description) }.max() ?? 0
    let recipient = entries.map { ColumnText.width(of: $0.recipient ?? "") }.max() ?? 0
    kindWidth = columnCount == nil ? kind : min(kind, EntryTable.widestKind)
    recipientWidth = columnCount == nil ? recipient : min(recipient, EntryTable.widestRecipient)
  }

  /// The table as the terminal of a command shows it.
  init(_ entries: [Entry], for invocation: Invocation) {
    let console = invocation.console
    self.init(
      entries, style: console.style, columnCount: console.outputIsTerminal ? console.columnCount : nil,
      isPlain: console.settings.isPlain, calendar: invocation.calendar)
  }

  /// The line of an entry, or two of them, without a line end.
  func line(of entry: Entry) -> String {
    let id = entry.id.description
    let day = calendar.text(of: entry.written)
    if isPlain { return plainLine(of: entry, day: day) }
    let kind = ColumnText.fitted(entry.kind.description, to: kindWidth)
    var left = "\(style.accent)\(id)\(style.reset)  \(style.dim)\(day)\(style.reset)  \(kind)"
    let recipient = ColumnText.oneLine(entry.recipient ?? "")
    let what = EntryTable.headline(of: entry, limit: columnCount ?? 200)
    if let columnCount, columnCount < EntryTable.narrow {
      let words = recipient.isEmpty ? what : "\(recipient): \(what)"
      return "\(left)\n    \(ColumnText.cut(words, to: columnCount - 4))"
    }
    left += "  "
    var used = id.count + day.count + kindWidth + 6
    if recipientWidth > 0 {
      left += ColumnText.fitted(recipient, to: recipientWidth) + "  "
      used += recipientWidth + 2
    }
    guard let columnCount else { return left + what }
    return left + ColumnText.cut(what, to: max(columnCount - used, 8))
  }

  private func plainLine(of entry: Entry, day: String) -> String {
    let recipient = entry.recipient.map { "to " + ColumnText.oneLine($0) }
    return [
      entry.id.description, day.trimmingSpaces(), entry.kind.description, recipient,
      EntryTable.headline(of: entry, limit: columnCount ?? 200),
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// What tells the entry to its writer: the title, or the first words.
  static func headline(of entry: Entry, limit: Int) -> String {
    if let title = entry.title { return ColumnText.oneLine(title) }
    return ColumnText.cut(ColumnText.oneLine(String(entry.text.prefix(2 * limit))), to: limit)
  }
}

/// Text measured in columns of a terminal.
enum ColumnText {
  /// `text` with each run of white space as one space.
  static func oneLine(_ text: String) -> String {
    guard isASCII(text) else { return text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    // A list has thousands of lines, and Unicode's tables cost more than the rest of it.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      guard byte == 0x20 || 0x09...0x0D ~= byte else {
        bytes.append(byte)
        continue
      }
      if let last = bytes.last, last != 0x20 { bytes.append(0x20) }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `text` cut to `width` columns, with an ellipsis where something is missing.
  static func cut(_ text: String, to width: Int) -> String {
    guard text.utf8.count > width, self.width(of: text) > width else { return text }
    if isASCII(text) { return String(decoding: text.utf8.prefix(max(width - 1, 0)), as: UTF8.self) + "…" }
    var result = ""
    var used = 0
    for character in text {
      let next = used + self.width(of: character)
      if next > width - 1 { break }
      result.append(character)
      used = next
    }
    return result + "…"
  }

  /// `text` cut or filled with spaces to exactly `width` columns.
  static func fitted(_ text: String, to width: Int) -> String {
    let text = cut(text, to: width)
    return text + String(repeating: " ", count: max(0, width - self.width(of: text)))
  }

  /// How many columns `text` takes.
  static func width(of text: String) -> Int {
    isASCII(text) ? text.utf8.count : text.reduce(0) { $0 + width(of: $1) }
  }

  private static func isASCII(_ text: String) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

  /// Two columns for what Unicode calls wide, and for pictures; one for everything else that is seen.
  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.isASCII { return 1 }
    if scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    return switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      2
    default: scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }
}
