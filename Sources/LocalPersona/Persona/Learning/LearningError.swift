// LearningError.swift: why nothing could be learned. The words are in Messages/LearningMessages.swift.

/// Why `persona learn` stopped.
enum LearningError: Error, Equatable {
  /// Too few entries with enough words.
  case tooFewEntries(count: Int, needed: Int)

  /// Enough entries, but so many say again what an older one says that too few are left.
  case tooFewDifferent(count: Int, repeatedCount: Int, needed: Int)

  /// An entry that is learned from was removed or changed meanwhile: what is learned would bring it back.
  case entriesChanged

  /// The stored record is not what this version writes.
  case damagedRecord

  /// A loss or a gradient is not finite; `step` is the step of training, nil while comparing.
  case notFinite(step: Int?)
}
