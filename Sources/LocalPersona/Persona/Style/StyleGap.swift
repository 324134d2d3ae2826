// StyleGap.swift: reads what lies between two words: punctuation, and whether a sentence ends there.
//
// Sentences end at a stop before white space, unless the stop follows an initial or a title ("Mr."), or
// speech goes on after it ("What?" he said). A line break ends a paragraph unless it looks like one that
// wraps a line: after 45 to 100 bytes, in the middle of a sentence. A blank line always ends one.

/// A reader of the stretches between words.
struct StyleGap: ~Escapable {
  /// Lines of this many bytes that break in a sentence were wrapped.
  private static let wrappedLine = 45...100

  private static let titles: Set<UInt64> = Set(
    WordScanner.words(of: "mr mrs ms dr st prof rev messrs mme mlle capt col gen hon vs").map(\.exact))

  private enum Stop {
    case none

    /// A full stop.
    case full

    /// A question or exclamation mark.
    case strong

    /// An ellipsis, which may or may not end a sentence.
    case open
  }

  private let bytes: Span<UInt8>
  private var lineStart = 0
  private var breakCount = 0
  private var isParagraph = false
  private var stop = Stop.none
  private var isQuoted = false
  private var isSpaced = false

  /// Reads stretches of `bytes`.
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// Counts the stretch `range` after `word` in `piece`, and tells what ends there.
  mutating func read(_ range: Range<Int>, after word: Word?, into piece: inout StylePiece) -> TextBoundary {
    (breakCount, isParagraph, stop, isQuoted, isSpaced) = (0, false, .none, false, false)
    var position = range.lowerBound
    while position < range.upperBound {
      let character = StyleCharacter(at: position, in: bytes)
      var next = position + character.byteCount
      if character.code == StyleCharacter.newline {
        endLine(at: position, next: next)
      } else if character.isWhite {
        isSpaced = true
      } else if !character.isMark {
        piece.addCharacter()
        next = read(character, at: position, within: range, into: &piece)
      }
      position = next
    }
    if isParagraph || range.upperBound == bytes.count { return .paragraph }
    return endsSentence(after: word, next: range.upperBound) ? .sentence : .none
  }

  private mutating func endLine(at position: Int, next: Int) {
    breakCount += 1
    if breakCount > 1 || stop != .none || !Self.wrappedLine.contains(position - lineStart) {
      isParagraph = true
    }
    isSpaced = true
    lineStart = next
  }

  /// Counts a character that may be punctuation; returns where the next one starts.
  private mutating func read(
    _ character: StyleCharacter, at position: Int, within range: Range<Int>, into piece: inout StylePiece
  ) -> Int {
    let end = position + character.byteCount
    guard var mark = PunctuationMark(code: character.code) else { return end }
    guard mark == .fullStop || mark == .hyphen || mark == .dash else {
      piece.add(mark)
      note(mark)
      return end
    }
    let runEnd = endOfRun(of: character.code, from: end, to: range.upperBound)
    // Three full stops are one ellipsis, and a rule of hyphens is one dash.
    if mark == .fullStop, runEnd > end { mark = .ellipsis }
    if mark == .hyphen, runEnd > end || isSpacedHyphen(at: position, next: end) { mark = .dash }
    piece.add(mark)
    note(mark)
    return runEnd
  }

  private mutating func note(_ mark: PunctuationMark) {
    switch mark {
    case .fullStop: stop = .full
    case .exclamation, .question: stop = .strong
    case .ellipsis: stop = .open
    case .doubleQuote, .singleQuote: isQuoted = isQuoted || stop != .none && !isSpaced
    case .comma, .semicolon, .colon, .dash: if !isSpaced { stop = .none }
    default: break
    }
  }

  private func endOfRun(of code: UInt32, from start: Int, to end: Int) -> Int {
    var position = start
    while position < end {
      let character = StyleCharacter(at: position, in: bytes)
      guard character.code == code else { break }
      position += character.byteCount
    }
    return position
  }

  private func isSpacedHyphen(at position: Int, next: Int) -> Bool {
    position > 0 && bytes[position - 1] == 0x20 && next < bytes.count && bytes[next] == 0x20
  }

  private func endsSentence(after word: Word?, next: Int) -> Bool {
    // Scripts that part no words part no sentences by spaces either.
    guard isSpaced || Symbol(at: next, in: bytes).kind == .ideograph else { return false }
    let nextCase = LetterCase(at: next, in: bytes)
    switch stop {
    case .none: return false
    case .full: return !isAbbreviation(word)
    case .strong: return !(isQuoted && nextCase == .lower)
    case .open: return nextCase != .lower
    }
  }

  /// Whether a full stop after `word` belongs to it: titles and initials, but not the pronoun "I".
  private func isAbbreviation(_ word: Word?) -> Bool {
    guard let word else { return false }
    if word.range.count == 1 {
      return bytes[word.range.lowerBound] | 0x20 != 0x69 && bytes[word.range.lowerBound] > 0x39
    }
    return Self.titles.contains(word.exact)
  }
}
