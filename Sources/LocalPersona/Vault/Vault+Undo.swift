// Vault+Undo.swift: changes that can be taken back, and taking them back. Each writes the journal of undo in
// the change itself: one head puts both in force.
//
// Knows nothing of what was learned from entries: Persona/Learning/Vault+Unlearning.swift removes that first.

internal import Crypto

extension Vault {
  /// Adds entries after those that are there, as part of a step that can be taken back: all or, where this
  /// throws, none.
  ///
  /// Several calls with the same step are one step.
  ///
  /// - Throws: ``VaultError/duplicateID(_:)``, ``VaultError/storage(_:)``.
  public func append(_ new: [Entry], as step: UndoStep) throws(VaultError) {
    try append(new, by: step)
  }

  /// Gives entries that are there other tags, as part of a step that can be taken back.
  ///
  /// Those of `changed` differ from them in nothing else, so vectors stay.
  ///
  /// - Returns: Whether the step can be taken back; not if it is too large to be remembered.
  /// - Throws: ``VaultError/noSuchEntry(_:)``, ``VaultError/duplicateID(_:)``, ``VaultError/storage(_:)``.
  public func retag(_ changed: [Entry], as step: UndoStep) throws(VaultError) -> Bool {
    try prepareChange()
    guard !changed.isEmpty else { return true }
    var contents: [EntryID: Entry] = [:]
    for entry in changed where contents.updateValue(entry, forKey: entry.id) != nil {
      throw .duplicateID(entry.id)
    }
    let ids = Set(contents.keys)
    try requireEntries(ids)
    var journal = try undoJournalToWrite()
    let retaggings = entries.compactMap { old in
      contents[old.id].map { UndoJournal.Retagging(id: old.id, before: old.tags, after: $0.tags) }
    }
    journal.note(retaggings, by: step)
    try rewrite(ids, keepingVectors: true, journal: journal) { contents[$0] }
    return journal.lines.contains { $0.step == step }
  }

  /// Takes back a step of ``undoHistory()``, and forgets it, in one change.
  ///
  /// The entries that it brought are removed, with their vectors; tags are put back.
  ///
  /// - Parameters:
  ///   - record: The step, as the vault has it now.
  ///   - removesEdited: Whether entries that were changed since are removed as well.
  /// - Throws: ``VaultError/noSuchEntry(_:)``, ``VaultError/damaged(path:_:)`` where the journal is,
  ///   ``VaultError/storage(_:)``.
  public func undo(_ record: UndoRecord, removesEdited: Bool) throws(VaultError) {
    try prepareChange()
    let removed = Set(record.brought + (removesEdited ? record.edited : []))
    try requireEntries(removed.union(record.tags.keys))
    var journal = try undoJournal()
    journal.remove(record.step)
    journal.forget(removed)
    if !removed.isEmpty {
      try rewrite(removed, journal: journal) { _ in nil }
    } else if !record.tags.isEmpty {
      let before = retagged(record.tags)
      try rewrite(Set(before.keys), keepingVectors: true, journal: journal) { before[$0] }
    } else {
      try change(rewriting: true) { head, writer throws(VaultError) in
        try put(journal, into: &head, writer)
      }
    }
  }

  /// Forgets all steps, so that nothing until now can be taken back; reads none of them.
  ///
  /// - Throws: ``VaultError/storage(_:)``.
  public func forgetUndoHistory() throws(VaultError) {
    try removeDerived(UndoJournal.key)
  }

  private func retagged(_ tags: [EntryID: [String]]) -> [EntryID: Entry] {
    var contents: [EntryID: Entry] = [:]
    for entry in entries {
      // They were the tags of this entry once, so they are tags.
      if let tags = tags[entry.id], let other = try? entry.with(tags: tags) { contents[entry.id] = other }
    }
    return contents
  }

  // MARK: The journal

  /// The journal; an empty one where there is none.
  func undoJournal() throws(VaultError) -> UndoJournal {
    guard let bytes = try derived(UndoJournal.key) else { return UndoJournal() }
    do {
      return try UndoJournal(decoding: bytes)
    } catch {
      let segment = state.head.streams.first(where: \.isUndoJournal)?.segments.first
      throw folder.damaged(segment?.fileName ?? "", .malformedRecord(frame: 0, offset: error.offset))
    }
  }

  /// The journal to go on with; a new one where that of before is damaged, which must keep nobody from
  /// writing.
  func undoJournalToWrite() throws(VaultError) -> UndoJournal {
    do {
      return try undoJournal()
    } catch {
      guard case .damaged = error else { throw error }
      return UndoJournal()
    }
  }

  /// The journal with something noted; nil where there is none, because then there is nothing to take back.
  func undoJournal(noting note: (inout UndoJournal) -> Void) throws(VaultError) -> UndoJournal? {
    guard hasDerived(UndoJournal.key) else { return nil }
    var journal = try undoJournalToWrite()
    note(&journal)
    return journal
  }

  /// Writes the journal in a change that is under way, in the place of the one that is there.
  func put(
    _ journal: UndoJournal, into head: inout VaultHead, _ writer: SegmentWriter
  ) throws(VaultError) {
    guard !journal.lines.isEmpty else { return head.streams.removeAll(where: \.isUndoJournal) }
    var stream = VaultStream.undoJournal
    let pieces = DerivedRecord.pieces(of: journal.encode(), for: UndoJournal.key)
    stream.segments = try writer.write(
      writer.frames(pieces.map { $0.encode() }), of: stream, order: 0, keys: keys)
    head.replaceUndoJournal(with: stream)
  }
}

extension VaultHead {
  /// Lists another journal in the place of the one that is there, or at the end.
  mutating func replaceUndoJournal(with stream: VaultStream) {
    if let position = streams.firstIndex(where: \.isUndoJournal) {
      streams[position] = stream
    } else {
      streams.append(stream)
    }
  }
}

extension VaultStream {
  /// The stream of the journal, without segments.
  static var undoJournal: VaultStream { VaultStream(kind: derivedKind, key: UndoJournal.streamKey) }

  /// Whether it is the one of the journal.
  var isUndoJournal: Bool { kind == Self.derivedKind && key == UndoJournal.streamKey }
}
