// MailPart.swift: what is kept of the body of a mail: its texts, and what else was seen in it.

/// A text in a mail, with its transfer encoding undone.
struct MailPart: Equatable {
  /// Whether it is HTML and not plain text.
  var isHTML: Bool

  /// The name of its charset, as the mail has it; empty where it has none.
  var charset: String

  /// Whether lines that end in a space go on in the next (RFC 3676).
  var isFlowed = false

  /// Whether that space is taken away then.
  var deletesSpace = false

  /// The bytes of the text.
  var bytes: [UInt8] = []

  /// Whether there is nothing in it, as far as bytes can tell.
  var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }
}

/// The body of a mail.
struct MailBody: Equatable {
  /// The texts to read, in order: of parts that say the same, one.
  var parts: [MailPart] = []

  /// Something that was met on the way.
  var findings: Set<Finding> = []

  /// What a body can have, beside text.
  enum Finding: Hashable {
    /// A text that is encrypted.
    case encrypted

    /// An invitation, or the answer to one.
    case invitation

    /// A report of a server, such as that a mail could not be delivered.
    case report

    /// A mail that was passed on whole.
    case forward

    /// A text that is longer than a mail may be.
    case tooLong

    /// A text in a transfer encoding that is not known.
    case unknownEncoding
  }
}
