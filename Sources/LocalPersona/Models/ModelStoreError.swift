// ModelStoreError.swift: what can go wrong with the models of this machine, beside damaged files.

public import Inference

/// Why the store cannot do what was asked.
public enum ModelStoreError: Error, Equatable {
  /// A name that is not 1 to 64 of `a-z 0-9 . _ -`, beginning with a letter or a digit.
  case invalidName(String)

  /// Another model has that name.
  case nameTaken(String)

  /// No model has that name; these have one.
  case notFound(name: String, known: [String])

  /// No model is installed for this role.
  case noneInstalled(ModelRole)

  /// Several models could be meant.
  case ambiguous(ModelRole, names: [String])

  /// The model does something else.
  case wrongRole(name: String, wanted: ModelRole, actual: ModelRole)

  /// A file of the model is not what it was when it was added.
  case changed(name: String, file: String)

  /// A file of the model is gone.
  case fileMissing(name: String, file: String)

  /// The store's own note about the model cannot be read.
  case damagedRecord(name: String)

  /// A folder lacks files that a model needs.
  case incompleteFolder(path: String, missing: [String])

  /// What is at that path is used as it is, so that it cannot be made smaller.
  case notQuantizable(path: String)

  /// The folder at that path is converted, so that it cannot stay where it is.
  case linkedFolder(path: String)

  /// The file at that path is no model that can be run; `cause` does not name the file.
  case rejected(path: String, cause: ModelFileError)

  /// Nothing can be read at that path; `code` is the system's errno.
  case unreadable(path: String, code: Int32)
}
