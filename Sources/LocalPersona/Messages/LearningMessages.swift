// LearningMessages.swift: what a person is told while the program learns how they write.

extension LearningError: Explained {
  var explanation: Explanation {
    switch self {
    case .tooFewEntries(let count, let needed):
      Explanation(
        what: "too few entries to learn from: \(count.grouped) with more than a few words, "
          + "at least \(needed) are needed",
        next: "nothing was changed; 'persona add' and 'persona import' take in more", exitCode: .invalidInput)
    case .tooFewDifferent(let count, let repeatedCount, let needed):
      Explanation(
        what: "too few different entries to learn from: \(count.grouped) with more than a few words, "
          + "and \(repeatedCount.grouped) that say the same again; at least \(needed) are needed",
        next: "nothing was changed; 'persona add' and 'persona import' take in more", exitCode: .invalidInput)
    case .entriesChanged:
      Explanation(
        what: "an entry was removed or changed while it was learned from",
        next: "nothing of this run is kept, as it would have that entry's words in it; "
          + "'persona learn' learns from what is there now",
        exitCode: .failure)
    case .damagedRecord:
      Explanation(
        what: "what was learned before cannot be read by this version",
        next: "no entry is affected; 'persona learn' makes it anew", exitCode: .failure)
    case .notFinite(let step?):
      Explanation(
        what: "training went astray at step \(step): a loss or gradient is not a finite number",
        next: "nothing of it was kept, and what was learned before still counts; try --no-adapt",
        exitCode: .failure)
    case .notFinite(nil):
      Explanation(
        what: "the model gives a loss that is not a finite number",
        next: "nothing was changed; 'persona model list' shows the models, and --plug names another plug",
        exitCode: .modelRejected)
    }
  }
}

/// What `learn` says.
enum LearningMessages {
  static let comparing = "comparing"
  static let training = "training"

  static func noPlug(_ model: String) -> String {
    "no plug for the model '\(model)' is installed ('persona plug list' shows plugs), "
      + "so only your terms and examples are compared"
  }

  static func goingOn(step: Int) -> String {
    "going on with the training that was cut off after step \(step)"
  }

  static func check(_ adaptation: RowAdaptation, of stepCount: Int) -> String {
    let heldOut = adaptation.checks.last.map { HeldOutLosses.mean($0.losses.map(HeldOutLosses.mean)) } ?? 0
    let loss =
      adaptation.trainingLoss > 0 ? "loss \(Double(adaptation.trainingLoss).rounded(to: 3)), " : ""
    return "  step \(adaptation.step) of \(stepCount): \(loss)held-out loss \(heldOut.rounded(to: 3))"
  }

  static func checkpointFailed(_ explanation: Explanation) -> String {
    "the state of the training was not stored, so an interruption would lose it: \(explanation.what)"
  }

  static let interrupted = "the training goes on from here with the next 'persona learn'"
  static let interruptedUnstored =
    "the state of the training could not be stored; the next 'persona learn' goes on from the one stored last, "
    + "or begins anew"

  static func wentAstray(step: Int) -> String {
    "training went astray at step \(step): a loss or gradient is not a finite number; "
      + "what it was before that is judged"
  }

  static func quickNotStored(_ explanation: Explanation) -> String {
    "the first result was not stored: \(explanation.what); training goes on all the same"
  }

  static let quickStored = "a first result without training is stored; now training on your entries"

  // MARK: learning again

  static let unlearned =
    "what was learned of you had words of every entry, and is gone as well; 'persona learn' learns it anew"

  /// What is worth a line; nil where nothing is.
  static func due(_ due: LearningDue) -> String? {
    switch due {
    case .no: nil
    case .new(let count):
      "\(count.grouped) \(count == 1 ? "entry is" : "entries are") new since your persona was learned; "
        + "'persona learn' learns from them"
    case .anew: "nothing is learned of you since entries were removed or changed; 'persona learn' does it"
    }
  }

  static func learningAgain(seconds: Double) -> String {
    "learning again, as you allowed: about \(time(seconds)); Ctrl-C is safe"
  }

  static func learnedAgain(_ persona: LearnedPersona) -> String {
    "learned again; 'write --strategy auto' uses \(persona.strategy)"
  }

  static let againInterrupted =
    "interrupted while learning; the entries are kept, and 'persona learn' goes on"

  static func againFailed(_ what: String) -> String { "not learned again: \(what); the entries are kept" }

  static func settingsNotStored(_ explanation: Explanation) -> String {
    "how long it took was not noted: \(explanation.what)"
  }

  static let learns = "learning: "

  static func permission(_ settings: LearningSettings) -> String {
    guard settings.isAutomatic else {
      return "only when you say 'persona learn'; 'persona learn --auto on' allows more"
    }
    let last = settings.lastRun.map { "; the last time took \(time(Double($0.seconds)))" } ?? ""
    return "by itself after add, import and accept, where it takes less than a minute\(last)"
  }

  private static func time(_ seconds: Double) -> String { "\(Int(seconds.rounded(.up)).grouped) s" }
}
