// PlainWords.swift: the words of plain text, counted eight bytes at a time.
//
// Byte by byte, a processor guesses wrong at nearly every end of a word, and that is most of the time of a
// search. Here eight bytes are compared at once within one register, and only words that begin like one of
// the query's are looked at further. Text that is not ASCII, and the words that touch it, are left to the
// scanner.

/// Eight bytes of ASCII in a register, the first of them lowest.
///
/// A set of them is a number that has the upper bit of each of their bytes.
private struct EightBytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  static let upperBits: UInt64 = 0x8080_8080_8080_8080

  let bytes: UInt64

  private var folded: UInt64 { bytes | 0x20 * Self.ones }

  /// Those that are letters or digits.
  var letters: UInt64 { Self.between(0x61, 0x7a, of: folded) | Self.between(0x30, 0x39, of: bytes) }

  /// Those that are apostrophes.
  var apostrophes: UInt64 { Self.between(0x27, 0x27, of: bytes) }

  /// How many bytes of `set` are in it.
  static func count(_ set: UInt64) -> Int { Int(((set >> 7) &* ones) >> 56) }

  /// Those that a word of `beginnings` may begin with, and others where these are many.
  func mayBegin(_ beginnings: WordBeginnings) -> UInt64 {
    guard !beginnings.haveManyLetters else { return Self.upperBits }
    let (first, second, third, fourth) = beginnings.lettersEightTimes
    return equal(to: first) | equal(to: second) | equal(to: third) | equal(to: fourth)
  }

  private func equal(to eight: UInt64) -> UInt64 { ~((folded ^ eight) &+ 0x7f * Self.ones) & Self.upperBits }

  // All bytes are below 0x80, so that no sum reaches the next byte.
  private static func between(_ first: UInt64, _ last: UInt64, of bytes: UInt64) -> UInt64 {
    (bytes &+ (0x80 - first) * ones) & ~(bytes &+ (0x7f - last) * ones) & upperBits
  }
}

/// What words of ASCII begin with that may have the stems of a query's words.
struct WordBeginnings {
  /// The folded bytes that a word shares with every other of its stem, the first lowest, at most four.
  private struct Shared {
    var bytes: UInt32 = 0
    var mask: UInt32 = 0

    /// nil where no word of ASCII has the stem.
    init?(_ folded: [UInt32]) {
      for (index, symbol) in folded.prefix(Self.length(folded)).enumerated() {
        guard symbol < 0x80 else { return nil }
        bytes |= symbol << UInt32(8 * index)
        mask |= 0xff << UInt32(8 * index)
      }
    }

    /// An ending is taken off words of four letters and more: -s, 's, -es, or -ies, which leaves -y.
    private static func length(_ folded: [UInt32]) -> Int {
      let count = folded.count
      let differing = count < 3 ? 0 : count > 3 && folded.last == 0x73 ? 3 : 1
      return min(4, count - differing)
    }
  }

  private let shared: [Shared]

  /// Each first letter eight times in a number; zeros where there are fewer than four.
  fileprivate let lettersEightTimes: (UInt64, UInt64, UInt64, UInt64)

  /// Whether there are more than four.
  fileprivate let haveManyLetters: Bool

  /// Those of the words of `query`.
  init(of query: String) {
    let bytes = Array(query.utf8)
    shared = WordScanner.words(of: query).compactMap { Shared(Self.folded($0.range, of: bytes)) }
    let letters =
      Set(shared.map { $0.bytes & 0xff }).map { UInt64($0) * 0x0101_0101_0101_0101 } + [0, 0, 0, 0]
    haveManyLetters = letters.count > 8
    lettersEightTimes = (letters[0], letters[1], letters[2], letters[3])
  }

  /// The symbols of a word as search compares them.
  private static func folded(_ word: Range<Int>, of bytes: [UInt8]) -> [UInt32] {
    var folded: [UInt32] = []
    var position = word.lowerBound
    while position < word.upperBound {
      let symbol = Symbol(at: position, in: bytes.span)
      if symbol.kind != .mark { folded.append(symbol.folded) }
      position += symbol.byteCount
    }
    return folded
  }

  /// Whether a word that begins with the lowest of `eight` bytes may be of interest.
  fileprivate func include(_ eight: UInt64) -> Bool {
    let folded = UInt32(truncatingIfNeeded: eight) | 0x2020_2020
    return shared.contains { folded & $0.mask == $0.bytes }
  }
}

extension WordScanner {
  /// Goes on behind the plain text that begins here, up to a word that takes more thought.
  ///
  /// - Parameters:
  ///   - beginnings: What a word has to begin with to be of interest.
  ///   - visit: Given each such word.
  /// - Returns: How many words were passed.
  mutating func skipPlainWords(beginningWith beginnings: WordBeginnings, _ visit: (Word) -> Void) -> Int {
    let end = plainEnd()
    var count = 0
    var letterBefore: UInt64 = 0
    var wordBefore: UInt64 = 0
    for start in stride(from: position, to: end, by: 8) {
      let eight = EightBytes(bytes: load(start, before: end))
      let isLetter = eight.letters
      let apostrophes = eight.apostrophes
      var letterAfter: UInt64 = 0
      if apostrophes >> 63 != 0, start + 8 < end, Symbol.plainLetter(bytes[start + 8]) != nil {
        letterAfter = 0x80 << 56
      }
      let isInside = apostrophes & (isLetter << 8 | letterBefore) & (isLetter >> 8 | letterAfter)
      let inWord = isLetter | isInside
      let begins = inWord & ~(inWord << 8 | wordBefore)
      count += EightBytes.count(begins)
      var wanted = eight.mayBegin(beginnings) & begins
      while wanted != 0 {
        let word = start + wanted.trailingZeroBitCount / 8
        if beginnings.include(load(word, before: end)) { visit(plainWord(at: word, before: end)) }
        wanted &= wanted - 1
      }
      letterBefore = isLetter >> 56
      wordBefore = inWord >> 56
    }
    position = max(position, end)
    return count
  }

  /// Where the ASCII that begins here ends, less the word that touches what follows.
  private func plainEnd() -> Int {
    var end = position
    while end < bytes.count, load(end, before: bytes.count) & EightBytes.upperBits == 0 { end += 8 }
    end = min(end, bytes.count)
    while end < bytes.count, bytes[end] < 0x80 { end += 1 }
    guard end < bytes.count else { return end }
    while end > position, Symbol.plainLetter(bytes[end - 1]) != nil || bytes[end - 1] == 0x27 { end -= 1 }
    return end
  }

  /// Eight bytes from `start` on; spaces in place of those from `end` on.
  @inline(__always)
  private func load(_ start: Int, before end: Int) -> UInt64 {
    if end - start >= 8 {
      precondition(start >= 0 && end <= bytes.count)
      // Sound: all eight lie within the span, and any eight bytes are a number.
      return unsafe UInt64(
        littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    var eight: UInt64 = 0
    for index in 0..<8 {
      eight |= UInt64(start + index < end ? bytes[start + index] : 0x20) << UInt64(8 * index)
    }
    return eight
  }

  private func plainWord(at start: Int, before end: Int) -> Word {
    var scanner = WordScanner(bytes.extracting(start..<end))
    guard let word = scanner.next() else { preconditionFailure("a word begins with a letter") }
    let range = start + word.range.lowerBound..<start + word.range.upperBound
    return Word(range: range, exact: word.exact, stem: word.stem)
  }
}
