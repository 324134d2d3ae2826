// CharacterTrigrams.swift: how often each group of three characters occurs, in 256 hashed classes.
//
// Groups of letters see endings, spellings and sounds that no list of words names. White space of any
// length is one space, so that wrapped lines do not matter; digits are all alike.

/// Counts of hashed character trigrams.
struct CharacterTrigrams {
  /// The number of classes; a power of two.
  static let classCount = 256

  /// How many trigrams fell into each class.
  private(set) var counts = [Int](repeating: 0, count: classCount)

  /// All of them.
  private(set) var total = 0

  /// Counts the trigrams of `bytes` in `range`, as if between spaces.
  init(of bytes: Span<UInt8>, in range: Range<Int>) {
    var first: UInt32 = 0
    var second = StyleCharacter.space
    var position = range.lowerBound
    while position < range.upperBound {
      let character = StyleCharacter(at: position, in: bytes)
      position += character.byteCount
      if !character.isMark { take(character, &first, &second) }
    }
    if second != StyleCharacter.space { count(first, second, StyleCharacter.space) }
  }

  private mutating func take(_ character: StyleCharacter, _ first: inout UInt32, _ second: inout UInt32) {
    let code = character.isWhite ? StyleCharacter.space : character.code
    if code == StyleCharacter.space, second == code { return }
    count(first, second, code)
    (first, second) = (second, code)
  }

  private mutating func count(_ first: UInt32, _ second: UInt32, _ third: UInt32) {
    guard first != 0 else { return }  // Only one character was read yet.
    counts[Self.hashedClass(first, second, third)] += 1
    total += 1
  }

  /// The class of three character codes: FNV-1a of 32 bits, folded to eight.
  static func hashedClass(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
    let prime: UInt32 = 0x0100_0193
    var hash = (0x811c_9dc5 ^ first) &* prime
    hash = (hash ^ second) &* prime
    hash = (hash ^ third) &* prime
    hash ^= hash >> 16
    return Int((hash ^ (hash >> 8)) & 0xff)
  }
}

extension CharacterTrigrams {
  /// What stands in for each class in reports: the commonest trigram that falls into it, if any is known.
  static let names: [String] = {
    var names = [String](repeating: "certain groups of letters", count: classCount)
    var isNamed = [Bool](repeating: false, count: classCount)
    for word in ["ing", "ed", "ly", "tion", "ness", "ment", "ous"] + FunctionWords.all {
      let text = Array((" " + word + " ").utf8)
      for start in 0..<text.count - 2 {
        let place = hashedClass(UInt32(text[start]), UInt32(text[start + 1]), UInt32(text[start + 2]))
        guard !isNamed[place] else { continue }
        isNamed[place] = true
        names[place] = name(of: String(decoding: text[start..<start + 3], as: UTF8.self))
      }
    }
    return names
  }()

  private static func name(of trigram: String) -> String {
    let letters = trigram.filter { $0 != " " }
    switch (trigram.first == " ", trigram.last == " ") {
    case (true, true): return "the single letter '\(letters)'"
    case (true, false): return "words starting with '\(letters)'"
    case (false, true): return "words ending in '\(letters)'"
    case (false, false): return "the letters '\(letters)'"
    }
  }
}
