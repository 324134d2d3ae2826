// PlugFileError.swift: what can be wrong with the bytes of a plug file. Offsets are from its beginning.

/// Why bytes are no plug.
enum PlugFileError: Error, Equatable {
  /// They do not begin as a plug file does.
  case notAPlug

  /// They are of a version of the format that is not known here.
  case unknownVersion(Int)

  /// The file is larger than any plug.
  case tooLarge(byteCount: Int, maximum: Int)

  /// The file ends before the length that it states.
  case cutShort(expected: Int, actual: Int)

  /// The file goes on after the length that it states, or after its last field.
  case trailingBytes(expected: Int, actual: Int)

  /// As long as it should be, but not what was written.
  case changed

  /// A field is longer than what is left of the file.
  case overrun(field: String, offset: Int)

  /// A text is no UTF-8, or has control characters.
  case notText(field: String, offset: Int)

  /// A field has a value that no plug has.
  case badValue(field: String, offset: Int, value: String, allowed: String)

  /// A number is NaN or infinite: the one with this index, from 0, in the field.
  case notFinite(field: String, offset: Int, index: Int)
}
