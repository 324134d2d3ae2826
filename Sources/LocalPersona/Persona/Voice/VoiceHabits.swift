// VoiceHabits.swift: what a person told the program about how they write, in a few lines of plain text.
//
//     never: utilize, at your earliest convenience
//     prefer: cheers over regards
//     always greet: Hi
//     sign: Best, / A.          # a comment
//
// The text is kept as it is, comments and all, in a derived record of the vault. It was not computed from
// entries, so it stays when what was learned goes.

/// Habits that a person pinned or forbade.
struct VoiceHabits: Equatable, Sendable {
  /// The largest text, in bytes.
  static let maximumByteCount = 64 << 10

  /// The largest number of words and phrases to avoid: each is looked for at every token.
  static let maximumForbiddenCount = 500

  /// The largest phrase, greeting or sign-off, in bytes.
  static let maximumValueByteCount = 200

  /// The text as it was written.
  let text: String

  /// Words and phrases that no draft may have.
  private(set) var forbidden: [String] = []

  /// How mails and letters begin; nil where that is left to the model.
  private(set) var greeting: String?

  /// How they end, with line breaks in it; nil where that is left to the model.
  private(set) var signOff: String?

  /// Nothing is pinned.
  init() { text = "" }

  /// Reads the lines of `text`.
  ///
  /// - Throws: ``VoiceHabitsError`` for the first line that is wrong.
  init(parsing text: String) throws(VoiceHabitsError) {
    guard text.utf8.count <= Self.maximumByteCount else {
      throw .textTooLong(limit: Self.maximumByteCount)
    }
    self.text = text
    var lines = Lines()
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in all.enumerated() { try take(line, number: index + 1, lines: &lines) }
    try checkContradictions(lines)
  }

  /// Where each habit stands.
  private struct Lines {
    var forbidden: [Int] = []
    var greeting: Int?
    var signOff: Int?
  }

  private mutating func take(_ line: Substring, number: Int, lines: inout Lines) throws(VoiceHabitsError) {
    let content = Self.withoutComment(line)
    guard !content.isEmpty else { return }
    guard let colon = content.firstIndex(of: ":") else { throw .noColon(line: number) }
    let name = content[..<colon].split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    let value = String(content[content.index(after: colon)...]).trimmingSpaces()
    switch name {
    case "never":
      for phrase in value.split(separator: ",", omittingEmptySubsequences: false) {
        try forbid(String(phrase).trimmingSpaces(), number, &lines)
      }
    case "prefer":
      try forbid(try Self.avoided(in: value, line: number), number, &lines)
    case "always greet", "greet":
      if let first = lines.greeting { throw .repeated(line: number, first: first) }
      greeting = try Self.checked(value, number)
      lines.greeting = number
    case "always sign", "sign":
      if let first = lines.signOff { throw .repeated(line: number, first: first) }
      signOff = try Self.checked(value, number).replacing(" / ", with: "\n")
      lines.signOff = number
    default: throw .unknownHabit(line: number)
    }
  }

  private mutating func forbid(
    _ phrase: String, _ number: Int, _ lines: inout Lines
  ) throws(VoiceHabitsError) {
    forbidden.append(try Self.checked(phrase, number))
    lines.forbidden.append(number)
    guard forbidden.count <= Self.maximumForbiddenCount else {
      throw .tooMany(line: number, limit: Self.maximumForbiddenCount)
    }
  }

  /// What a greeting or a sign-off says must not be forbidden on another line.
  private func checkContradictions(_ lines: Lines) throws(VoiceHabitsError) {
    for (text, line) in [(greeting, lines.greeting), (signOff, lines.signOff)] {
      guard let text, let line else { continue }
      let words = WordScanner.words(of: text).map(\.exact)
      for (phrase, other) in zip(forbidden, lines.forbidden) {
        let run = WordScanner.words(of: phrase).map(\.exact)
        if words.contains(run: run) { throw .contradiction(line: max(line, other), other: min(line, other)) }
      }
    }
  }

  /// A phrase, greeting or sign-off with at least one word.
  private static func checked(_ value: String, _ number: Int) throws(VoiceHabitsError) -> String {
    guard value.utf8.count <= maximumValueByteCount else {
      throw .valueTooLong(line: number, limit: maximumValueByteCount)
    }
    guard !WordScanner.words(of: value).isEmpty else { throw .noWords(line: number) }
    return value
  }

  /// Of "cheers over regards", "regards".
  private static func avoided(in value: String, line: Int) throws(VoiceHabitsError) -> String {
    let words = value.split(whereSeparator: \.isWhitespace)
    guard let over = words.firstIndex(where: { $0.lowercased() == "over" }), over > 0, over + 1 < words.count
    else { throw .noOver(line: line) }
    return words[(over + 1)...].joined(separator: " ")
  }

  /// The line without white space around it, and without what follows a '#' at its start or after white
  /// space.
  private static func withoutComment(_ line: Substring) -> String {
    var previous: Character = " "
    var content = ""
    for character in line {
      if character == "#", previous.isWhitespace { break }
      content.append(character)
      previous = character
    }
    return content.trimmingSpaces()
  }
}

// In the vault.
extension VoiceHabits {
  static let key = DerivedKey(name: "voice-habits", fingerprint: [])

  /// The text that the vault has; empty where there is none.
  ///
  /// - Throws: `VaultError`, ``VoiceHabitsError/damagedRecord``.
  static func storedText(in vault: Vault) throws -> String {
    guard let bytes = try vault.derived(key) else { return "" }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw VoiceHabitsError.damagedRecord }
    return text
  }

  /// What the vault has; nothing where there is none.
  ///
  /// - Throws: `VaultError`, ``VoiceHabitsError``.
  static func load(from vault: Vault) throws -> VoiceHabits {
    try VoiceHabits(parsing: storedText(in: vault))
  }

  /// Keeps them in a vault that is open for writing; an empty text leaves nothing there.
  func store(in vault: Vault) throws(VaultError) {
    guard text.contains(where: { !$0.isWhitespace }) else { return try vault.removeDerived(Self.key) }
    try vault.store(derived: Array(text.utf8), for: Self.key)
  }
}

/// Why habits were not taken; no payload holds any of the text.
enum VoiceHabitsError: Error, Equatable {
  /// The line has no colon.
  case noColon(line: Int)

  /// What stands before the colon is no habit.
  case unknownHabit(line: Int)

  /// Nothing that follows is a word.
  case noWords(line: Int)

  /// "prefer" without "over", or without anything on one side of it.
  case noOver(line: Int)

  /// A greeting or sign-off was given before.
  case repeated(line: Int, first: Int)

  /// A greeting or sign-off has what another line forbids.
  case contradiction(line: Int, other: Int)

  case valueTooLong(line: Int, limit: Int)
  case tooMany(line: Int, limit: Int)
  case textTooLong(limit: Int)

  /// The vault's record is no text.
  case damagedRecord
}
