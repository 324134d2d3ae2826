// PlugStoreError.swift: what can go wrong with the plugs of this machine.

/// Why the store cannot do what was asked.
enum PlugStoreError: Error, Equatable {
  /// A name that is not 1 to 64 of `a-z 0-9 . _ -`, beginning with a letter or a digit.
  case invalidName(String)

  /// Another plug has that name.
  case nameTaken(String)

  /// No plug has that name; these have one.
  case notFound(name: String, known: [String])

  /// The file at `path` is no plug that can be used.
  case rejected(path: String, cause: PlugFileError)

  /// The plug that goes by this name is not what was added.
  case damaged(name: String, cause: PlugFileError)

  /// The plug was trained in front of another language model than the one that is asked for.
  case otherModel(plug: String, madeFor: String, asked: String)

  /// The plug reads the vectors of another encoder, or of another version of it.
  case otherEncoder(plug: String, encoder: String)

  /// The plug weighs a history by the brief in a layer of the language model, which takes minutes a draft.
  case readsModelByBrief(plug: String)

  /// Nothing can be read at that path; `code` is the system's errno.
  case unreadable(path: String, code: Int32)
}
