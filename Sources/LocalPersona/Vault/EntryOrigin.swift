// EntryOrigin.swift: which entries a person wrote, and which are drafts of the tool that were kept.
//
// The origin is a tag: it can be seen, searched for and taken away, and goes through every export, import and
// older version without loss. What carries the first one is never learned from: a tool that learns its own
// words drifts away from the person whose voice it has.

extension Entry {
  /// The tag of a draft that was kept as it was, or with fewer than half of its words changed.
  public static let acceptedDraftTag = "draft:accepted"

  /// The tag of a draft of which the person wrote at least half of the words anew.
  public static let editedDraftTag = "draft:edited"

  /// Whether it was a draft of the tool once.
  var isOfDraft: Bool { tags.contains(Self.acceptedDraftTag) || tags.contains(Self.editedDraftTag) }

  /// Whether the words are the person's own, so that a voice may be learned from them.
  public var isOwnWriting: Bool { !tags.contains(Self.acceptedDraftTag) }
}

extension Vault {
  /// The entries that a voice may be learned from, in the order in which they were added.
  public var ownEntries: [Entry] { entries.filter(\.isOwnWriting) }
}
