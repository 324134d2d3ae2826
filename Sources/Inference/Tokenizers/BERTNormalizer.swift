// BERTNormalizer.swift: cuts text into the words that WordPiece then looks up, as BERT's own tokenizer does.
//
// Control characters go, white space separates, CJK ideographs and punctuation stand alone; an uncased model
// also loses case and accents. Follows Hugging Face's normaliser, which the models were trained with; llama.cpp
// differs in Hangul, in the vowel signs of Indic scripts and in very long words.

/// Splits text into normalised words.
struct BERTNormalizer {
  private let lowercases: Bool
  private var word: [UInt8] = []
  private var characterCount = 0

  /// Makes a normaliser.
  ///
  /// - Parameter lowercases: Whether case and accents are removed.
  init(lowercases: Bool) { self.lowercases = lowercases }

  /// Calls `body` with each word in UTF-8, and the number of its characters.
  mutating func forEachWord(of text: String, _ body: (Span<UInt8>, Int) -> Void) {
    for scalar in text.unicodeScalars {
      if scalar.value < 128 {
        addASCII(UInt8(scalar.value), body)
      } else {
        add(scalar, body)
      }
    }
    endWord(body)
  }

  private mutating func addASCII(_ byte: UInt8, _ body: (Span<UInt8>, Int) -> Void) {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: endWord(body)
    case 0..<0x20, 0x7F: return
    case 0x41...0x5A where lowercases: append(byte + 32)
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: append(byte)
    default:  // All other printable characters count as punctuation, $ and + among them.
      endWord(body)
      append(byte)
      endWord(body)
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ body: (Span<UInt8>, Int) -> Void) {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .privateUse: return
    default: break
    }
    if scalar == "\u{FFFD}" { return }
    if properties.isWhitespace { return endWord(body) }
    let standsAlone = Self.isIdeograph(scalar.value)
    if standsAlone { endWord(body) }
    if lowercases {
      CanonicalBases.forEach(of: scalar) { base in
        for lower in base.properties.lowercaseMapping.unicodeScalars { addNormalized(lower, body) }
      }
    } else {
      addNormalized(scalar, body)
    }
    if standsAlone { endWord(body) }
  }

  private mutating func addNormalized(_ scalar: Unicode.Scalar, _ body: (Span<UInt8>, Int) -> Void) {
    if scalar.value < 128 { return addASCII(UInt8(scalar.value), body) }
    let isPunctuation = CharacterClass.of(scalar).contains(.punctuation)
    if isPunctuation { endWord(body) }
    word.append(contentsOf: String(scalar).utf8)
    characterCount += 1
    if isPunctuation { endWord(body) }
  }

  private mutating func append(_ byte: UInt8) {
    word.append(byte)
    characterCount += 1
  }

  private mutating func endWord(_ body: (Span<UInt8>, Int) -> Void) {
    guard !word.isEmpty else { return }
    body(word.span, characterCount)
    word.removeAll(keepingCapacity: true)
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
