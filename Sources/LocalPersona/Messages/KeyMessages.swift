// KeyMessages.swift: what a person is told by the commands about keys, and about a passphrase's strength.

internal import Crypto

/// What is wrong with what a command about keys was asked to do.
enum KeyCommandError: Error, Equatable {
  /// A new passphrase is needed and nobody can be asked.
  case cannotAskNewPassphrase(becauseOfNoInput: Bool)

  /// Recovery words were made, and there is nobody to show them to.
  case cannotShowWords(becauseOfNoInput: Bool)

  /// `--keep-passphrase` beside an option for a new one.
  case keptAndNewPassphrase

  /// `--keep-passphrase` for another slot than the one whose passphrase was given.
  case keptOfOtherSlot

  /// `--keep-passphrase`, and recovery words opened the vault.
  case keptRecoveryWords

  /// The slot to change is none of a passphrase.
  case notAPassphrase(id: String)

  /// `--keep-passphrase` and nothing else.
  case nothingToChange

  /// The file for the recovery words is there already.
  case outputExists(path: String)

  /// `--output` without `--recovery`.
  case outputWithoutRecovery

  /// `--recovery` beside an option for a passphrase.
  case recoveryWithPassphrase

  /// The words asked back were not those that were shown.
  case wordsNotConfirmed
}

extension KeyCommandError: Explained {
  var explanation: Explanation {
    switch self {
    case .wordsNotConfirmed, .outputExists: Explanation(what: what, next: next, exitCode: .invalidInput)
    default: Explanation(what: what, next: next, exitCode: .usage)
    }
  }

  private var what: String {
    switch self {
    case .cannotAskNewPassphrase(let becauseOfNoInput):
      becauseOfNoInput
        ? "--no-input forbids to ask for the new passphrase"
        : "there is no terminal to ask for the new passphrase"
    case .cannotShowWords(let becauseOfNoInput):
      becauseOfNoInput
        ? "--no-input forbids to ask the recovery words back"
        : "there is no terminal to show recovery words on"
    case .keptAndNewPassphrase: "--keep-passphrase is given together with a new passphrase"
    case .keptOfOtherSlot: "--keep-passphrase works on the key slot whose passphrase you give"
    case .keptRecoveryWords: "recovery words opened the vault, so its passphrase is not known"
    case .notAPassphrase(let id): "the key slot \(id) is not one of a passphrase"
    case .nothingToChange: "--keep-passphrase alone changes nothing"
    case .outputExists(let path): "\(path) is there already, so no recovery words were written to it"
    case .outputWithoutRecovery: "--output is for recovery words"
    case .recoveryWithPassphrase: "--recovery makes words, so it takes no passphrase"
    case .wordsNotConfirmed: "the words asked back were not those that were shown, so nothing was changed"
    }
  }

  private var next: String {
    switch self {
    case .cannotAskNewPassphrase: "give --new-passphrase-file FILE or --new-passphrase-fd N"
    case .cannotShowWords: "give --output FILE to have them written to a new, private file"
    case .keptAndNewPassphrase: "give one of them"
    case .keptOfOtherSlot: "open the vault with that passphrase, or leave --slot out"
    case .keptRecoveryWords: "leave --keep-passphrase out and choose a new passphrase"
    case .notAPassphrase:
      "remove it with 'persona key rm' and make new words with 'persona key add --recovery'"
    case .nothingToChange: "give --rekey, or --kdf with another setting"
    case .outputExists: "choose another name; the vault is as it was"
    case .outputWithoutRecovery: "add --recovery, or leave --output out"
    case .recoveryWithPassphrase: "give one of them"
    case .wordsNotConfirmed: "start again; other words will be made"
    }
  }
}

extension MistypedRecoveryWords: Explained {
  /// Which word is wrong, by its position; never the word.
  var explanation: Explanation {
    Explanation(
      what: "these recovery words do not open the vault at \(path): \(reason)", next: next,
      exitCode: .wrongPassphrase)
  }

  private var reason: String {
    switch problem {
    case .otherText: "they are something else"
    case .wordCount(let count): "they are \(count) words, not \(RecoveryWords.count)"
    case .unknownWord(let position): "word \(position) is none that persona uses"
    case .checksum: "each is a word that persona uses, but one is not yours, or two changed places"
    }
  }

  private var next: String {
    switch problem {
    case .unknownWord: "look at how it is spelt; the first four letters are enough; the vault is not damaged"
    default: "compare them with what you wrote down; the vault is not damaged"
    }
  }
}

/// The sentences of the commands about keys.
enum KeyMessages {
  // MARK: Choosing a passphrase

  static let newPassphrasePrompt = "New passphrase (empty: make one for me): "
  static let againPrompt = "The same again: "
  static let passphraseHeading =
    "Your new passphrase, shown this once. Write it down, or put it into a password manager:"
  static let keptPrompt = "Press Enter when you have it: "
  static let notTheSame = "that is not the passphrase that was shown; try again"

  /// Not refused as a file that everybody can read is: a group may have one member.
  static func groupCanRead(_ path: String) -> String {
    "everybody in the group of \(path) can read the secret in it; run: chmod 600 '\(path)'"
  }

  /// The estimate in one line, and what was counted in another.
  static func strength(_ strength: PassphraseStrength) -> String {
    let advice =
      strength.level == .strong ? "" : "; one more word that chance chooses adds \(WordList.bitCount) bits"
    return "strength: about \(Int(strength.bits)) bits, \(word(for: strength.level))\(advice)\n"
      + "  \(reason(for: strength))"
  }

