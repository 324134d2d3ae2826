// LearnCommandJob+Storing.swift: what learning keeps in the vault, as its writer for the moment of each
// store.

private import Inference

extension LearnCommandJob {
  /// What was learned before and stays beside `learned`; nil where there is nothing that does.
  func older(than learned: LearnedPersona, in vault: Vault) -> LearnedPersona? {
    let stored = try? LearnedPersona.load(from: vault, model: learned.modelFingerprint)
    guard let older = stored else { return nil }
    return older.outweighs(learned) ? older : nil
  }

  /// Keeps what is known before the training: the first minute is not lost whatever becomes of the rest.
  func storeFirst(_ learned: LearnedPersona, madeOf entries: [Entry], in vault: Vault) throws {
    guard older(than: learned, in: vault) == nil else { return }
    do {
      try store(learned, madeOf: entries, in: vault)
      console.note(LearningMessages.quickStored)
    } catch let error as VaultError {
      // Somebody else writes, or the disk is full; by the end of the training that may be over.
      console.warn(LearningMessages.quickNotStored(error.explanation))
    }
  }

  /// Keeps what was learned, if all of `entries` are still there.
  func store(_ learned: LearnedPersona, madeOf entries: [Entry], in vault: Vault) throws {
    try vault.storing(madeOf: entries) { () throws(VaultError) in try learned.store(in: vault) }
  }

  /// A vector of each entry for search and for plugs that read meaning; new ones are stored.
  func vectors(in vault: Vault, by encoder: any PassageEncoder) throws -> VectorTable? {
    func complete(storing: Bool) throws -> VectorTable? {
      try HistoryVectors.complete(
        vault, known: try HistoryVectors.stored(in: vault, by: encoder), with: encoder, storing: storing,
        console: console)
    }
    let known = try HistoryVectors.stored(in: vault, by: encoder)
    guard known?.ids.count ?? 0 < vault.entries.count else { return known }
    do {
      return try vault.writing { try complete(storing: true) }
    } catch let error as VaultError {
      // Somebody else writes, or the disk is full: no reason not to learn.
      console.warn(SearchMessages.vectorsNotStored(error.explanation))
      return try complete(storing: false)
    }
  }

  /// Keeps how long a run took whose like may come by itself one day.
  func note(_ duration: Duration, in vault: Vault) {
    guard request.modelName == nil, request.plugPath == nil, request.stepCount == nil else { return }
    do {
      try vault.writing {
        // Read as the writer: a permission that was given meanwhile stays.
        var settings = try LearningSettings.load(from: vault)
        settings.lastRun = LearningSettings.Run(
          extent: request.extent, seconds: UInt32(clamping: duration.components.seconds + 1),
          entryCount: UInt32(clamping: vault.ownEntries.count), model: record.fingerprint)
        try settings.store(in: vault)
      }
    } catch {
      console.warn(LearningMessages.settingsNotStored(Explanation(of: error)))
    }
  }
}
