// VoiceMessages.swift: what a person is told about how they write, and about habits that they pin.

extension VoiceHabitsError: Explained {
  /// What is wrong with the lines.
  var explanation: Explanation {
    switch self {
    case .damagedRecord:
      Explanation(
        what: "the habits that you pinned cannot be read",
        next: "no entry is affected; 'persona voice edit' "
          + "writes them anew", exitCode: .failure)
    default: Explanation(what: what, next: VoiceMessages.forms, exitCode: .invalidInput)
    }
  }

  private var what: String {
    switch self {
    case .noColon(let line): "line \(line) of your habits has no ':'"
    case .unknownHabit(let line): "line \(line) of your habits begins with no habit that is known"
    case .noWords(let line): "line \(line) of your habits names no word"
    case .noOver(let line): "line \(line) of your habits does not say what is preferred over what"
    case .repeated(let line, let first): "line \(line) of your habits says again what line \(first) says"
    case .contradiction(let line, let other):
      "line \(line) of your habits and line \(other) exclude each other: one has what the other forbids"
    case .valueTooLong(let line, let limit):
      "line \(line) of your habits is too long: at most \(limit.grouped) bytes of words"
    case .tooMany(let line, let limit):
      "with line \(line) your habits forbid more than \(limit.grouped) words and phrases"
    case .textTooLong(let limit): "your habits are longer than \(ImportMessages.size(limit))"
    case .damagedRecord: "your habits cannot be read"
    }
  }
}

extension VoiceError: Explained {
  /// What was asked for in vain.
  var explanation: Explanation {
    switch self {
    case .noSuchGroup(let name):
      Explanation(
        what: "no entry belongs to '\(name)'",
        next:
          "name a kind (mail), a recipient (to:Ann) or a tag (tag:work); 'persona voice' lists what differs",
        exitCode: .notFound)
    case .onlyForEditing(let option):
      Explanation(
        what: "\(option) is for 'persona voice edit'", next: "say: persona voice edit \(option) FILE",
        exitCode: .usage)
    case .notForEditing(let option):
      Explanation(
        what: "\(option) is not for 'persona voice edit'", next: "leave it out, or leave out 'edit'",
        exitCode: .usage)
    case .nothingGiven:
      Explanation(
        what: "the file has no words, so what is pinned stays",
        next: "to pin nothing, give a line with '#' alone", exitCode: .invalidInput)
    case .changedMeanwhile:
      Explanation(
        what: "another command changed what is pinned while you were editing it, so it is left as it is",
        next: "'persona voice edit' opens it again", exitCode: .failure)
    }
  }
}

/// What `voice` says.
enum VoiceMessages {
  static let forms =
    "a line is one of: never: WORDS, prefer: WORDS over WORDS, always greet: WORDS, sign: WORDS, # a comment"

  /// What the editor shows the first time.
  static let template = """
    # How your drafts are to sound. What follows a # is a comment.
    # Take the # away from a line to use it, and put your own words in it.
    #
    # never: utilize, at your earliest convenience
    # prefer: cheers over regards
    # always greet: Hi
    # sign: Best, / A.

    """

  static let more = "words and phrases that you use more than others"
  static let less = "words and phrases that you use less than others"
  static let shape = "shape, and how many of the others have less of it"
  static let registers = "registers: where you write in another way"
  static let pinned = "what you pinned"
  static let edit = "'persona voice edit' pins a greeting and a sign-off, and keeps words out of your drafts"
  static let noTerms = "none stands out yet"
  static let never = "never"

  static let population =
    "others are \(PopulationWords.authorCount) authors of printed English books, 1560 to 1928, with "
    + "\(PopulationWords.wordCount.grouped) words: what nobody wrote then looks personal here"

  static func title(_ group: EntryGroup?) -> String {
    group.map { "how you write: \($0.name)" } ?? "how you write"
  }

  static func amount(_ profile: VoiceProfile) -> String {
    let read = profile.readCount < profile.entryCount ? "the newest \(profile.readCount.grouped) of " : ""
    return "\(read)\(HistoryMessages.entries(profile.entryCount)), \(profile.wordCount.grouped) words"
  }

  /// What more entries would help; nil where there are enough.
  static func few(_ profile: VoiceProfile) -> String? {
    let count = profile.entryCount
    guard count < VoiceProfile.fewEntries else { return nil }
    let missing = VoiceProfile.fewEntries - count
    return
      "\(HistoryMessages.entries(count)) \(count == 1 ? "says" : "say") little: \(missing.grouped) more would "
      + "tell habits from subjects, and \((2 * Registers.leastEntryCount - count).grouped) more could tell one "
      + "register from another"
  }

