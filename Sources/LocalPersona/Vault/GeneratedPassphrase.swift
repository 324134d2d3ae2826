// GeneratedPassphrase.swift: passphrases for who would rather not think of one.

internal import Crypto

/// Makes passphrases of random words.
enum GeneratedPassphrase {
  /// How many words are enough: 66 bits.
  static let wordCount = 6

  /// Draws words, each independent of the others, and joins them with hyphens.
  ///
  /// - Parameter wordCount: At least one; each is worth ``WordList/bitCount`` bits.
  /// - Returns: ASCII.
  static func make(wordCount: Int = wordCount) -> SecretBytes {
    precondition(wordCount > 0, "a passphrase of \(wordCount) words")
    let random = SecretBytes.random(count: (wordCount * WordList.bitCount + 7) / 8)
    return WordList.joined(count: wordCount, separator: UInt8(ascii: "-")) { position in
      WordList.number(position, in: Span(_bytes: random.bytes))
    }
  }
}
