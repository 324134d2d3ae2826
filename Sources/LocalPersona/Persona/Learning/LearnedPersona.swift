// LearnedPersona.swift: what `persona learn` found out about one person, as the vault keeps it.
//
// One record for each language model, replaced as a whole: a store that fails leaves the one before.

internal import Inference

/// What was learned of one person for one language model.
struct LearnedPersona: Equatable, Sendable {
  /// The way of writing that won.
  var winner: LearnedStrategy

  /// The best rows there are for this person, shape (softCount, E), in the scale of the model's embeddings.
  ///
  /// Those of the winner where it has rows; otherwise the ones to use where somebody asks for the plug. Empty
  /// where no plug is installed.
  var softRows: [Float]

  /// Where ``softRows`` come from.
  var rowsOrigin: LearnedStrategy.Rows

  /// Rows in front of the prompt.
  var softCount: Int

  /// The person's own terms, over all entries, with the smoothing that held-out entries preferred; nil where
  /// no smoothing helped.
  var terms: TermModel?

  /// The whole table.
  var results: [LearnedResult]

  /// Fingerprints of what it was made with, 32 bytes each; empty where there was none.
  var modelFingerprint: [UInt8]
  var encoderFingerprint: [UInt8]
  var plugFingerprint: [UInt8]

  /// Entries that it was learned from, held-out ones included.
  var entryCount: Int

  /// The newest of them.
  var newestID: EntryID

  /// How many entries were compared on.
  var heldOutCount: Int

  /// Steps of training behind ``softRows``.
  var stepCount: Int

  /// When.
  var date: Timestamp

  /// The winner as `write --strategy` names it.
  var strategy: String { winner.name }

  /// The result of the winner.
  var winnerResult: LearnedResult? { results.first { $0.strategy == winner } }

  /// Whether rows were trained, whether or not they won.
  var isTrained: Bool { results.contains { $0.strategy.rows == .adapted } }

  /// Whether this stays where `newer` was found out later.
  ///
  /// What was trained for minutes is worth more than a look without training, with the same plug: it stays
  /// until a training is complete.
  func outweighs(_ newer: LearnedPersona) -> Bool {
    isTrained && !newer.isTrained && plugFingerprint == newer.plugFingerprint
  }

  /// The share of new entries from which on it is worth learning again.
  static let growthWorthLearning = 0.1

  /// Whether enough entries came or went since for learning again to be worth it.
  func isOutdated(entryCount: Int) -> Bool {
    Double(abs(entryCount - self.entryCount)) >= Self.growthWorthLearning * Double(self.entryCount)
  }

  /// The key under which a vault keeps it.
  static func key(model fingerprint: [UInt8]) -> DerivedKey {
    DerivedKey(name: "learned", fingerprint: fingerprint)
  }

  /// What the vault has for a model; nil where nothing was learned yet.
  ///
  /// - Throws: ``LearningError/damagedRecord``, `VaultError`.
  static func load(from vault: Vault, model fingerprint: [UInt8]) throws -> LearnedPersona? {
    guard let bytes = try vault.derived(key(model: fingerprint)) else { return nil }
    guard let persona = try? LearnedPersona(decoding: bytes), persona.modelFingerprint == fingerprint else {
      throw LearningError.damagedRecord
    }
    return persona
  }

  /// Keeps it in a vault that is open for writing, instead of the one before.
  func store(in vault: Vault) throws(VaultError) {
    try vault.store(derived: encode(), for: Self.key(model: modelFingerprint))
  }
}
