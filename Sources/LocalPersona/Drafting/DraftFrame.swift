// DraftFrame.swift: the greeting and the sign-off that the writer pinned, in place of those of the model.
//
// The one place where a draft is changed after it was drawn. The first line is held back until it is known
// whether it is a greeting, and the last lines for as long as they may be a sign-off, so that what streams is
// what is kept.

/// Puts a draft between a greeting and a sign-off, piece by piece.
struct DraftFrame {
  /// A line with more words is no greeting, and none of a sign-off.
  private static let longestGreeting = 5
  private static let longestSignOff = 4

  /// More short lines at the end are not a sign-off alone.
  private static let signOffLineCount = 3

  private static let greetingWords = words("hi hello hey dear hiya greetings morning afternoon evening")
  private static let timesOfDay = words("morning afternoon evening day")
  private static let signOffWords = words(
    """
    best regards kind warm warmest kindest yours sincerely faithfully truly cheers thanks thank love all with many \
    cordially respectfully take looking
    """)
  private static let good = WordScanner.words(of: "good").first?.exact
  private static let dashes: Set<Character> = ["–", "—", "-"]
  private static let sentenceEnds: Set<Character> = [".", "!", "?"]

  /// The whole draft so far.
  private(set) var text = ""

  private let greeting: String?
  private let signOff: String?

  /// The lines of the sign-off, for comparison.
  private let signOffLines: Set<String>
  private var held = ""
  private var hasBegun: Bool

  /// Whether nothing of the draft follows the greeting yet: white space is not taken then.
  private var awaitsText = false

  /// The frame for `brief`; nil where nothing is pinned, for what has no greeting (notes, posts, chats), and
  /// for what goes on in the middle of a text.
  ///
  /// - Parameters:
  ///   - habits: What is pinned.
  ///   - brief: What is asked for, with the kind of text that the model is asked for.
  init?(_ habits: VoiceHabits, brief: Brief) {
    let use = brief.given?.use
    // Left open, a text is asked for as a mail, but for one to rewrite: see WritingRequest.
    let isLetter = brief.kind.map { $0 == .mail || $0 == .letter } ?? (use != .rewritten)
    guard isLetter, use != .continued, habits.greeting != nil || habits.signOff != nil else { return nil }
    greeting = habits.greeting.map { Self.greeting($0, recipient: brief.recipient) }
    signOff = habits.signOff
    signOffLines = Set((habits.signOff ?? "").split(whereSeparator: \.isNewline).map(Self.compared))
    hasBegun = greeting == nil
  }

  /// Takes the next piece of the draft; returns what can be shown of it.
  mutating func take(_ piece: String) -> String {
    held += piece
    var shown = ""
    if !hasBegun {
      guard held.contains(where: \.isNewline) || Self.wordCount(held) > Self.longestGreeting else {
        return ""
      }
      shown = begin()
    } else if awaitsText {
      held = String(held.drop(while: \.isWhitespace))
      awaitsText = held.isEmpty
    }
    let kept = signOff == nil ? held.endIndex : lastLines()
    shown += show(upTo: kept)
    return shown
  }

  /// Ends the draft.
  ///
  /// - Parameter isComplete: Whether it came to an end, and was not interrupted.
  /// - Returns: What is left to show.
  mutating func finish(isComplete: Bool) -> String {
    var shown = hasBegun ? "" : begin()
    guard let signOff, isComplete else { return shown + show(upTo: held.endIndex) }
    let rest = String(held[..<signOffStart()]).trimmedAtEnd()
    let body = text + rest
    held = rest + (body.hasSuffix("\n\n") ? "" : body.hasSuffix("\n") ? "\n" : "\n\n") + signOff
    shown += show(upTo: held.endIndex)
    return shown
  }

  private mutating func show(upTo end: String.Index) -> String {
    let shown = String(held[..<end])
    held = String(held[end...])
    text += shown
    return shown
  }

  /// Takes the draft's own greeting away; returns the one to show instead.
  private mutating func begin() -> String {
    hasBegun = true
    guard let greeting else { return "" }
    var body = held[...]
    let line = body.prefix { !$0.isNewline }
    if Self.isGreeting(line, isAlone: line.endIndex < body.endIndex) {
      body = body[line.endIndex...]
    } else if let end = Self.endOfGreeting(in: line) {
      body = body[end...]
    }
    held = String(body.drop(while: \.isWhitespace))
    awaitsText = held.isEmpty
    text += greeting + "\n\n"
    return greeting + "\n\n"
  }

  /// Whether what is held back begins a line: the rest of a line that was shown is no sign-off.
  private var startsLine: Bool { text.last.map(\.isNewline) ?? true }

