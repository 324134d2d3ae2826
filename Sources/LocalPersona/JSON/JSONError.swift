// JSONError.swift: why a JSON text was rejected. Offsets count bytes from the start of the text.

/// Why a JSON text was rejected, and at which byte.
public enum JSONError: Error, Equatable {
  /// The text ends inside a value.
  case unexpectedEnd(offset: Int)

  /// A byte that no value can have here; strict JSON knows no comments, trailing commas or bare words.
  case unexpectedByte(UInt8, offset: Int)

  /// Something follows the value.
  case trailingContent(offset: Int)

  /// A string holds bytes that are not UTF-8.
  case invalidUTF8(offset: Int)

  /// A control character stands in a string without an escape.
  case controlCharacter(UInt8, offset: Int)

  /// A backslash is followed by what is no escape.
  case invalidEscape(offset: Int)

  /// A `\u` escape is half of a surrogate pair.
  case loneSurrogate(offset: Int)

  /// A number is not written as JSON wants it, such as `01`, `.5` or `+1`.
  case invalidNumber(offset: Int)

  /// A number is too large for a double.
  case numberOutOfRange(offset: Int)

  /// An object has a member twice.
  case duplicateMember(offset: Int)

  /// Arrays and objects are nested too deeply.
  case tooDeep(limit: Int, offset: Int)

  /// The text is longer than the limit.
  case tooLong(byteCount: Int, limit: Int)

  /// The byte at which it went wrong.
  public var offset: Int {
    switch self {
    case .unexpectedEnd(let offset), .unexpectedByte(_, let offset), .trailingContent(let offset),
      .invalidUTF8(let offset), .controlCharacter(_, let offset), .invalidEscape(let offset),
      .loneSurrogate(let offset), .invalidNumber(let offset), .numberOutOfRange(let offset),
      .duplicateMember(let offset), .tooDeep(_, let offset):
      offset
    case .tooLong(_, let limit): limit
    }
  }
}
