// GivenText.swift: a text that a draft starts from: what it answers, goes on from, or says in other words.

/// A text that the user gives along with a brief, or instead of one.
public struct GivenText: Equatable, Sendable {
  /// What becomes of it.
  public enum Use: String, Sendable, CaseIterable {
    /// The draft answers it.
    case answered

    /// The draft goes on where it stops.
    case continued

    /// The draft says the same in the user's voice.
    case rewritten
  }

  /// What becomes of it.
  public let use: Use

  /// What the model reads of it.
  public let text: String

  /// The white space that followed the text: what is to be continued may end within a line or at its end.
  public let spaceBehind: String

  /// How much of it says what it is about, in characters.
  private static let subjectCharacterCount = 600

  /// Takes a text as it came.
  ///
  /// Of a message that is answered, header fields, quoted lines and the signature are left out.
  ///
  /// - Precondition: There is a character in it that is no white space.
  public init(_ text: String, use: Use) {
    let kept = use == .answered ? ReceivedMessage.own(of: text) : text
    let trimmed = kept.trimmingSpaces()
    precondition(!trimmed.isEmpty, "a given text without words")
    self.use = use
    self.text = trimmed
    let last = text.lastIndex { !$0.isWhitespace }
    spaceBehind = last.map { String(text[text.index(after: $0)...]) } ?? ""
  }

  /// The same with another content, of which parts were left out.
  init(_ given: GivenText, cutTo text: String) {
    use = given.use
    self.text = text
    spaceBehind = given.spaceBehind
  }

  /// The part that says best what it is about: where it begins or, to go on from, where it ends.
  var subject: String {
    let count = Self.subjectCharacterCount
    return use == .continued ? String(text.suffix(count)) : String(text.prefix(count))
  }
}

extension GivenText {
  /// What a continuation must put in front of its first word, where the text is followed by `spaceBehind`
  /// already and the model would have written `space`.
  ///
  /// Nothing where the text is parted from it by as much; the lines that are missing where a paragraph is to
  /// begin and the text ends at the end of a line.
  static func missingSpace(_ space: Substring, after spaceBehind: String) -> String {
    if spaceBehind.isEmpty { return String(space) }
    let breaks = space.count { $0.isNewline } - spaceBehind.count { $0.isNewline }
    return String(repeating: "\n", count: max(0, breaks))
  }
}
