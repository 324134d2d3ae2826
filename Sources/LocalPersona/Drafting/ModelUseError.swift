// ModelUseError.swift: what an installed model cannot be used for.

/// Why a model does not do what was asked.
enum ModelUseError: Error, Equatable {
  /// An encoder-decoder: no plug can be trained for it, and nothing learned.
  case onlyDrafts(model: String)

  /// An encoder-decoder: its prompts can be laid out in one way only.
  case hasOneLayout(model: String)
}
