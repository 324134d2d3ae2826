// JSONMessages.swift: what a person is told about a text that is not JSON.

extension JSONError: Explained {
  /// What is wrong and at which byte.
  ///
  /// The text itself is not shown: it may be private.
  public var explanation: Explanation {
    Explanation(
      what: "this is not JSON: \(reason) at byte \(offset)",
      next: "look at what stands there, and write it anew", exitCode: .invalidInput)
  }

  private var reason: String {
    switch self {
    case .unexpectedEnd: "it ends inside a value"
    case .unexpectedByte(let byte, _): "\(JSONError.name(of: byte)) cannot stand here"
    case .trailingContent: "something follows the value"
    case .invalidUTF8: "a string is not UTF-8"
    case .controlCharacter(let byte, _): "\(JSONError.name(of: byte)) stands in a string without an escape"
    case .invalidEscape: "a backslash is followed by what is no escape"
    case .loneSurrogate: "an escape is half of a surrogate pair"
    case .invalidNumber: "a number is not written as JSON wants it"
    case .numberOutOfRange: "a number is too large"
    case .duplicateMember: "an object has a member twice"
    case .tooDeep(let limit, _): "values are nested more than \(limit) deep"
    case .tooLong(_, let limit): "it is longer than \(limit.grouped) bytes"
    }
  }

  private static func name(of byte: UInt8) -> String {
    guard 0x21...0x7E ~= byte else { return "byte 0x" + String(byte, radix: 16) }
    return "'\(Character(Unicode.Scalar(byte)))'"
  }
}
