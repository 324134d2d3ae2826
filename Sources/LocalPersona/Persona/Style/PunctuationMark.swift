// PunctuationMark.swift: the marks whose frequencies the style encoder measures.

/// A punctuation mark; the raw value is its place in the vector.
enum PunctuationMark: Int, CaseIterable {
  case fullStop
  case comma
  case semicolon
  case colon
  case exclamation
  case question
  case hyphen
  case dash
  case parenthesis
  case doubleQuote
  case singleQuote
  case ellipsis
  case slash
  case emphasis

  /// The mark that `code`, of a ``StyleCharacter``, stands for; a closing parenthesis counts for nothing.
  init?(code: UInt32) {
    switch code {
    case 0x2e: self = .fullStop
    case 0x2c: self = .comma
    case 0x3b: self = .semicolon
    case 0x3a: self = .colon
    case 0x21: self = .exclamation
    case 0x3f: self = .question
    case 0x2d: self = .hyphen
    case StyleCharacter.dash: self = .dash
    case 0x28, 0x5b: self = .parenthesis
    case 0x22: self = .doubleQuote
    case 0x27: self = .singleQuote
    case StyleCharacter.ellipsis: self = .ellipsis
    case 0x2f: self = .slash
    case 0x2a, 0x5f: self = .emphasis
    default: return nil
    }
  }

  /// The habit of using it, in plain words.
  var habit: String {
    switch self {
    case .fullStop: "uses full stops"
    case .comma: "uses commas"
    case .semicolon: "uses semicolons"
    case .colon: "uses colons"
    case .exclamation: "uses exclamation marks"
    case .question: "asks questions"
    case .hyphen: "uses hyphens"
    case .dash: "uses dashes"
    case .parenthesis: "uses parentheses"
    case .doubleQuote: "uses double quotation marks"
    case .singleQuote: "uses single quotation marks"
    case .ellipsis: "uses ellipses"
    case .slash: "uses slashes"
    case .emphasis: "marks *emphasis*"
    }
  }
}
