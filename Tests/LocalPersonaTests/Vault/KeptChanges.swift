// KeptChanges.swift: what commands keep in a vault beside entries and vectors (drafts, pinned habits,
// settings, what was learned and measured, a training that was cut off), and the changes of it, for the tests
// of faults and of tampering.

@testable import LocalPersona

extension VaultScenario {
  /// All that commands keep beside entries and vectors, but for the journal of undo.
  static let keptKeys = [
    DraftLog.key, VoiceHabits.key, LearningSettings.key, LearnedPersona.key(model: model),
    RowAdaptation.key(model: model), VaultLosses.key(model: model),
  ]
}

extension DraftLog {
  /// A log of the first `count` of three drafts, each of `rejected` with its verdict.
  static func sample(_ count: Int, rejecting rejected: [Int] = []) throws -> DraftLog {
    var log = DraftLog()
    try log.add(Array(sampleDrafts.prefix(count)))
    for number in rejected { log.close(sampleDrafts[number].id, .rejected) }
    return log
  }

  static let sampleDrafts = VaultScenario.entries(3, from: 70).map { entry in
    KeptDraft(
      id: entry.id, made: entry.written, text: "see you at ten", kind: .mail, recipient: "bob",
      strategy: "retrieval", model: "m", seed: 7)
  }
}

extension Change {
  private static let learned = LearnedPersona.key(model: VaultScenario.model)
  private static let checkpoint = RowAdaptation.key(model: VaultScenario.model)
  private static let measured = VaultLosses.key(model: VaultScenario.model)
  private static let habits = "never: utilize\nsign: Yours"

  private static var settings: LearningSettings {
    var settings = LearningSettings()
    settings.isAutomatic = true
    return settings
  }

  private static func storing(
    _ bytes: [UInt8], for key: DerivedKey
  ) -> @Sendable (Vault) throws -> Void {
    { vault in
      try filled(vault)
      try vault.store(derived: bytes, for: key)
    }
  }

  /// Of these each is one change, whatever is kept.
  static let keeping: [Change] = [
    Change(testDescription: "write --keep, the first drafts", prepare: filled) {
      try DraftLog.sample(2).store(in: $0)
    },
    Change(
      testDescription: "write --keep, another draft",
      prepare: { vault in
        try filled(vault)
        try DraftLog.sample(2).store(in: vault)
      }
    ) { try DraftLog.sample(3).store(in: $0) },
    Change(
      testDescription: "reject",
      prepare: { vault in
        try filled(vault)
        try DraftLog.sample(2).store(in: vault)
      }
    ) { try DraftLog.sample(2, rejecting: [1]).store(in: $0) },
    Change(
      testDescription: "drafts rm, the last one", prepare: { try DraftLog.sample(1).store(in: $0) }
    ) { try DraftLog().store(in: $0) },
    Change(testDescription: "voice edit", prepare: filled) {
      try VoiceHabits(parsing: habits).store(in: $0)
    },
    Change(
      testDescription: "voice edit, other habits", prepare: storing(Array(habits.utf8), for: VoiceHabits.key)
    ) {
      try VoiceHabits(parsing: "always greet: Hi").store(in: $0)
    },
    Change(
      testDescription: "voice edit, no habits", prepare: storing(Array(habits.utf8), for: VoiceHabits.key)
    ) {
      try VoiceHabits().store(in: $0)
    },
    Change(testDescription: "learn --auto on", prepare: filled) { try settings.store(in: $0) },
    Change(testDescription: "learn, a checkpoint", prepare: storing([1, 2, 3], for: checkpoint)) {
      try $0.store(derived: [UInt8](repeating: 4, count: 3000), for: checkpoint)
    },
    Change(testDescription: "learn, the end of a training", prepare: storing([1, 2, 3], for: checkpoint)) {
      try $0.removeDerived(checkpoint)
    },
    Change(testDescription: "learn, again", prepare: storing([5, 6], for: learned)) {
      try $0.store(derived: [UInt8](repeating: 7, count: 3000), for: learned)
    },
    Change(
      testDescription: "learn, again, more than one record holds",
      prepare: storing([UInt8](repeating: 6, count: DerivedRecord.pieceByteCount + 10), for: learned)
    ) {
      try $0.store(derived: [UInt8](repeating: 7, count: DerivedRecord.pieceByteCount + 500), for: learned)
    },
    Change(testDescription: "evaluate vault, more", prepare: storing([8], for: measured)) {
      try $0.store(derived: [UInt8](repeating: 9, count: 3000), for: measured)
    },
    Change(testDescription: "restore", prepare: storing([5, 6], for: learned)) {
      try $0.append(VaultScenario.entries(14, from: 50), as: UndoStep(.restore))
    },
  ]
}
