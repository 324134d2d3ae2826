// DraftFrame.swift: the greeting and the sign-off that the writer pinned, in place of those of the model.
//
// The one place where a draft is changed after it was drawn. The first line is held back until it is known whether
// it is a greeting, and the last lines for as long as they may be a sign-off, so that what streams is what is kept.

/// Puts a draft between a greeting and a sign-off, piece by piece.
struct DraftFrame {
  /// A line with more words is no greeting, and none of a sign-off.
  private static let longestGreeting = 5
  private static let longestSignOff = 4

  /// More short lines at the end are not a sign-off alone.
  private static let signOffLineCount = 3

  private static let greetingWords = words("hi hello hey dear hiya greetings good morning afternoon evening")
  private static let signOffWords = words(
    """
    best regards kind warm warmest kindest yours sincerely faithfully truly cheers thanks thank love all with many \
    cordially respectfully take looking
    """)

  /// The whole draft so far.
  private(set) var text = ""

  private let greeting: String?
  private let signOff: String?
  private var held = ""
  private var hasBegun: Bool

  /// Whether nothing of the draft follows the greeting yet: white space is not taken then.
  private var awaitsText = false

  /// The frame for `brief`; nil where nothing is pinned, and for what has no greeting: notes, posts, chats.
  init?(_ habits: VoiceHabits, brief: Brief) {
    // Left open, a text is asked for as a mail: see WritingRequest.
    let isLetter = brief.kind.map { $0 == .mail || $0 == .letter } ?? true
    guard isLetter, habits.greeting != nil || habits.signOff != nil else { return nil }
    greeting = habits.greeting.map { Self.greeting($0, recipient: brief.recipient) }
    signOff = habits.signOff
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
      if !isAllThereIs, Self.isSignOff(held[line...]) { return line }
      guard let end = held[line...].firstIndex(where: \.isNewline) else { break }
      line = held.index(after: end)
    }
    return held.endIndex
  }

  /// Whether short lines are a sign-off: they begin as one does, or are a name behind a dash.
  private static func isSignOff(_ lines: Substring) -> Bool {
    let shown = String(lines).trimmingSpaces()
    guard let first = shown.first else { return false }
    if "–—-".contains(first) { return true }
    let line = shown.prefix { !$0.isNewline }
    guard let word = WordScanner.words(of: String(line)).first, let last = line.last else { return false }
    if last == "," { return true }
    let endsSentence = ".!?".contains(last)
    return signOffWords.contains(word.exact) && (!endsSentence || line.endIndex < shown.endIndex)
  }

  private static func isGreeting(_ line: Substring, isAlone: Bool) -> Bool {
    guard isAlone, wordCount(String(line)) <= longestGreeting else { return false }
    guard let word = WordScanner.words(of: String(line)).first else { return false }
    return greetingWords.contains(word.exact) || line.last == ","
  }

  /// Behind the comma of "Hi Ann, thank you"; nil where a line does not begin so.
  private static func endOfGreeting(in line: Substring) -> String.Index? {
    guard let comma = line.firstIndex(of: ",") else { return nil }
    let words = WordScanner.words(of: String(line[..<comma]))
    guard let first = words.first, words.count <= longestGreeting, greetingWords.contains(first.exact) else {
      return nil
    }
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
