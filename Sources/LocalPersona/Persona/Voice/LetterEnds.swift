// LetterEnds.swift: how somebody begins and ends mails and letters.
//
// A greeting is a first line of a few words, a sign-off the last lines of a few words. In a greeting, names
// give way to "…", so that "Hi Ann," and "Hi Bo," are one habit. A sign-off keeps the name that it has: the
// writer's own.

/// A line that several mails or letters share.
struct LetterLine: Equatable {
  let text: String

  /// In how many.
  let count: Int
}

/// Greetings and sign-offs.
struct LetterEnds: Equatable {
  /// A longer line says something.
  static let longestGreeting = 6
  static let longestSignOff = 4

  /// One that fewer have is no habit.
  static let leastCount = 2

  /// How many of each are told.
  static let toldCount = 4

  /// How many mails and letters there are.
  let letterCount: Int

  /// The most frequent first.
  let greetings: [LetterLine]
  let signOffs: [LetterLine]

  /// Reads the mails and letters among `entries`.
  ///
  /// - Parameters:
  ///   - entries: Of any kind.
  ///   - names: Words of recipients.
  init(_ entries: [Entry], names: Set<UInt64>) {
    let letters = entries.filter { $0.kind == .mail || $0.kind == .letter }
    letterCount = letters.count
    var first: [String: Int] = [:]
    var last: [String: Int] = [:]
    for letter in letters {
      let lines = Self.lines(of: letter.text)
      if let greeting = Self.greeting(of: lines, names: names) { first[greeting, default: 0] += 1 }
      if let signOff = Self.signOff(of: lines) { last[signOff, default: 0] += 1 }
    }
    greetings = Self.told(first)
    signOffs = Self.told(last)
  }

  private static func told(_ counts: [String: Int]) -> [LetterLine] {
    let lines = counts.filter { $0.value >= leastCount }.map { LetterLine(text: $0.key, count: $0.value) }
    return Array(lines.sorted { ($1.count, $0.text) < ($0.count, $1.text) }.prefix(toldCount))
  }

  /// The lines that have something, without white space around them.
  private static func lines(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
  }

  private static func greeting(of lines: [String], names: Set<UInt64>) -> String? {
    guard lines.count > 1, let line = lines.first, isShort(line, longestGreeting) else { return nil }
    var parts: [String] = []
    for part in line.split(separator: " ") {
      let shown = withoutNames(String(part), isFirst: parts.isEmpty, names: names)
      // A name of several words is one gap.
      if parts.last == "…", shown.hasPrefix("…") { parts.removeLast() }
      parts.append(shown)
    }
    return parts.joined(separator: " ")
  }

  /// The word, or "…" and what follows the name in it.
  private static func withoutNames(_ part: String, isFirst: Bool, names: Set<UInt64>) -> String {
    guard let word = WordScanner.words(of: part).first else { return part }
    let known = PopulationWords.termsByKey[TermCounts.key(of: CollectionOfOne(word.exact))]
    let isCapital = part.first?.isUppercase ?? false
    let isName = names.contains(word.exact) || !isFirst && isCapital && known?.isName != false
    guard isName else { return part }
    let mark = part.lastIndex(where: \.isLetter).map { part[part.index(after: $0)...] } ?? ""
    return "…" + mark
  }

  private static func signOff(of lines: [String]) -> String? {
    guard lines.count > 1, let last = lines.last, isShort(last, longestSignOff) else { return nil }
    let before = lines[lines.count - 2]
    guard lines.count > 2, isShort(before, longestSignOff) else { return last }
    return before + " / " + last
  }

  private static func isShort(_ line: String, _ limit: Int) -> Bool {
    line.utf8.count <= 80 && WordScanner.words(of: line).count <= limit
  }
}
