// PassphraseScan+Parts.swift: what can begin at a position of a passphrase, and what it is worth.
//
// Each number is the binary logarithm of how many things of a kind a guesser has to try, rounded down where
// it is not known: better a passphrase that is called weaker than it is.

#if canImport(Darwin)
private import Darwin
#elseif canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#endif

extension PassphraseScan {
  /// All parts that begin at `start`; at least one.
  func parts(at start: Int) -> [Found] {
    var found = [character(at: start)]
    addWords(at: start, to: &found)
    addCommonPasswords(at: start, to: &found)
    addRows(at: start, to: &found)
    addRepetitions(at: start, to: &found)
    addDates(at: start, to: &found)
    return found
  }

  /// A character by itself: one of 26 letters, 10 digits or 33 symbols.
  private func character(at start: Int) -> Found {
    if isLetter(start) {
      return Found(kind: .letter, byteCount: 1, bits: isCapital(start) ? 5.7 : 4.7)
    }
    if isDigit(start) { return Found(kind: .digit, byteCount: 1, bits: 3.32) }
    if bytes[start] == separator, isSeparator(start) {
      return Found(kind: .separator, byteCount: 1, bits: separatorBits(at: start))
    }
    // Of a character beyond ASCII the first byte counts: whole alphabets are near one another.
    if bytes[start] >= 0x80 { return Found(kind: .symbol, byteCount: 1, bits: bytes[start] < 0xC0 ? 0 : 6) }
    let isAtEnd = start + 1 == bytes.count && start > 0
    let isUsual = isAtEnd && "!?.".utf8.contains(bytes[start])
    return Found(kind: .symbol, byteCount: 1, bits: isUsual ? 2 : 5)
  }

