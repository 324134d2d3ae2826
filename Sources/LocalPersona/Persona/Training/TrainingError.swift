// TrainingError.swift: what can go wrong between a folder of authors and a trained plug.

/// Why a plug was not trained.
enum TrainingError: Error, Equatable {
  /// Histories of strangers are asked for, and there is one author to learn from.
  case noStrangers

  /// An option says how a history is read, and the preset reads none.
  case readsNoHistory(option: String)

  /// An option says how attention weighs, and the history is taken as a mean.
  case needsAttention(option: String)

  /// An option that must be given is missing.
  case missingOption(String)

  /// There is no such folder.
  case noFolder(String)

  /// The folder has no author with a passage.
  case noAuthors(String)

  /// The folder lacks the file of an author that its splits name.
  case authorMissing(String, folder: String)

  /// The folder holds more than is read.
  case corpusTooLarge(String)

  /// A line of an author's file cannot be read.
  case invalidLine(ImportSite, ImportProblem)

  /// `splits.json` is not what it should be.
  case invalidSplits(path: String)

  /// A split was asked for, and the folder has no `splits.json`.
  case noSplits(folder: String)

  /// The folder's splits have no part of that name.
  case unknownSplit(String, known: [String])

  /// One split was named both to train on and to judge by.
  case sameSplit(String)

  /// No author has a passage to predict and another one as history.
  case nothingToLearn(folder: String)

  /// The encoder needs a text encoder, and none is installed.
  case noTextEncoder(encoder: String)

  /// Something has the name of the plug to be written.
  case outputExists(path: String)

  /// Another process trains the plug to be written.
  case running(path: String, LockHolder?)

  /// The plug to start from was trained in front of another language model.
  case startOfOtherModel(path: String, model: String)

  /// The plug to start from has another number of rows.
  case startOfOtherRows(path: String, rows: Int, wanted: Int)

  /// A checkpoint is cut short or changed.
  case checkpointDamaged(path: String)

  /// The checkpoint is of a run with other settings: name, what it was, what is asked for.
  case checkpointDiffers(path: String, name: String, was: String, asked: String)

  /// The loss or its gradient is no number any more; `kept` is the step of the checkpoint that remains.
  case notFinite(step: Int, checkpoint: String, kept: Int?)

  /// Ctrl-C; the checkpoint holds what was done.
  case interrupted(step: Int, total: Int, checkpoint: String)
}