  static func noRegisters(_ count: Int) -> String {
    count < 2 * Registers.leastEntryCount
      ? "a register needs \(Registers.leastEntryCount) entries of one kind, recipient or tag, and as many others"
      : "none: no kind, recipient or tag differs from the rest beyond chance"
  }

  static func register(_ register: Register) -> String {
    "\(register.group.name), \(HistoryMessages.entries(register.entryCount))"
  }

  static func habit(_ habit: RegisterHabit) -> String {
    (habit.deviations < 0 ? "less: " : "more: ") + habit.text
  }

  static func ends(_ ends: LetterEnds) -> String {
    "how \(ends.letterCount.grouped) \(ends.letterCount == 1 ? "mail or letter" : "mails and letters") begin and end"
  }

  static func greeting(_ line: LetterLine, of total: Int) -> String {
    "begin: \(line.text) (\(line.count.grouped) of \(total.grouped))"
  }

  static func signOff(_ line: LetterLine, of total: Int) -> String {
    "end: \(line.text) (\(line.count.grouped) of \(total.grouped))"
  }

  static func spelling(_ spelling: SpellingVariants) -> String? {
    let (british, american) = (spelling.britishCount, spelling.americanCount)
    guard british + american > 0 else { return nil }
    return "spelling: \(times(british)) British, \(times(american)) American"
  }

  private static func times(_ count: Int) -> String {
    switch count {
    case 0: "never"
    case 1: "once"
    default: "\(count.grouped) times"
    }
  }

  static func emoji(_ rate: Double) -> String { "emoji: \(rate.rounded(to: 1)) in 1,000 words" }

  static func pinnedLines(_ habits: VoiceHabits) -> [String] {
    var lines: [String] = []
    if !habits.forbidden.isEmpty { lines.append("never: " + habits.forbidden.joined(separator: ", ")) }
    if let greeting = habits.greeting { lines.append("greet: " + greeting) }
    if let signOff = habits.signOff { lines.append("sign: " + signOff.replacing("\n", with: " / ")) }
    return lines
  }

  static func stored(_ habits: VoiceHabits) -> String {
    let count = pinnedLines(habits).count
    return count == 0
      ? "nothing is pinned; drafts are as the model and your history make them"
      : "from now on drafts obey what you pinned; 'persona voice' shows it"
  }

  static func written(_ path: String) -> String {
    "the picture is in \(path), which is not encrypted"
  }

}

// Measures.
extension VoiceMessages {
  static func label(_ measure: VoiceMeasure) -> String {
    switch measure {
    case .sentenceLength: "words in a sentence"
    case .sentenceDeviation: "spread of sentences"
    case .paragraphLength: "words in a paragraph"
    case .wordLength: "letters in a word"
    case .longWords: "% words of 7 letters up"
    case .contractions: "% contracted (don't)"
    case .capitals: "% words with a capital"
    case .shouting: "WORDS LIKE THIS"
    case .digits: "digits"
    case .commas: "commas"
    case .semicolons: "semicolons"
    case .colons: "colons"
    case .dashes: "dashes"
    case .hyphens: "hyphens"
    case .parentheses: "parentheses"
    case .quotes: "quotation marks"
    case .exclamations: "exclamation marks"
    case .questions: "question marks"
    case .ellipses: "ellipses"
    }
  }

  /// What a value is of, where its label does not say it.
  static let unit = "marks and WORDS LIKE THIS in 1,000 words, digits in 1,000 characters"

  /// Where a person stands, as in "longer than 9 of 10".
  static func standing(_ standing: VoiceStanding) -> String {
    let (more, less) = comparatives(standing.measure)
    let share = max(standing.share, 1 - standing.share)
    let direction = standing.share >= 0.5 ? more : less
    return switch share {
    case 0.95...: "\(direction) than 19 of 20"
    case 0.9...: "\(direction) than 9 of 10"
    case 0.75...: "\(direction) than 3 of 4"
    case 0.6...: "\(direction) than most"
    default: "about as others"
    }
  }

  private static func comparatives(_ measure: VoiceMeasure) -> (more: String, less: String) {
    switch measure {
    case .sentenceLength, .paragraphLength, .wordLength: ("longer", "shorter")
    case .sentenceDeviation: ("less even", "more even")
    default: ("more", "fewer")
    }
  }

  /// How many times as often as others.
  static func ratio(_ term: VoiceTerm) -> String {
    if term.count == 0 { return never }
    let ratio = term.odds.ratio
    if ratio >= 1000 { return "1,000×+" }
    return ratio.rounded(to: ratio >= 10 ? 0 : ratio >= 1 ? 1 : 2) + "×"
  }
}
