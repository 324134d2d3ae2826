// MailLimits.swift: how much an import of mail takes. Each limit bounds memory, not what is sensible.

/// How much an import of mail takes.
public struct MailLimits: Sendable {
  /// Longest line, in bytes: RFC 5322 has 998, but there is HTML on one line.
  public var lineByteCount = 1 << 20

  /// Longest texts of one mail together, in bytes: what is one's own is at most 1 MiB, but quotes and HTML
  /// are longer.
  public var textByteCount = 8 << 20

  /// How many mails of one's own are kept in one step.
  public var batchCount = 1000

  /// How many bytes of text at most are kept in one step.
  public var batchByteCount = 32 << 20

  /// Most files, whether mailboxes or mails.
  public var fileCount = 1_000_000

  /// Deepest folder below the one named.
  public var depth = 64

  /// How many addresses are counted where nobody said which are the user's; later ones are not.
  public var addressCount = 100_000

  /// The limits of every import; tests set smaller ones.
  public init() {}
}
