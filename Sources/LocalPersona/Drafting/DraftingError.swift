// DraftingError.swift: why a draft cannot be made. The words are in Messages/DraftingMessages.swift.

/// Why a draft cannot be made.
public enum DraftingError: Error, Equatable {
  /// The brief has nothing but white space.
  case emptyBrief

  /// The brief alone takes more of the model's context than there is, its answer included.
  case briefTooLong(tokenCount: Int, limit: Int)

  /// The text to rewrite takes more than that: a part of it that nobody sees must not get lost.
  case textTooLong(tokenCount: Int, limit: Int)

  /// The word given is no length.
  case invalidLength(String)
}
