// Vault+Unlearning.swift: what was learned from entries goes when one of them goes.
//
// Counted terms are tokens of the person's texts, and trained rows and the state of a training depend on
// every one of them: there is no taking one entry out. So all of it goes, and before the entries: whenever
// the process ends in between, no trace of a text outlives the text, at most something is to be learned
// again.

extension Vault {
  /// Removes entries and all that was learned.
  ///
  /// - Returns: Whether something had been learned.
  /// - Throws: What ``remove(_:)`` throws; what was learned may be gone then.
  func removeAndUnlearn(_ ids: Set<EntryID>) throws(VaultError) -> Bool {
    let hadLearned = try unlearn()
    try forgetDrafts(ids)
    try remove(ids)
    return hadLearned
  }

  /// Gives an entry another content, after removing all that was learned where its words are others.
  ///
  /// Kind, tags and date leave nothing in what is learned that tells them.
  ///
  /// - Returns: Whether something was removed.
  /// - Throws: What ``replace(_:)`` throws; what was learned may be gone then.
  func replaceAndUnlearn(_ old: Entry, by new: Entry) throws(VaultError) -> Bool {
    let isReworded = (old.text, old.title, old.recipient) != (new.text, new.title, new.recipient)
    let hadLearned = isReworded ? try unlearn() : false
    if isReworded { try dropWordsOfDraft(old.id) }
    try replace([new])
    return hadLearned
  }

  /// Takes back a step, after removing all that was learned where entries go with it.
  ///
  /// - Returns: Whether something was removed.
  /// - Throws: What ``undo(_:removesEdited:)`` throws; what was learned may be gone then.
  func undoAndUnlearn(_ record: UndoRecord, removesEdited: Bool) throws(VaultError) -> Bool {
    let removesEntries = !record.brought.isEmpty || removesEdited && !record.edited.isEmpty
    let hadLearned = removesEntries ? try unlearn() : false
    if removesEntries { try forgetDrafts(Set(record.brought + (removesEdited ? record.edited : []))) }
    try undo(record, removesEdited: removesEdited)
    return hadLearned
  }

  /// Takes what is known of drafts that became these entries out of the log.
  ///
  /// Their words are there only where accepting was cut off between the entry and the verdict. A log that
  /// cannot be read stays: `drafts rm --all` takes it away, and whoever removes entries is told that drafts
  /// stay.
  private func forgetDrafts(_ ids: Set<EntryID>) throws(VaultError) {
    guard var log = try? DraftLog.load(from: self), log.drafts.contains(where: { ids.contains($0.id) }) else {
      return
    }
    log.remove(ids)
    try log.store(in: self)
  }

  /// Notes the verdict on a draft whose entry is reworded, if it is missing: its words go with those of the
  /// entry.
  private func dropWordsOfDraft(_ id: EntryID) throws(VaultError) {
    guard var log = try? DraftLog.load(from: self),
      log.drafts.contains(where: { $0.id == id && $0.text != nil })
    else { return }
    log.close(id, .accepted)
    try log.store(in: self)
  }

  /// Removes everything that was computed from the entries, except what has no words in it; and leaves what
  /// the person wrote down themselves, and the drafts that they kept: these are texts of their own, as
  /// entries are.
  ///
  /// The journal of undo may have tags; the change that removes or edits an entry takes those of the entry
  /// out.
  private func unlearn() throws(VaultError) -> Bool {
    try removeDerived(except: [LearningSettings.key, UndoJournal.key, VoiceHabits.key, DraftLog.key])
  }
}
