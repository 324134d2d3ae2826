// EntryKind.swift: what sort of writing an entry is: a short word, from a list or the user's own.

/// The sort of an entry: 1 to 32 characters of `a-z`, `0-9` and `-`.
public struct EntryKind: Hashable, Sendable, CustomStringConvertible {
  /// The largest number of characters.
  public static let maximumCharacterCount = 32

  /// The word itself.
  public let description: String

  /// Takes a word that is made of the characters allowed; nil for any other.
  public init?(_ raw: String) {
    guard (1...Self.maximumCharacterCount).contains(raw.utf8.count), raw.utf8.allSatisfy(Self.isAllowed)
    else {
      return nil
    }
    description = raw
  }

  private init(known word: StaticString) {
    description = "\(word)"
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// An e-mail.
  public static let mail = EntryKind(known: "mail")
  /// A note to oneself.
  public static let note = EntryKind(known: "note")
  /// Something published: a blog post, an article.
  public static let post = EntryKind(known: "post")
  /// A short message in a conversation.
  public static let chat = EntryKind(known: "chat")
  /// A letter.
  public static let letter = EntryKind(known: "letter")
  /// A report or another piece of work.
  public static let report = EntryKind(known: "report")
  /// A page of a diary.
  public static let diary = EntryKind(known: "diary")
  /// Anything else.
  public static let other = EntryKind(known: "other")

  /// The words that help and completions offer.
  public static let known: [EntryKind] = [.mail, .note, .post, .chat, .letter, .report, .diary, .other]
}