  /// Once the separator is known, it is known everywhere.
  private func separatorBits(at start: Int) -> Double {
    for index in 0..<start where bytes[index] == separator && isSeparator(index) { return 0 }
    return switch bytes[start] {
    case UInt8(ascii: " "), UInt8(ascii: "-"): 0
    case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "+"): 1
    default: 5
    }
  }

  // MARK: Words

  private func addWords(at start: Int, to found: inout [Found]) {
    for one in PassphraseTables.readingsOfOne {
      for count in WordList.tellingByteCount...WordList.maximumByteCount where start + count <= bytes.count {
        let index = WordList.index(ofLetters: count, isWhole: true) { letter(start + $0, one: one) ?? 0 }
        guard index != nil else { continue }
        let bits = Double(WordList.bitCount) + disguiseBits(start..<start + count)
        found.append(Found(kind: .listedWord, byteCount: count, bits: bits))
      }
    }
    for word in PassphraseTables.shortWords where matches(word, at: start) == word.utf8.count {
      let range = start..<start + word.utf8.count
      found.append(Found(kind: .shortWord, byteCount: range.count, bits: 7 + disguiseBits(range)))
    }
    addOtherWords(at: start, to: &found)
  }

  /// Letters that follow one another as in words: one of some thousands, of a million where they are many.
  ///
  /// Letters beyond ASCII follow whatever they like: nothing is known of them here.
  private func addOtherWords(at start: Int, to found: inout [Found]) {
    var (bits, count) = (0.0, 0)
    var previous: UInt8?
    for index in start..<bytes.count where count < 12 {
      if bytes[index] >= 0x80 {
        if bytes[index] >= 0xC0 { (bits, count) = (bits + 4, count + 1) }
        previous = nil
      } else if let letter = letter(index, one: UInt8(ascii: "i")) {
        (bits, count) = (bits + LetterPairs.shared.bits(of: letter, after: previous), count + 1)
        previous = letter
      } else {
        return
      }
      let isEndOfCharacter = index + 1 == bytes.count || bytes[index + 1] & 0xC0 != 0x80
      guard count >= 4, isEndOfCharacter, bits / Double(count) < LetterPairs.mostBits(ofAWordOf: count) else {
        continue
      }
      let worth = 12 + Double(count) + disguiseBits(start..<index + 1)
      found.append(Found(kind: .otherWord, byteCount: index + 1 - start, bits: worth))
    }
  }

  private func addCommonPasswords(at start: Int, to found: inout [Found]) {
    for password in PassphraseTables.commonPasswords {
      guard let count = matches(password, at: start) else { continue }
      let bits = 7 + disguiseBits(start..<start + count)
      found.append(Found(kind: .commonPassword, byteCount: count, bits: bits))
    }
  }

  /// How many bytes at `start` read as `text`; nil where they do not.
  ///
  /// Separators inside do not count.
  private func matches(_ text: String, at start: Int) -> Int? {
    var index = start
    var expected = text.utf8.makeIterator()
    var next = expected.next()
    while let byte = next {
      guard index < bytes.count else { return nil }
      let reads =
        lower(index) == byte || PassphraseTables.readingsOfOne.contains { letter(index, one: $0) == byte }
      if reads {
        next = expected.next()
      } else if index == start || bytes[index] != separator {
        return nil
      }
      index += 1
    }
    return index - start
  }

  /// The letter that the byte at `index` is, or stands for; nil where it is none.
  private func letter(_ index: Int, one: UInt8) -> UInt8? {
    if isLetter(index) { return lower(index) }
    return bytes[index] == UInt8(ascii: "1") ? one : PassphraseTables.letter(drawnBy: bytes[index])
  }

  /// What capitals, and characters in the place of letters, add to a word.
  private func disguiseBits(_ range: Range<Int>) -> Double {
    var (capitals, small, drawn) = (0, 0, 0)
    for index in range {
      if isCapital(index) {
        capitals += 1
      } else if isLetter(index) || bytes[index] >= 0x80 {
        small += 1
      } else if bytes[index] != separator {
        drawn += 1
      }
    }
    var bits = drawn > 0 ? 2.0 : 0
    if capitals > 0 {
      let isUsual = small == 0 || capitals == 1 && isCapital(range.lowerBound)
      bits += isUsual ? 1 : 1 + Double(min(capitals, small))
    }
    return bits
  }

  // MARK: Rows, series and repetitions

  private func addRows(at start: Int, to found: inout [Found]) {
    for row in PassphraseTables.keyboardRows {
      for count in 3..<max(3, runByteCount(at: start, in: row) + 1) {
        found.append(Found(kind: .keyboardRow, byteCount: count, bits: 6 + log2(Double(count))))
      }
    }
    for count in 3..<max(3, seriesByteCount(at: start) + 1) {
      found.append(Found(kind: .series, byteCount: count, bits: 5 + log2(Double(count))))
    }
  }

  /// How many bytes lie side by side in `row`, to the right or to the left.
  private func runByteCount(at start: Int, in row: String) -> Int {
    let keys = Array(row.utf8)
    guard let key = keys.firstIndex(of: lower(start)) else { return 0 }
    return [1, -1].map { step in
      var (count, position) = (1, key + step)
      while start + count < bytes.count, keys.indices.contains(position),
        lower(start + count) == keys[position]
      {
        (count, position) = (count + 1, position + step)
      }
      return count
    }.max() ?? 0
  }

  /// How many letters or digits follow one another as in the alphabet, upwards or downwards.
  private func seriesByteCount(at start: Int) -> Int {
    guard start + 1 < bytes.count, isLetter(start) || isDigit(start) else { return 1 }
    let step = Int(lower(start + 1)) - Int(lower(start))
    guard abs(step) == 1 else { return 1 }
    var count = 1
    while start + count < bytes.count, isLetter(start + count) || isDigit(start + count),
      Int(lower(start + count)) - Int(lower(start + count - 1)) == step
    {
      count += 1
    }
    return count
  }

  /// What stood before, in capitals or not: three bytes or more, which may overlap with where they stood.
  private func addRepetitions(at start: Int, to found: inout [Found]) {
    var longest = 0
    for earlier in 0..<start {
      var count = 0
      while start + count < bytes.count, lower(earlier + count) == lower(start + count) { count += 1 }
      longest = max(longest, count)
    }
    for count in 3..<max(3, longest + 1) {
      found.append(Found(kind: .repetition, byteCount: count, bits: 5))
    }
  }

  // MARK: Dates

  private func addDates(at start: Int, to found: inout [Found]) {
    guard isDigit(start) else { return }
    func add(_ kind: PassphrasePart, _ byteCount: Int, _ bits: Double) {
      found.append(Found(kind: kind, byteCount: byteCount, bits: bits))
    }
    if let year = number(start..<start + 4) {
      if isYear(year) { add(.year, 4, 7) }
      if isDay(year / 100, year % 100) { add(.date, 4, 9) }
    }
    if let digits = number(start..<start + 6) {
      let parts = (digits / 10000, digits / 100 % 100, digits % 100)
      if isDay(parts.0, parts.1) || isDay(parts.1, parts.2) { add(.date, 6, 15) }
    }
    if let digits = number(start..<start + 8) {
      let isDayFirst = isDay(digits / 1_000_000, digits / 10000 % 100) && isYear(digits % 10000)
      let isYearFirst = isYear(digits / 10000) && isDay(digits / 100 % 100, digits % 100)
      if isDayFirst || isYearFirst { add(.date, 8, 15) }
    }
    if let byteCount = partedDateByteCount(at: start) { add(.date, byteCount, 17) }
  }

  /// The length of a date such as `1.5.87`, `2024-05-01` or `05/01/2024`; nil where there is none.
  private func partedDateByteCount(at start: Int) -> Int? {
    var numbers: [Int] = []
    var end = start
    for position in 0..<3 {
      let first = end
      while end < bytes.count, isDigit(end), end - first < 4 { end += 1 }
      guard let value = number(first..<end), end > first else { return nil }
      numbers.append(value)
      if position < 2 {
        guard end < bytes.count, ".-/ ".utf8.contains(bytes[end]) else { return nil }
        end += 1
      }
    }
    let isDayFirst = isDay(numbers[0], numbers[1]) && (numbers[2] < 100 || isYear(numbers[2]))
    return isDayFirst || isYear(numbers[0]) && isDay(numbers[1], numbers[2]) ? end - start : nil
  }

  private func isYear(_ number: Int) -> Bool { 1900...2049 ~= number }

  /// Whether one of the numbers may be a month and the other a day of it.
  private func isDay(_ first: Int, _ second: Int) -> Bool {
    (1...12 ~= first && 1...31 ~= second) || (1...31 ~= first && 1...12 ~= second)
  }
}
