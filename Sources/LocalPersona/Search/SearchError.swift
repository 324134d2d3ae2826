// SearchError.swift: why a search cannot be made. The words are in Messages/DraftingMessages.swift.

/// Why a search cannot be made.
public enum SearchError: Error, Equatable {
  /// The query has no word in it.
  case emptyQuery

  /// Search by meaning was asked for, and no text encoder is installed.
  case noEncoder

  /// The word given is no kind of entry.
  case invalidKind(String)
}