  /// Where the lines begin that may be a sign-off.
  private func lastLines() -> String.Index {
    var start = held.endIndex
    var count = 0
    var line = held.endIndex
    while true {
      let lineStart =
        held[..<line].lastIndex(where: \.isNewline).map { held.index(after: $0) } ?? held.startIndex
      if lineStart == held.startIndex, !startsLine { return start }
      let content = held[lineStart..<line]
      let isBlank = content.allSatisfy(\.isWhitespace)
      guard isBlank || Self.wordCount(String(content)) <= Self.longestSignOff, count < Self.signOffLineCount
      else { return start }
      if !isBlank { count += 1 }
      start = lineStart
      guard lineStart > held.startIndex else { return start }
      line = held.index(before: lineStart)
    }
  }

  /// Where a sign-off begins in the lines that were held back; their end where there is none.
  private func signOffStart() -> String.Index {
    var line = held.startIndex
    if !startsLine {
      guard let end = held.firstIndex(where: \.isNewline) else { return held.endIndex }
      line = held.index(after: end)
    }
    while line < held.endIndex {
      let isAllThereIs = text.isEmpty && line == held.startIndex
      if !isAllThereIs, isSignOff(from: line) { return line }
      guard let end = held[line...].firstIndex(where: \.isNewline) else { break }
      line = held.index(after: end)
    }
    return held.endIndex
  }

  /// Whether the short lines from `start` on are a sign-off: they begin as one does or with a line of the
  /// pinned one, or are a name behind a dash.
  private func isSignOff(from start: String.Index) -> Bool {
    let lines = Self.lines(of: held[start...])
    guard let line = lines.first, let first = line.first, let last = line.last else { return false }
    if signOffLines.contains(Self.compared(line)) { return true }
    // Behind another line with a dash it is the last item of a list.
    if Self.dashes.contains(first) { return lines.count == 1 && !followsItem(start) }
    if last == "," { return true }
    let words = WordScanner.words(of: line)
    guard let word = words.first, Self.signOffWords.contains(word.exact) else { return false }
    guard Self.sentenceEnds.contains(last) else { return true }
    // "Thank you!" above a name says good-bye; "Take the key." says what it says.
    return words.count <= 2 && lines.count == 2 && Self.isName(lines[1])
  }

  private func followsItem(_ start: String.Index) -> Bool {
    let before = Self.lines(of: Substring(text + String(held[..<start])))
    return before.last?.first.map(Self.dashes.contains) ?? false
  }

  private static func isName(_ line: String) -> Bool {
    let count = wordCount(line)
    return (1...2).contains(count) && !(count > 1 && line.last.map(sentenceEnds.contains) ?? false)
  }

  /// The lines of `text` that have something on them, without white space around it.
  private static func lines(of text: Substring) -> [String] {
    text.split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
  }

  /// A line as it is compared with others.
  private static func compared(_ line: some StringProtocol) -> String {
    String(line).trimmingSpaces().lowercased()
  }

  private static func isGreeting(_ line: Substring, isAlone: Bool) -> Bool {
    let shown = String(line).trimmingSpaces()
    guard isAlone, let last = shown.last, wordCount(shown) <= longestGreeting else { return false }
    return last == "," || last != "." && last != "?" && beginsGreeting(shown)
  }

  /// "Good morning", but not "Good news".
  private static func beginsGreeting(_ line: String) -> Bool {
    let words = WordScanner.words(of: line).map(\.exact)
    guard let first = words.first else { return false }
    return greetingWords.contains(first) || first == good && words.count > 1 && timesOfDay.contains(words[1])
  }

  /// Behind the comma of "Hi Ann, thank you"; nil where a line does not begin so.
  private static func endOfGreeting(in line: Substring) -> String.Index? {
    guard let comma = line.firstIndex(of: ",") else { return nil }
    let start = String(line[..<comma])
    guard wordCount(start) <= longestGreeting, beginsGreeting(start) else { return nil }
    return line.index(after: comma)
  }

  /// "Hi" to Ann is "Hi Ann,"; what ends with a mark stays as it is.
  private static func greeting(_ pinned: String, recipient: String?) -> String {
    if let last = pinned.last, !last.isLetter && !last.isNumber { return pinned }
    let name = recipient.map { $0.trimmingSpaces() }.flatMap { $0.isEmpty || $0.contains("@") ? nil : $0 }
    return ([pinned] + [name].compactMap(\.self)).joined(separator: " ") + ","
  }

  private static func wordCount(_ text: String) -> Int { WordScanner.words(of: text).count }

  private static func words(_ text: String) -> Set<UInt64> { Set(WordScanner.words(of: text).map(\.exact)) }
}

extension String {
  /// Without white space at its end.
  fileprivate func trimmedAtEnd() -> String {
    guard let last = lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(self[...last])
  }
}
