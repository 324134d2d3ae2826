// CharacterClass.swift: the few properties of characters that tokenizers split by.

/// What a character is to a pre-tokenizer.
struct CharacterClass: OptionSet, Sendable {
  let rawValue: UInt8

  static let letter = CharacterClass(rawValue: 1)
  static let number = CharacterClass(rawValue: 2)
  static let space = CharacterClass(rawValue: 4)
  static let punctuation = CharacterClass(rawValue: 8)

  /// Neither letter, number nor space: what `[^\s\p{L}\p{N}]` matches.
  var isOther: Bool { isDisjoint(with: [.letter, .number, .space]) }

  /// The class of `scalar`: Unicode's general category, and White_Space.
  static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
    scalar.value < 128 ? ascii[Int(scalar.value)] : look(up: scalar)
  }

  private static let ascii = (0..<128).map { look(up: Unicode.Scalar(UInt8($0))) }

  private static func look(up scalar: Unicode.Scalar) -> CharacterClass {
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return .letter
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .punctuation
    default: return []
    }
  }
}

/// A text as scalars with their classes, and where each starts in UTF-8.
struct ClassifiedText {
  private(set) var scalars: [UInt32] = []
  private(set) var classes: [CharacterClass] = []

  /// The start of each scalar, and the end of the text, in bytes.
  private(set) var offsets: [Int] = []

  /// Classifies `text`, which is valid UTF-8 (as the bytes of a string are).
  init(_ text: Span<UInt8>) {
    scalars.reserveCapacity(text.count)
    classes.reserveCapacity(text.count)
    offsets.reserveCapacity(text.count + 1)
    var position = 0
    while position < text.count {
      let (scalar, byteCount) = UTF8Scalars.scalar(in: text, at: position)
      scalars.append(scalar.value)
      classes.append(.of(scalar))
      offsets.append(position)
      position += byteCount
    }
    offsets.append(text.count)
  }
}

/// Steps through UTF-8.
enum UTF8Scalars {
  /// The length that a first byte announces, in bytes.
  static func byteCount(_ first: UInt8) -> Int {
    switch first {
    case 0..<0xC0: 1
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    default: 4
    }
  }

  /// The scalar that starts at `position`; U+FFFD for what is cut short or wrong.
  static func scalar(in text: Span<UInt8>, at position: Int) -> (scalar: Unicode.Scalar, byteCount: Int) {
    let first = text[position]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let byteCount = min(byteCount(first), text.count - position)
    var value = UInt32(first) & (0x7F >> UInt32(Self.byteCount(first)))
    for index in 1..<max(byteCount, 1) { value = value << 6 | UInt32(text[position + index] & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", byteCount)
  }
}
