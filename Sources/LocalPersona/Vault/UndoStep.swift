// UndoStep.swift: one step of what a user did to the vault: what `persona undo` takes back, or says that it
// cannot.

private import Crypto

/// What a step did.
public enum UndoAction: UInt8, Sendable, CaseIterable {
  /// `add` kept a text, or `accept` a draft.
  case add = 1

  /// `import` took in texts.
  case `import` = 2

  /// `restore` took in a backup.
  case restore = 3

  /// `tag` gave tags to entries, or took them away.
  case tag = 4

  /// `rm` removed entries, which are in no file any more.
  case remove = 5

  /// `edit` changed an entry, whose old words are in no file any more.
  case edit = 6

  /// Whether it brought entries into the vault.
  public var bringsEntries: Bool { self == .add || self == .import || self == .restore }

  /// Whether the vault keeps what it takes to undo it.
  public var canBeTakenBack: Bool { bringsEntries || self == .tag }
}

/// One step, which is taken back as a whole: also where several changes of the vault are part of it.
public struct UndoStep: Equatable, Sendable {
  static let identityByteCount = 16

  /// What it did.
  public let action: UndoAction

  /// When it began.
  public let time: Timestamp

  /// The random number that tells it from all others.
  let identity: [UInt8]

  /// A step that begins now.
  public init(_ action: UndoAction) {
    self.init(action, time: .now, identity: RandomBytes.make(Self.identityByteCount))
  }

  /// A step that was read.
  init(_ action: UndoAction, time: Timestamp, identity: [UInt8]) {
    (self.action, self.time, self.identity) = (action, time, identity)
  }
}

/// A step that the vault remembers, and what taking it back would do now.
public struct UndoRecord: Equatable, Sendable {
  /// The step.
  public let step: UndoStep

  /// How many entries it was about when it happened.
  public let entryCount: Int

  /// The entries that it brought and that are there as they came, but for tags; in the order of the vault.
  public internal(set) var brought: [EntryID] = []

  /// The entries that it brought and that `edit` changed since.
  public internal(set) var edited: [EntryID] = []

  /// The tags that entries had before it, of those that still have the ones that it left.
  public internal(set) var tags: [EntryID: [String]] = [:]

  /// Whether it made an entry of a kept draft, as far as the tag of the entry tells.
  public internal(set) var isOfDraft = false

  /// Whether taking it back would change anything.
  public var canBeTakenBack: Bool {
    step.action.canBeTakenBack && !(brought.isEmpty && edited.isEmpty && tags.isEmpty)
  }
}
