// CheckpointKeeper.swift: stores a training under way in the vault, often enough and not more often.

/// Keeps the checkpoint of one training.
final class CheckpointKeeper {
  private let vault: Vault
  private let key: DerivedKey
  private let identity: [UInt8]
  private let entries: [Entry]
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  /// Keeps it in `vault`, whose writer it is for the time of each change only.
  init(vault: Vault, split: LearningSplit, origin: LearningRun.Origin) {
    self.vault = vault
    key = RowAdaptation.key(model: origin.model)
    identity = RowAdaptation.identity(of: split, model: origin.model, plug: origin.plug)
    entries = split.entries
    last = clock.now
  }

  /// The training that was cut off; nil where there is none, or it was another one.
  func load(start: [Float], targetCounts: [Int]) -> RowAdaptation? {
    last = clock.now
    guard let bytes = try? vault.derived(key) else { return nil }
    return RowAdaptation(decoding: bytes, identity: identity, start: start, targetCounts: targetCounts)
  }

  /// Whether it is time for the next one.
  var isDue: Bool { clock.now - last >= RowAdaptation.checkpointInterval }

  /// Stores the state.
  ///
  /// The next one is due an interval later, also where this one fails.
  /// - Throws: ``LearningError/entriesChanged``, `VaultError`.
  func store(_ adaptation: RowAdaptation) throws {
    last = clock.now
    let bytes = adaptation.encode(identity: identity)
    try vault.storing(madeOf: entries) { () throws(VaultError) in
      try vault.store(derived: bytes, for: key)
    }
  }

  /// Removes what is stored: the training is complete, or cannot go on.
  func remove() throws {
    guard vault.hasDerived(key) else { return }
    try vault.writing { try vault.removeDerived(key) }
  }
}
