// BERTNormalizer.swift: cuts text into the words that WordPiece then looks up, as BERT's own tokenizer does.
//
// Control characters go, white space separates, CJK ideographs and punctuation stand alone; an uncased model
// also loses case and accents. Follows Hugging Face's normaliser, which the models were trained with;
// llama.cpp differs in Hangul, in the vowel signs of Indic scripts and in very long words.

/// The normalised words of a text.
struct BERTNormalizer {
  /// A word: where it lies in ``bytes``, and the number of its characters.
  struct Word {
    var range: Range<Int>
    var characterCount: Int
  }

  /// The words in UTF-8, one after the other.
  private(set) var bytes: [UInt8] = []

  /// Where each of them lies.
  private(set) var words: [Word] = []

  private let lowercases: Bool
  private var start = 0
  private var characterCount = 0

  /// Cuts `text`.
  ///
  /// - Parameters:
  ///   - text: Any text.
  ///   - lowercases: Whether case and accents are removed.
  init(_ text: String, lowercases: Bool) {
    self.lowercases = lowercases
    let source = Array(text.utf8)
    bytes.reserveCapacity(source.count)
    words.reserveCapacity(source.count / 4)
    var position = 0
    while position < source.count {
      let (scalar, byteCount) = UTF8Scalars.scalar(in: source.span, at: position)
      if scalar.value < 128 { addASCII(source[position]) } else { add(scalar) }
      position += byteCount
    }
    endWord()
  }

  private mutating func addASCII(_ byte: UInt8) {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: endWord()
    case 0..<0x20, 0x7F: return
    case 0x41...0x5A where lowercases: append(byte + 32)
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: append(byte)
    default:  // All other printable characters count as punctuation, $ and + among them.
      endWord()
      append(byte)
      endWord()
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .privateUse: return
    default: break
    }
    if scalar == "\u{FFFD}" { return }
    if properties.isWhitespace { return endWord() }
    let standsAlone = Self.isIdeograph(scalar.value)
    if standsAlone { endWord() }
    if lowercases {
      CanonicalBases.forEach(of: scalar) { base in
        for lower in base.properties.lowercaseMapping.unicodeScalars { addNormalized(lower) }
      }
    } else {
      addNormalized(scalar)
    }
    if standsAlone { endWord() }
  }

  private mutating func addNormalized(_ scalar: Unicode.Scalar) {
    if scalar.value < 128 { return addASCII(UInt8(scalar.value)) }
    let isPunctuation = CharacterClass.of(scalar).contains(.punctuation)
    if isPunctuation { endWord() }
    bytes.append(contentsOf: String(scalar).utf8)
    characterCount += 1
    if isPunctuation { endWord() }
  }

  private mutating func append(_ byte: UInt8) {
    bytes.append(byte)
    characterCount += 1
  }

  private mutating func endWord() {
    guard bytes.count > start else { return }
    words.append(Word(range: start..<bytes.count, characterCount: characterCount))
    start = bytes.count
    characterCount = 0
  }

  /// The ranges that BERT's tokenizer names. (U+2B820 to U+2B91F are missing there by a slip; models were
  /// trained with it.)
  private static func isIdeograph(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
      0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
