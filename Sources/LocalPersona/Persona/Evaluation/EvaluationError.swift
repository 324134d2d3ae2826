// EvaluationError.swift: what can be wrong with an evaluation before it begins, or at its end.

/// Why an evaluation cannot be made.
enum EvaluationError: Error, Equatable {
  /// The plug at `path` has a persona, so it is no control.
  case notAControl(path: String)

  /// `--examples` is no list of counts.
  case invalidExamples(String)

  /// `--history` is no list of lengths.
  case invalidHistory(String)

  /// `--nearest` is no list of numbers of passages.
  case invalidNearest(String)

  /// A strategy of `--strategy` needs something that is not there.
  case lacks(strategy: String)

  /// `--smoothing` is no list of three numbers of at least 1.
  case invalidSmoothing(String)

  /// `--adapt` is no list of numbers of steps.
  case invalidSteps(String)

  /// `--adapt` without a plug whose rows could be trained.
  case nothingToAdapt

  /// `--tune` is no list of ways to tune.
  case invalidTuning(String)

  /// `--tune prefix` without rows to begin with.
  case nothingToTune

  /// `--attention` names no passage of an author that is measured.
  case invalidAttention(String)

  /// `--attention` without a plug that weighs a history by the brief, or without pictures.
  case nothingAttends

  /// Two options name one file.
  case sameFile(String)

  /// The split has too few authors for strangers.
  case tooFewAuthors(count: Int, needed: Int)

  /// A loss of an author is no number.
  case notFinite(author: String, strategy: String)

  /// No author of the split has both a passage to predict and a history.
  case nothingToMeasure
}
