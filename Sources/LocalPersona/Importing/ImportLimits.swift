// ImportLimits.swift: how much an import takes. Each limit bounds memory or time, not what is sensible.

/// How much an import takes.
public struct ImportLimits: Sendable {
  /// Longest line of JSON Lines, in bytes.
  ///
  /// A text of the longest length, every byte of it escaped as
  /// `\u00xx`, takes six times its length; the rest is for the other fields.
  public var lineByteCount = 8 << 20

  /// Longest text file, in bytes: the longest text, and room for front matter.
  public var fileByteCount = Entry.maximumTextByteCount + (64 << 10)

  /// Longest chat or journal, in bytes: such a file has all that somebody wrote in years.
  public var archiveByteCount = 128 << 20

  /// Most files under one folder.
  public var fileCount = 100_000

  /// Deepest folder below the one named.
  public var depth = 64

  /// Everything together, in bytes: the vault is held in memory, so an import must fit there twice.
  public var totalByteCount = 1 << 30

  /// The limits of every import; tests set smaller ones.
  public init() {}
}
