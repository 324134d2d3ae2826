// Entry.swift: one piece of writing with what is known about it, checked when it is made.
//
// A value: changing a stored entry means making a new one with the same id and giving it to
// ``Vault/replace(_:)``. Texts are kept as they are, byte for byte.

/// One piece of writing.
public struct Entry: Equatable, Sendable {
  /// The largest text, in bytes of UTF-8: 1 MiB.
  public static let maximumTextByteCount = 1 << 20

  /// The largest title and the largest recipient, in bytes of UTF-8.
  public static let maximumLineByteCount = 1 << 10

  /// The largest number of tags.
  public static let maximumTagCount = 64

  /// The largest tag, in characters.
  public static let maximumTagCharacterCount = 64

  /// Its name.
  public let id: EntryID

  /// When it was written.
  public let written: Timestamp

  /// When it came into the vault.
  public let added: Timestamp

  /// What sort of writing it is.
  public let kind: EntryKind

  /// Its title or subject; one line.
  public let title: String?

  /// To whom it was written; one line.
  public let recipient: String?

  /// Words to find it by, without repetition, in the order given.
  public let tags: [String]

  /// The writing itself.
  public let text: String

  /// Checks the parts and joins them.
  ///
  /// A title or recipient of white space only counts as none; a repeated tag counts once.
  ///
  /// - Throws: ``EntryError``, which names the part and the limit but never the content.
  public init(
    id: EntryID = .random(), written: Timestamp = .now, added: Timestamp = .now, kind: EntryKind = .note,
    title: String? = nil, recipient: String? = nil, tags: [String] = [], text: String
  ) throws(EntryError) {
    self.id = id
    self.written = written
    self.added = added
    self.kind = kind
    self.title = try Self.checkedLine(title, .title)
    self.recipient = try Self.checkedLine(recipient, .recipient)
    self.tags = try Self.checkedTags(tags)
    self.text = try Self.checkedText(text)
  }

  private static func checkedText(_ text: String) throws(EntryError) -> String {
    let byteCount = text.utf8.count
    guard byteCount <= maximumTextByteCount else {
      throw .textTooLong(byteCount: byteCount, maximum: maximumTextByteCount)
    }
    guard !isBlank(text) else { throw .emptyText }
    return text
  }

  private static func checkedLine(_ line: String?, _ field: EntryField) throws(EntryError) -> String? {
    guard let line, !isBlank(line) else { return nil }
    let byteCount = line.utf8.count
    guard byteCount <= maximumLineByteCount else {
      throw .fieldTooLong(field, byteCount: byteCount, maximum: maximumLineByteCount)
    }
    guard
      line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x80 }) || !line.unicodeScalars.contains(where: isLineBreak)
    else { throw .fieldNotOneLine(field) }
    return line
  }

  private static func checkedTags(_ tags: [String]) throws(EntryError) -> [String] {
    guard !tags.isEmpty else { return [] }
    var distinct: [String] = []
    for tag in tags where !distinct.contains(tag) {
      guard isTag(tag) else { throw .invalidTag(position: distinct.count + 1) }
      distinct.append(tag)
    }
    guard distinct.count <= maximumTagCount else {
      throw .tooManyTags(count: distinct.count, maximum: maximumTagCount)
    }
    return distinct
  }

  /// Whether `tag` can be a tag: 1 to 64 characters without commas and white space.
  public static func isTag(_ tag: String) -> Bool {
    guard tag.utf8.count <= maximumLineByteCount else { return false }
    if tag.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {  // Quickly, where it is ASCII.
      return (1...maximumTagCharacterCount).contains(tag.utf8.count) && !tag.utf8.contains(UInt8(ascii: ","))
    }
    guard (1...maximumTagCharacterCount).contains(tag.count) else { return false }
    return !tag.unicodeScalars.contains {
      $0 == "," || $0.properties.isWhitespace || $0.properties.generalCategory == .control
    }
  }

  private static func isBlank(_ text: String) -> Bool {
    if let first = text.utf8.first, first > 0x20, first < 0x7F { return false }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }

  /// The characters that Unicode takes as the end of a line.
  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}

/// A part of an entry that has rules of its own.
public enum EntryField: Equatable, Sendable {
  /// ``Entry/title``
  case title
  /// ``Entry/recipient``
  case recipient
}

/// Why an entry was not accepted.
public enum EntryError: Error, Equatable {
  /// The text has nothing but white space.
  case emptyText

  /// A title or recipient is too long.
  case fieldTooLong(EntryField, byteCount: Int, maximum: Int)

  /// A title or recipient has a line break.
  case fieldNotOneLine(EntryField)

  /// The tag at this position (from 1) is empty, too long, or has a comma or white space.
  case invalidTag(position: Int)

  /// The text is larger than ``Entry/maximumTextByteCount``.
  case textTooLong(byteCount: Int, maximum: Int)

  /// There are more than ``Entry/maximumTagCount`` tags.
  case tooManyTags(count: Int, maximum: Int)
}
