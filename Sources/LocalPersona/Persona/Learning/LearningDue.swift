// LearningDue.swift: whether it is time to learn again.

/// Why learning again is worth it.
enum LearningDue: Equatable {
  /// It is not, or nothing was ever learned for this model: the first time is begun by a person.
  case no

  /// So many entries came since, a tenth of those learned from or more.
  case new(count: Int)

  /// What was learned went with an entry that was removed or changed.
  case anew

  /// Looks at what was learned for the model `fingerprint`, nil where there is nothing.
  init(
    _ entries: [Entry], learned: LearnedPersona?, settings: LearningSettings, model fingerprint: [UInt8]
  ) {
    guard let learned else {
      let wasLearned = settings.lastRun?.model == fingerprint
      self = wasLearned && entries.count >= LearningSplit.minimumCount ? .anew : .no
      return
    }
    let newCount = entries.count { $0.added > learned.date }
    self = learned.isOutdated(entryCount: learned.entryCount + newCount) ? .new(count: newCount) : .no
  }
}
