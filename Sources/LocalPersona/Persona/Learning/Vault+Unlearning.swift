// Vault+Unlearning.swift: what was learned from entries goes when one of them goes.
//
// Counted terms are tokens of the person's texts, and trained rows and the state of a training depend on every
// one of them: there is no taking one entry out. So all of it goes, and before the entries: whenever the
// process ends in between, no trace of a text outlives the text, at most something is to be learned again.

extension Vault {
  /// Removes entries and all that was learned.
  ///
  /// - Returns: Whether something had been learned.
  /// - Throws: What ``remove(_:)`` throws; what was learned may be gone then.
  func removeAndUnlearn(_ ids: Set<EntryID>) throws(VaultError) -> Bool {
    let hadLearned = try unlearn()
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
    try undo(record, removesEdited: removesEdited)
    return hadLearned
  }

  /// Removes everything that was computed from the entries, except what has no words in it; and leaves what the
  /// person wrote down themselves, and the drafts that they kept: these are texts of their own, as entries are.
  ///
  /// The journal of undo may have tags; the change that removes or edits an entry takes those of the entry out.
  private func unlearn() throws(VaultError) -> Bool {
    try removeDerived(except: [LearningSettings.key, UndoJournal.key, VoiceHabits.key, DraftLog.key])
  }
}
