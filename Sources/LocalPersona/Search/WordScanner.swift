// WordScanner.swift: cuts UTF-8 text into words, for search and for the check against copying.
//
// A word is a run of letters, digits and inner apostrophes; an ideograph or kana is a word by itself.
// Words are compared by 64-bit hashes of their folded form: lower case, Latin letters without accents,
// every apostrophe the same. No language is assumed, but an English plural or possessive 's' is taken
// off the `stem`. Positions count bytes. Ill-formed bytes part words, like any other symbol.

/// One word of a text.
struct Word: Equatable {
  /// Where it lies in the text's bytes.
  let range: Range<Int>

  /// The hash of its folded form.
  let exact: UInt64

  /// The hash of its folded form without a plural or possessive ending.
  let stem: UInt64
}

/// Finds the words of a text, one after the other.
struct WordScanner: ~Escapable {
  let bytes: Span<UInt8>

  /// Where the next word is looked for.
  var position = 0

  /// Starts at the first of `bytes`.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The next word, or nil after the last.
  mutating func next() -> Word? {
    guard let range = plainWord() else { return anyWord() }
    var word = FoldedWord()
    for index in range { word.append(Symbol.plainLetter(bytes[index]) ?? 0) }
    return word.finished(range)
  }

  /// Where the next word lies, if it has letters and digits of ASCII alone, as nearly all have, and nothing
  /// is before or after it that takes more thought; else nil, at the same place or after some separators.
  private mutating func plainWord() -> Range<Int>? {
    let bytes = bytes
    var start = position
    while start < bytes.count, bytes[start] < 0x80, Symbol.plainLetter(bytes[start]) == nil { start += 1 }
    position = start
    var end = start
    while end < bytes.count, Symbol.plainLetter(bytes[end]) != nil { end += 1 }
    // What is before a word is no part of it, whatever it is; an apostrophe or a mark after it may be.
    guard end > start, end == bytes.count || (bytes[end] < 0x80 && bytes[end] != 0x27) else { return nil }
    position = end
    return start..<end
  }

  private mutating func anyWord() -> Word? {
    var word = FoldedWord()
    var start = position
    var end = position
    while position < bytes.count {
      let symbol = Symbol(at: position, in: bytes)
      switch symbol.kind {
      case .letter:
        if word.isEmpty { start = position }
        word.append(symbol.folded)
        position += symbol.byteCount
        end = position
      case .mark:
        position += symbol.byteCount
        if !word.isEmpty { end = position }
      case .apostrophe where !word.isEmpty && isLetter(at: position + symbol.byteCount):
        word.append(FoldedWord.apostrophe)
        position += symbol.byteCount
      case .ideograph where word.isEmpty:
        word.append(symbol.folded)
        let range = position..<position + symbol.byteCount
        position = range.upperBound
        return word.finished(range)
      case .ideograph:
        return word.finished(start..<end)
      case .apostrophe, .separator:
        position += symbol.byteCount
        if !word.isEmpty { return word.finished(start..<end) }
      }
    }
    return word.isEmpty ? nil : word.finished(start..<end)
  }

  private func isLetter(at position: Int) -> Bool {
    position < bytes.count && Symbol(at: position, in: bytes).kind == .letter
  }
}

extension WordScanner {
  /// Every word of `text`.
  static func words(of text: String) -> [Word] {
    let utf8 = text.utf8
    return words(of: utf8.span)
  }

  /// Every word of `bytes`.
  static func words(of bytes: Span<UInt8>) -> [Word] {
    var words: [Word] = []
    var scanner = WordScanner(bytes)
    while let word = scanner.next() { words.append(word) }
    return words
  }
}

/// The running hash of a word, with as much of its end as taking off an ending needs.
private struct FoldedWord {
  static let apostrophe: UInt32 = 0x27

  // FNV-1a over folded scalars; 64 bits make an accidental equality of two words negligible.
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  private var hashBefore1: UInt64 = 0
  private var hashBefore2: UInt64 = 0
  private var hashBefore3: UInt64 = 0
  private var tail: UInt32 = 0  // the last four characters, newest lowest; 0xff where not ASCII
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ scalar: UInt32) {
    hashBefore3 = hashBefore2
    hashBefore2 = hashBefore1
    hashBefore1 = hash
    hash = Self.step(hash, scalar)
    tail = tail << 8 | min(scalar, 0xff)
    count += 1
  }

  func finished(_ range: Range<Int>) -> Word {
    Word(range: range, exact: Self.mix(hash), stem: Self.mix(stemHash))
  }

  /// Takes off 's, -s, -es after a hissing sound, and turns -ies into -y: enough to find "deadlines" with
  /// "deadline", too little to do harm in other languages.
  private var stemHash: UInt64 {
    guard count >= 4, tail & 0xff == Self.s else { return hash }
    switch tail >> 8 & 0xff {
    case Self.apostrophe: return hashBefore2
    case Self.u, Self.s: return hash
    case Self.e:
      let two = tail >> 16
      if two == Self.ch || two == Self.sh || two == Self.ss || two & 0xff == Self.x { return hashBefore2 }
      return two & 0xff == Self.i && count > 4 ? Self.step(hashBefore3, Self.y) : hashBefore1
    default: return hashBefore1
    }
  }

  private static let e: UInt32 = 0x65
  private static let i: UInt32 = 0x69
  private static let s: UInt32 = 0x73
  private static let u: UInt32 = 0x75
  private static let x: UInt32 = 0x78
  private static let y: UInt32 = 0x79
  private static let ch: UInt32 = 0x6368
  private static let sh: UInt32 = 0x7368
  private static let ss: UInt32 = 0x7373

  private static func step(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x0000_0100_0000_01b3
  }

  /// Spreads the hash over all bits, so that tables can take their index from the low ones.
  private static func mix(_ hash: UInt64) -> UInt64 {
    var mixed = hash ^ (hash >> 32)
    mixed &*= 0xd6e8_feb8_6659_fd93
    return mixed ^ (mixed >> 32)
  }
}
