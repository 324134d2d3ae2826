// PieceScanner.swift: the scanners behind PreTokenizer.Stage.
//
// Each works within one piece of a text, as if the text ended there. Positions count scalars.

/// Cuts one piece of a text.
struct PieceScanner {
  private let text: ClassifiedText
  private let end: Int
  private var position: Int
  private var start: Int

  /// What has been cut so far.
  private(set) var pieces: [Range<Int>] = []

  init(_ text: ClassifiedText, _ range: Range<Int>) {
    self.text = text
    end = range.upperBound
    position = range.lowerBound
    start = range.lowerBound
  }

  /// Cuts the whole range.
  mutating func scan(_ stage: PreTokenizer.Stage) {
    switch stage {
    case .gpt2: scanGPT2()
    case .llama3(let digits): scanLlama3(digits: digits)
    case .numbersOneByOne: isolate(1) { $0.contains(.number) }
    case .numberRuns: isolate(.max) { $0.contains(.number) }
    case .asciiDigitTriples: scanDigitTriples()
    case .punctuationRuns: scanPunctuation()
    }
  }

  private func `class`(_ index: Int) -> CharacterClass? { index < end ? text.classes[index] : nil }

  private func scalar(_ index: Int) -> UInt32 { index < end ? text.scalars[index] : 0 }

  /// Ends a piece at `index`, and goes on there.
  private mutating func cut(at index: Int) {
    if index > start { pieces.append(start..<index) }
    (start, position) = (index, index)
  }

  /// Passes over characters while `condition` holds, at most `limit` of them.
  private func run(from index: Int, atMost limit: Int = .max, _ condition: (CharacterClass) -> Bool) -> Int {
    var index = index
    var count = 0
    while count < limit, let next = self.class(index), condition(next) {
      index += 1
      count += 1
    }
    return index
  }

  // MARK: Runs of one class

  private mutating func isolate(_ limit: Int, _ condition: (CharacterClass) -> Bool) {
    while position < end {
      let runEnd = run(from: position, atMost: limit, condition)
      if runEnd > position {
        cut(at: position)
        cut(at: runEnd)
      } else {
        position += 1
      }
    }
    cut(at: end)
  }

  private mutating func scanDigitTriples() {
    while position + 3 <= end {
      if (0..<3).allSatisfy({ (0x30...0x39).contains(scalar(position + $0)) }) {
        cut(at: position)
        cut(at: position + 3)
      } else {
        position += 1
      }
    }
    cut(at: end)
  }

  private mutating func scanPunctuation() {
    while position < end {
      var runEnd = position
      while runEnd < end, isPunctuation(runEnd) { runEnd += 1 }
      if runEnd > position {
        cut(at: position)
        cut(at: runEnd)
      } else {
        position += 1
      }
    }
    cut(at: end)
  }

  private func isPunctuation(_ index: Int) -> Bool {
    if text.classes[index].contains(.punctuation) { return true }
    let value = text.scalars[index]
    return value < 128 && "$+<=>^~|".utf8.contains(UInt8(value))
  }

  // MARK: GPT-2

  private mutating func scanGPT2() {
    while position < end {
      if let contraction = contraction(ignoringCase: false) {
        cut(at: position + contraction)
        continue
      }
      let body = scalar(position) == 0x20 ? position + 1 : position
      if let kind = self.class(body), !kind.contains(.space) {
        cut(at: run(from: body) { Self.sameKind($0, kind) })
      } else {
        cutSpaces()
      }
    }
  }

  /// Both letters, both numbers, or neither letter, number nor space.
  private static func sameKind(_ a: CharacterClass, _ b: CharacterClass) -> Bool {
    let kinds: CharacterClass = [.letter, .number, .space]
    return a.intersection(kinds) == b.intersection(kinds)
  }

  /// `\s+(?!\S)|\s+`: leaves the last space to the word that follows, if there is another before it.
  private mutating func cutSpaces() {
    let runEnd = run(from: position) { $0.contains(.space) }
    cut(at: runEnd < end && runEnd - position > 1 ? runEnd - 1 : max(runEnd, position + 1))
  }

  /// The length of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` here.
  private func contraction(ignoringCase: Bool) -> Int? {
    guard scalar(position) == 0x27 else { return nil }
    func letter(_ index: Int) -> Character? {
      let value = scalar(index)
      guard value < 128 else { return nil }
      return Character(
        Unicode.Scalar(UInt8(ignoringCase && (0x41...0x5A).contains(value) ? value + 32 : value)))
    }
    switch (letter(position + 1), letter(position + 2)) {
    case ("s", _), ("t", _), ("m", _), ("d", _): return 2
    case ("r", "e"), ("v", "e"), ("l", "l"): return 3
    default: return nil
    }
  }

  // MARK: Llama 3 and Qwen 2

  private mutating func scanLlama3(digits: Int) {
    while position < end {
      let kind = text.classes[position]
      if let contraction = contraction(ignoringCase: true) {
        cut(at: position + contraction)
      } else if let word = wordEnd(kind) {
        cut(at: word)
      } else if kind.contains(.number) {
        cut(at: run(from: position, atMost: digits) { $0.contains(.number) })
      } else if let symbols = symbolsEnd() {
        cut(at: symbols)
      } else if let lines = lineEnd() {
        cut(at: lines)
      } else {
        cutSpaces()
      }
    }
  }

  private func isLineEnd(_ index: Int) -> Bool { scalar(index) == 0x0A || scalar(index) == 0x0D }

  /// The end of `[^\r\n\p{L}\p{N}]?\p{L}+`.
  private func wordEnd(_ kind: CharacterClass) -> Int? {
    if kind.contains(.letter) { return run(from: position) { $0.contains(.letter) } }
    guard !kind.contains(.number), !isLineEnd(position), self.class(position + 1)?.contains(.letter) == true
    else { return nil }
    return run(from: position + 1) { $0.contains(.letter) }
  }

  /// The end of ` ?[^\s\p{L}\p{N}]+[\r\n]*`.
  private func symbolsEnd() -> Int? {
    let body = scalar(position) == 0x20 ? position + 1 : position
    var index = run(from: body) { $0.isOther }
    guard index > body else { return nil }
    while isLineEnd(index) { index += 1 }
    return index
  }

  /// `\s*[\r\n]+`: spaces up to the last line end among them.
  private func lineEnd() -> Int? {
    let runEnd = run(from: position) { $0.contains(.space) }
    return (position..<runEnd).last(where: isLineEnd).map { $0 + 1 }
  }
}