  /// The same for a passphrase that is weak: what that means where one guess takes as long as `guess`.
  static func weakness(_ strength: PassphraseStrength, guess: Duration) -> String {
    let time = Self.time(strength.guessingSeconds(guess: guess))
    let machines = PassphraseStrength.machineCount.grouped
    return "a weak passphrase, about \(Int(strength.bits)) bits: could be guessed in \(time) by \(machines) "
      + "machines like this one (\(Progress.describe(guess)) a guess)\n  \(reason(for: strength))"
  }

  /// The same for one that was not typed here, where nobody waits for a measurement.
  static func weakness(_ strength: PassphraseStrength) -> String {
    "the passphrase is weak, about \(Int(strength.bits)) bits: five or more random words are hard to guess"
  }

  private static func word(for level: PassphraseStrength.Level) -> String {
    switch level {
    case .weak: "weak"
    case .fair: "fair"
    case .strong: "strong"
    }
  }

  /// Why the estimate is what it is.
  static func reason(for strength: PassphraseStrength) -> String {
    let parts = strength.counts.filter { $0.kind != .separator }.map { phrase($0.kind, $0.count) }
    let isOfWords = strength.counts.contains { [.listedWord, .otherWord, .shortWord].contains($0.kind) }
    return "counted as \(joined(parts))"
      + (isOfWords ? "; words count so much only if chance chose them" : "")
  }

  private static func phrase(_ kind: PassphrasePart, _ count: Int) -> String {
    let (one, many) =
      switch kind {
      case .commonPassword: ("a password that many use", "passwords that many use")
      case .listedWord: ("a common word", "common words")
      case .shortWord: ("a short word", "short words")
      case .otherWord: ("a word or name", "words or names")
      case .keyboardRow: ("a row of keys", "rows of keys")
      case .series: ("a series such as 123", "series such as 123")
      case .repetition: ("a repetition", "repetitions")
      case .date: ("a date", "dates")
      case .year: ("a year", "years")
      case .letter: ("a single letter", "single letters")
      case .digit: ("a single digit", "single digits")
      case .symbol: ("a symbol", "symbols")
      case .separator: ("a separator", "separators")
      }
    return count == 1 ? one : "\(count) \(many)"
  }

  private static func joined(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "nothing" }
    return "\(parts.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// A time span for which one figure is enough.
  static func time(_ seconds: Double) -> String {
    let units: [(name: String, seconds: Double)] = [
      ("year", 31_557_600), ("day", 86_400), ("hour", 3600), ("minute", 60), ("second", 1),
    ]
    for unit in units where seconds >= unit.seconds {
      let count = Int(min(seconds / unit.seconds, 1e6))
      return "about \(count.grouped) \(unit.name)\(count == 1 ? "" : "s")"
    }
    return "less than a second"
  }

  // MARK: init

  static func unlockTime(_ duration: Duration, _ cost: PasswordHashCost) -> String {
    // A tenth of a second is the least that is told apart.
    let time = Progress.describe(max(duration, .milliseconds(100)))
    return "opening it takes \(time) and \(cost.memoryKiB >> 10) MiB on this machine, "
      + "and so does each guess of the passphrase"
  }

  // MARK: passwd

  static let rekeying = "encrypting everything again"
  static let willBeDropped = "these do not open the vault any more afterwards, and have to be added again:"
  static let dropQuestion = "Go on?"
  static let changedBeforeRekey =
    "the new passphrase is in force; now everything is encrypted again under a new key"
  static let costChanged = "the same passphrase takes more, or less, to guess from now on"
  static let passphraseChanged =
    "changed the passphrase; copies of the vault made before, such as backups, still open with the old one\n"
    + "if somebody may know it: persona passwd --rekey"
  static let rekeyed =
    "everything is encrypted again under a new key; copies made before still open with what opened them then"

  static func dropped(_ slot: KeySlotInfo) -> String {
    let remedy =
      switch slot.kind {
      case .recovery: "; make new words: persona key add --recovery"
      case .passphrase:
        "; add it again: persona key add\(slot.label.isEmpty ? "" : " --label '\(slot.label)'")"
      case .unknown: ""
      }
    return "opens the vault no more: \(line(of: slot))\(remedy)"
  }

  // MARK: key

  static let wordsHeading =
    "Your recovery words, shown this once. Write them on paper, with their numbers:"
  static let writtenPrompt = "Press Enter when you have written them down: "
  static let askingBack = "to be sure that they are on your paper, please type three of them (no echo)"
  static let otherWord = "that is not this word; try again"
  static let wordsAdded =
    "the words open the vault from now on, wherever the passphrase is asked for; keep them as safe as it"
  static let passphraseAdded = "the new passphrase opens the vault from now on, beside what did before"
  static let removed =
    "removed; copies of the vault made before, such as backups, still open with it (see persona passwd --rekey)"

  static func wordPrompt(_ position: Int) -> String { "Word \(position): " }

  static func wordsWritten(_ path: String) -> String {
    "the recovery words are in \(path), in clear: print or copy them, and remove the file"
  }

  static func removeQuestion(isOneUsed: Bool) -> String {
    isOneUsed
      ? "Remove what you have just opened the vault with?" : "Shall this not open the vault any more?"
  }

  /// A slot on one line: id, kind with cost, in a column at least `kindWidth` wide, day, label.
  static func line(of slot: KeySlotInfo, kindWidth: Int = 0) -> String {
    let words = HistoryMessages.slot(slot)
    let kind = ColumnText.fitted(words, to: max(kindWidth, ColumnText.width(of: words)))
    let id = slot.id.isEmpty ? "-" : slot.id
    let made = slot.made.map { "made \($0.day)" }
    let label = slot.label.isEmpty ? nil : "'\(slot.label)'"
    return [id, kind, made, label].compactMap(\.self).joined(separator: "  ")
  }
}
