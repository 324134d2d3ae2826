// TokenKind.swift: what a token is for, with the numbers that GGUF files use.

/// The kind of a token.
enum TokenKind: UInt8, Sendable {
  /// Text.
  case normal = 1
  /// Stands for text that the vocabulary cannot express.
  case unknown = 2
  /// Steers the model; never the result of a person's text.
  case control = 3
  /// Text that is cut out before everything else.
  case userDefined = 4
  /// Not in use.
  case unused = 5
  /// One byte, for text that no other token covers.
  case byte = 6
}
