// RecoveryWords.swift: a recovery key as twelve words that a person can write down and type again.
//
// 128 random bits, then the first 4 bits of their SHA-256: 132 bits, which are 12 numbers of 11 bits, the
// first bit first, and each number is a word of the list. So 15 of 16 slips are noticed as what they are,
// before half a second goes into a key that cannot be right. The key is the words as text, in lower case
// with single spaces: what opens the vault is what was written down, not the bits.

internal import Crypto

/// Makes and reads recovery keys.
enum RecoveryWords {
  /// How many words a key has.
  static let count = 12

  private static let randomByteCount = 16

  /// Draws a new key: ``count`` words of the list, joined by single spaces.
  static func generate() -> SecretBytes { words(of: SecretBytes.random(count: randomByteCount)) }

  /// The words for 16 bytes that are random.
  static func words(of random: borrowing SecretBytes) -> SecretBytes {
    precondition(random.count == randomByteCount, "a recovery key of \(random.count) bytes")
    let bits = SecretBytes(count: randomByteCount + 1) { target in
      let source = Span<UInt8>(_bytes: random.bytes)
      for index in source.indices {
        target.storeBytes(of: source[index], toByteOffset: index, as: UInt8.self)
      }
      // Only the upper half is used.
      target.storeBytes(of: checksum(of: random), toByteOffset: randomByteCount, as: UInt8.self)
    }
    return WordList.joined(count: count, separator: UInt8(ascii: " ")) { position in
      WordList.number(position, in: Span(_bytes: bits.bytes))
    }
  }

  /// The key that somebody typed, as ``generate()`` wrote it.
  ///
  /// Upper and lower case are the same, any white space parts words, and of each word the first four letters
  /// are enough.
  ///
  /// - Returns: nil unless these are ``count`` words of the list with the right checksum.
  static func normalised(_ typed: borrowing SecretBytes) -> SecretBytes? {
    guard let numbers = numbers(typed), hasRightChecksum(numbers) else { return nil }
    return WordList.joined(count: count, separator: UInt8(ascii: " ")) { position in
      index(position, in: numbers)
    }
  }

  /// What keeps `typed` from being a recovery key; nil where nothing does.
  static func problem(in typed: borrowing SecretBytes) -> Problem? {
    let bytes = Span<UInt8>(_bytes: typed.bytes)
    var scanner = SpacedWords(bytes)
    var (wordCount, knownCount) = (0, 0)
    var unknown: Int?
    while let range = scanner.next() {
      wordCount += 1
      if WordList.index(of: bytes.extracting(range)) != nil {
        knownCount += 1
      } else if unknown == nil {
        unknown = wordCount
      }
    }
    // A passphrase that was mistyped is not a recovery key that was.
    guard knownCount * 2 > count, wordCount - knownCount <= 4 else { return .otherText }
    guard wordCount == count else { return .wordCount(wordCount) }
    if let unknown { return .unknownWord(position: unknown) }
    return normalised(typed) == nil ? .checksum : nil
  }

  /// Whether `typed` is the word at a position of a key, or at least its first four letters.
  ///
  /// - Parameters:
  ///   - typed: What was typed; white space around it does not count.
  ///   - position: Counts from 1.
  ///   - key: What ``generate()`` or ``normalised(_:)`` returned.
  /// - Returns: False also where it is no word of the list, or more than one.
  static func isWord(_ typed: borrowing SecretBytes, at position: Int, of key: borrowing SecretBytes) -> Bool
  {
    let bytes = Span<UInt8>(_bytes: typed.bytes)
    var scanner = SpacedWords(bytes)
    guard let range = scanner.next(), scanner.next() == nil, let numbers = numbers(key) else { return false }
    return WordList.index(of: bytes.extracting(range)) == index(position - 1, in: numbers)
  }

  /// What keeps a text from being a recovery key.
  enum Problem: Equatable {
    /// It is something else; most of its words are not on the list.
    case otherText

    /// It has another number of words.
    case wordCount(Int)

    /// This word is not on the list; positions count from 1.
    case unknownWord(position: Int)

    /// All words are on the list, but not these together in this order.
    case checksum
  }

  /// The places of the words in the list, two bytes each; nil unless there are ``count`` words of the list.
  private static func numbers(_ typed: borrowing SecretBytes) -> SecretBytes? {
    let bytes = Span<UInt8>(_bytes: typed.bytes)
    var scanner = SpacedWords(bytes)
    var isComplete = false
    let numbers = SecretBytes(count: 2 * count) { target in
      for position in 0..<count {
        guard let range = scanner.next(), let index = WordList.index(of: bytes.extracting(range)) else {
          return
        }
        target.storeBytes(of: UInt8(index >> 8), toByteOffset: 2 * position, as: UInt8.self)
        target.storeBytes(of: UInt8(index & 0xFF), toByteOffset: 2 * position + 1, as: UInt8.self)
      }
      isComplete = scanner.next() == nil
    }
    guard isComplete else { return nil }
    return Optional(numbers)
  }

  /// The number at a position of what ``numbers(_:)`` returned.
  private static func index(_ position: Int, in numbers: borrowing SecretBytes) -> Int {
    let bytes = Span<UInt8>(_bytes: numbers.bytes)
    return Int(bytes[2 * position]) << 8 | Int(bytes[2 * position + 1])
  }

  /// Whether the last 4 of the 132 bits are the checksum of the others.
  private static func hasRightChecksum(_ numbers: borrowing SecretBytes) -> Bool {
    let random = SecretBytes(count: randomByteCount) { target in
      for byte in 0..<randomByteCount {
        var value: UInt8 = 0
        for bit in 8 * byte..<8 * byte + 8 {
          let number = index(bit / WordList.bitCount, in: numbers)
          let shift = WordList.bitCount - 1 - bit % WordList.bitCount
          value = value << 1 | UInt8(number >> shift & 1)
        }
        target.storeBytes(of: value, toByteOffset: byte, as: UInt8.self)
      }
    }
    return UInt8(index(count - 1, in: numbers) & 0xF) == checksum(of: random) >> 4
  }

  /// The first byte of the SHA-256, which says too little of 128 random bits to matter.
  private static func checksum(of random: borrowing SecretBytes) -> UInt8 { SHA256.hash(of: random.bytes)[0] }
}

/// The words of a text with any white space between them.
private struct SpacedWords: ~Escapable {
  private let bytes: Span<UInt8>
  private var offset = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// Where the next word lies; nil at the end.
  mutating func next() -> Range<Int>? {
    while offset < bytes.count, case let length = spaceByteCount(), length > 0 { offset += length }
    let start = offset
    while offset < bytes.count, spaceByteCount() == 0 { offset += 1 }
    return start == offset ? nil : start..<offset
  }

  /// The length of the white space at the offset, 0 where there is none.
  ///
  /// Also what is copied from documents: no-break and typographic spaces of Unicode, in UTF-8.
  private func spaceByteCount() -> Int {
    switch (byte(0), byte(1), byte(2)) {
    case (0x09...0x0D, _, _), (0x20, _, _): 1
    case (0xC2, 0x85, _), (0xC2, 0xA0, _): 2
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      3
    default: 0
    }
  }

  private func byte(_ distance: Int) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }
}
