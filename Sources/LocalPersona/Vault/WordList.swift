// WordList.swift: 2,048 common English words, of which recovery keys and generated passphrases are made.
//
// Each word has 4 to 8 letters and is alone with its first four, so that those are enough to tell it. The
// words are in WordList+Words.swift. They are public; which of them make a key is not, and the time of a
// look-up depends on the word: who can measure that on this machine can read the terminal as well.

internal import Crypto

/// The list of words.
enum WordList {
  /// How many words there are.
  static let count = 1 << bitCount

  /// What a word drawn at random is worth.
  static let bitCount = 11

  /// How many letters tell a word from all others; no word has fewer.
  static let tellingByteCount = 4

  /// The length of the longest word.
  static let maximumByteCount = 8

  /// The place in the list of the word that `letters` are, or the beginning of.
  ///
  /// - Parameter letters: ASCII letters of either case, at least ``tellingByteCount`` of them.
  /// - Returns: nil where no word is, or begins, so.
  static func index(of letters: Span<UInt8>) -> Int? {
    index(ofLetters: letters.count, isWhole: false) { lowercased(letters[$0]) }
  }

  /// The place in the list of a word.
  ///
  /// - Parameters:
  ///   - count: How many letters are known.
  ///   - isWhole: Whether they are the whole word; otherwise they may be its beginning.
  ///   - letter: The letter at a position, in lower case.
  /// - Returns: nil where there is no such word, or too few letters to tell.
  static func index(ofLetters count: Int, isWhole: Bool, _ letter: (Int) -> UInt8) -> Int? {
    guard (tellingByteCount...maximumByteCount).contains(count) else { return nil }
    var beginning: UInt32 = 0
    for position in 0..<tellingByteCount { beginning = beginning << 8 | UInt32(letter(position)) }
    guard let index = table.index(ofBeginning: beginning) else { return nil }
    let word = table.word(index)
    guard isWhole ? word.count == count : word.count >= count else { return nil }
    for position in tellingByteCount..<count where letter(position) != word[word.startIndex + position] {
      return nil
    }
    return index
  }

  /// The letters of a word, in lower case.
  ///
  /// - Precondition: `index` is one of the list.
  static func word(_ index: Int) -> ArraySlice<UInt8> { table.word(index) }

  /// Writes `count` words one after the other, with `separator` between them, into locked memory.
  ///
  /// - Parameters:
  ///   - count: How many words.
  ///   - separator: An ASCII character.
  ///   - index: The place in the list of the word at a position; asked more than once.
  /// - Returns: The text.
  static func joined(count: Int, separator: UInt8, _ index: (Int) -> Int) -> SecretBytes {
    var byteCount = max(count - 1, 0)
    for position in 0..<count { byteCount += table.word(index(position)).count }
    return SecretBytes(count: byteCount) { target in
      var offset = 0
      for position in 0..<count {
        if position > 0 {
          target.storeBytes(of: separator, toByteOffset: offset, as: UInt8.self)
          offset += 1
        }
        for letter in table.word(index(position)) {
          target.storeBytes(of: letter, toByteOffset: offset, as: UInt8.self)
          offset += 1
        }
      }
    }
  }

  /// The number that the bits of `bytes` write at a position, each number being ``bitCount`` bits, the first
  /// bit the most significant.
  static func number(_ position: Int, in bytes: Span<UInt8>) -> Int {
    var number = 0
    for bit in position * bitCount..<(position + 1) * bitCount {
      number = number << 1 | Int(bytes[bit >> 3] >> UInt8(7 - bit & 7) & 1)
    }
    return number
  }

  /// `byte` in lower case, where it is an ASCII letter.
  static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }

  /// Made on first use.
  private static let table = Table(text)
}

/// The words, found by place and by their first four letters.
private struct Table: Sendable {
  /// All words, white space between them.
  private let text: [UInt8]

  /// Where each word lies in the text.
  private let ranges: [Range<UInt16>]

  /// The first four letters of each word, as one number each; ascending.
  private let beginnings: [UInt32]

  init(_ source: String) {
    let text = Array(source.utf8)
    var ranges: [Range<UInt16>] = []
    ranges.reserveCapacity(WordList.count)
    var start = 0
    for end in 0...text.count where end == text.count || text[end] <= UInt8(ascii: " ") {
      if end > start { ranges.append(UInt16(start)..<UInt16(end)) }
      start = end + 1
    }
    precondition(ranges.count == WordList.count, "the list has \(ranges.count) words")
    self.text = text
    self.ranges = ranges
    beginnings = ranges.map { range in
      text[Int(range.lowerBound)...].prefix(WordList.tellingByteCount).reduce(0) { $0 << 8 | UInt32($1) }
    }
  }

  func word(_ index: Int) -> ArraySlice<UInt8> {
    text[Int(ranges[index].lowerBound)..<Int(ranges[index].upperBound)]
  }

  func index(ofBeginning beginning: UInt32) -> Int? {
    var (low, high) = (0, beginnings.count)
    while low < high {
      let middle = (low + high) / 2
      if beginnings[middle] < beginning { low = middle + 1 } else { high = middle }
    }
    return low < beginnings.count && beginnings[low] == beginning ? low : nil
  }
}
