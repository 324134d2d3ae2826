// LetterPairs.swift: how likely a letter is after another in English, learned from the list of words.
//
// It tells letters that look like a word or a name from letters that chance drew; more it does not know.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

/// How many bits each letter of a word is worth to who guesses letter by letter.
struct LetterPairs: Sendable {
  /// Letters that are worth fewer bits each, on average, look like a word.
  ///
  /// 96 of 100 words of the list do, and of 100 times six letters drawn at random four.
  static func mostBits(ofAWordOf count: Int) -> Double { count <= 8 ? 4.5 : 4.2 }

  /// Made on first use.
  static let shared = LetterPairs()

  /// By the letter before (27 of them: none comes first) and the letter.
  private let bits: [Double]

  private init() {
    // Half a case more for each pair, so that none is impossible.
    var counts = [Double](repeating: 0.5, count: 27 * 26)
    for index in 0..<WordList.count {
      var previous: UInt8?
      for letter in WordList.word(index) {
        counts[LetterPairs.place(of: letter, after: previous)] += 1
        previous = letter
      }
    }
    bits = counts.indices.map { place in
      let start = place / 26 * 26
      return log2(counts[start..<start + 26].reduce(0, +) / counts[place])
    }
  }

  /// What `letter` is worth after `previous`, or at the beginning; both small letters of ASCII.
  func bits(of letter: UInt8, after previous: UInt8?) -> Double {
    bits[LetterPairs.place(of: letter, after: previous)]
  }

  private static func place(of letter: UInt8, after previous: UInt8?) -> Int {
    let before = previous.map { Int($0 - UInt8(ascii: "a")) + 1 } ?? 0
    return before * 26 + Int(letter - UInt8(ascii: "a"))
  }
}
