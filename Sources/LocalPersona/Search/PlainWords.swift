// PlainWords.swift: the words of plain text, counted eight bytes at a time.
//
// Byte by byte, a processor guesses wrong at nearly every end of a word, and that is most of the time of a search.
// Here eight bytes are compared at once within one register, and only words that begin like one of the query's are
// looked at further. Text that is not ASCII, and the words that touch it, are left to the scanner.

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

  /// The letters and digits that are `letter`, which is folded.
  func equal(to letter: UInt8) -> UInt64 { Self.between(UInt64(letter), UInt64(letter), of: folded) }

  // All bytes are below 0x80, so that no sum reaches the next byte.
  private static func between(_ first: UInt64, _ last: UInt64, of bytes: UInt64) -> UInt64 {
    (bytes &+ (0x80 - first) * ones) & ~(bytes &+ (0x7f - last) * ones) & upperBits
  }
}

/// The letters and digits of ASCII that some words begin with, folded.
struct FirstLetters {
  let letters: [UInt8]

  /// Those of the words of `text`.
  init(of text: String) {
    let bytes = Array(text.utf8)
    let firsts = WordScanner.words(of: text).map { word in
      Symbol(at: word.range.lowerBound, in: bytes.span).folded  // An accented letter finds the bare one.
    }
    letters = Set(firsts.compactMap(UInt8.init(exactly:)).filter { $0 < 0x80 }).sorted()
  }
}

extension WordScanner {
  /// Goes on behind the plain text that begins here, up to a word that takes more thought.
  ///
  /// - Parameters:
  ///   - letters: What a word has to begin with to be of interest.
  ///   - visit: Given each such word.
  /// - Returns: How many words were passed.
  mutating func skipPlainWords(beginningWith letters: FirstLetters, _ visit: (Word) -> Void) -> Int {
    let end = plainEnd()
    var count = 0
    var letterBefore: UInt64 = 0
    var wordBefore: UInt64 = 0
    for start in stride(from: position, to: end, by: 8) {
      let eight = EightBytes(bytes: load(start, before: end))
      let isLetter = eight.letters
      let letterAfter: UInt64 =
        start + 8 < end && Symbol.plainLetter(bytes[start + 8]) != nil ? 0x80 << 56 : 0
      let isInside = eight.apostrophes & (isLetter << 8 | letterBefore) & (isLetter >> 8 | letterAfter)
      let inWord = isLetter | isInside
      let begins = inWord & ~(inWord << 8 | wordBefore)
      count += begins.nonzeroBitCount
      var wanted = letters.letters.reduce(0) { $0 | eight.equal(to: $1) } & begins
      while wanted != 0 {
        visit(plainWord(at: start + wanted.trailingZeroBitCount / 8, before: end))
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
