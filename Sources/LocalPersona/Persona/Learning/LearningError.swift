// LearningError.swift: why nothing could be learned. The words are in Messages/LearningMessages.swift.

/// Why `persona learn` stopped.
enum LearningError: Error, Equatable {
  /// Too few entries with enough words.
  case tooFewEntries(count: Int, needed: Int)

  /// The stored record is not what this version writes.
  case damagedRecord

  /// A loss or a gradient is not finite; `step` is the step of training, nil while comparing.
  case notFinite(step: Int?)
}
