// Brief.swift: what the user asks for: the content of a draft, and the form it should have.

/// What is to be written.
public struct Brief: Equatable, Sendable {
  /// What the draft must say.
  public var text: String

  /// What sort of writing it is to be; nil where the user leaves it open.
  public var kind: EntryKind?

  /// Whom it is written to.
  public var recipient: String?

  /// How long it is to be.
  public var length: DraftLength

  /// The text that it starts from, if there is one; ``text`` may be empty then.
  public var given: GivenText?

  /// Takes `text` without white space around it.
  ///
  /// - Throws: ``DraftingError/emptyBrief`` where nothing is left, and no text is given to start from.
  public init(
    _ text: String, kind: EntryKind? = nil, recipient: String? = nil, length: DraftLength = .medium,
    given: GivenText? = nil
  ) throws(DraftingError) {
    let trimmed = text.trimmingSpaces()
    guard !trimmed.isEmpty || given != nil else { throw .emptyBrief }
    self.given = given
    self.text = trimmed
    self.kind = kind
    self.recipient = recipient
    self.length = length
  }

  /// What the draft will be about, to look for it in a history.
  var subject: String { [text, given?.subject ?? ""].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// About how long a draft is to be.
public struct DraftLength: Equatable, Sendable {
  /// The number of words after which the draft should come to its end.
  public let wordCount: Int

  /// A few lines: a chat message, a short note.
  public static let short = DraftLength(known: 40)

  /// What most mails have.
  public static let medium = DraftLength(known: 120)

  /// A page.
  public static let long = DraftLength(known: 300)

  /// The numbers of words that can be asked for.
  public static let wordCounts = 5...2000

  /// Reads `short`, `medium`, `long` or a number of words; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "short": self = .short
    case "medium": self = .medium
    case "long": self = .long
    default:
      guard let count = Int(text), Self.wordCounts.contains(count) else { return nil }
      wordCount = count
    }
  }

  private init(known count: Int) { wordCount = count }

  /// As long as `text`, as far as that can be asked for.
  init(of text: String) {
    let count = WordScanner.words(of: text).count
    wordCount = min(max(count, Self.wordCounts.lowerBound), Self.wordCounts.upperBound)
  }

  /// A word for the request: small models understand "short", not "40 words".
  var adjective: String? {
    switch wordCount {
    case ...60: "short"
    case 200...: "long"
    default: nil
    }
  }

  /// After how many tokens generation ends whatever the text is at.
  ///
  /// A word is about 1.4 tokens; names, numbers and other languages take more.
  var tokenLimit: Int { wordCount * 3 + 48 }
}
