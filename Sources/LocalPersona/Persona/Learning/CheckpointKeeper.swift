// CheckpointKeeper.swift: stores a training or an evaluation under way in the vault, often enough and not
// more often.

/// Keeps the checkpoint of one training or evaluation.
final class CheckpointKeeper {
  private let vault: Vault
  private let key: DerivedKey

  /// Of all that determines what is kept.
  let identity: [UInt8]

  private let entries: [Entry]
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant

  /// Keeps a training in `vault`, whose writer it is for the time of each change only.
  convenience init(vault: Vault, split: LearningSplit, origin: LearningRun.Origin) {
    self.init(
      vault: vault, key: RowAdaptation.key(model: origin.model),
      identity: RowAdaptation.identity(of: split, model: origin.model, plug: origin.plug),
      entries: split.entries)
  }

  /// Keeps what is made of `entries`.
  init(vault: Vault, key: DerivedKey, identity: [UInt8], entries: [Entry]) {
    self.vault = vault
    self.key = key
    self.identity = identity
    self.entries = entries
    last = clock.now
  }

  /// What was kept, whatever it belongs to.
  var stored: [UInt8]? { try? vault.derived(key) }

  /// The training that was cut off; nil where there is none, or it was another one.
  func load(start: [Float], targetCounts: [Int]) -> RowAdaptation? {
    last = clock.now
    guard let bytes = stored else { return nil }
    return RowAdaptation(decoding: bytes, identity: identity, start: start, targetCounts: targetCounts)
  }

  /// Whether it is time for the next one.
  var isDue: Bool { clock.now - last >= RowAdaptation.checkpointInterval }

  /// Stores the state.
  ///
  /// The next one is due an interval later, also where this one fails.
  /// - Throws: ``LearningError/entriesChanged``, `VaultError`.
  func store(_ adaptation: RowAdaptation) throws { try store(adaptation.encode(identity: identity)) }

  /// Stores a state as bytes; the next one is due an interval later, too.
  ///
  /// - Throws: ``LearningError/entriesChanged``, `VaultError`.
  func store(_ bytes: [UInt8]) throws {
    last = clock.now
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
