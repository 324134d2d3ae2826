// SeveralDraftsMessages.swift: what `write` says about texts to start from, several drafts, and likeness.

extension WriteUsageError: Explained {
  /// What does not go together.
  var explanation: Explanation {
    switch self {
    case .conflict(let one, let other):
      Explanation(what: "\(one) and \(other) do not go together", next: "give one of them", exitCode: .usage)
    case .inputTwice(let option):
      Explanation(
        what: "standard input cannot be the text of \(option) and the brief",
        next: "give the brief as an argument or with --file FILE, or leave it out", exitCode: .usage)
    case .noTerminal(let becauseOfNoInput):
      Explanation(
        what: becauseOfNoInput
          ? "--no-input forbids to open an editor, which --edit needs"
          : "there is no terminal to open an editor on, which --edit needs",
        next: "leave --edit out; 'persona write --keep' keeps the draft for later", exitCode: .usage)
    }
  }
}

extension WritingMessages {
  static func cutGiven(_ omission: BriefOmission, isContinued: Bool) -> String {
    "the given text is longer than the model can read: \(count(omission)) of its "
      + "\(isContinued ? "beginning" : "middle") left out"
  }

  static func variant(_ number: Int, of count: Int, seed: UInt64) -> String {
    "== \(number) of \(count), seed \(seed) =="
  }

  static func fewerVariants(_ count: Int, than asked: Int) -> String {
    "\(count) of \(asked): no more came out that differ; a higher --temperature makes drafts differ more"
  }

  static func best(of count: Int, seed: UInt64) -> String {
    "the best of \(count) \(count == 1 ? "draft that differs" : "drafts that differ"), seed \(seed)"
  }

  static func candidate(seed: UInt64, _ score: DraftScore, isBest: Bool) -> String {
    let likeness = score.likeness.map { "nearer to you than to \(percent($0.share)) of other writers" }
    let margin = score.likeness.map { " (\(signed($0.margin)))" } ?? ""
    return
      "  seed \(seed): \(percent(score.coverage)) of the brief's words, \(likeness ?? "likeness unknown")\(margin)"
      + (isBest ? "  <- this one" : "")
  }

  static let noLikeness =
    "how like you it is cannot be told: that takes entries of yours, and a plug for this model that knows other "
    + "writers and reads style"

  static let tooShortForLikeness =
    "how like you it is cannot be told: it takes \(LikenessScale.leastWordCount) words or more"

  /// What a draft reaches and, for comparison, what the person's own texts do.
  static func likeness(_ likeness: Likeness, on scale: LikenessScale) -> [String] {
    let draft =
      "likeness: \(bar(likeness.share)) nearer to your habits than to those of \(percent(likeness.share)) of "
      + "\(scale.otherCount.grouped) other writers"
    let own = scale.ownShare.map {
      "          \(bar($0)) your own newest entries, in the mean: \(percent($0))"
    }
    return [draft] + [own].compactMap(\.self)
  }

  private static let barLength = 20

  private static func bar(_ share: Double) -> String {
    let count = Int((share * Double(barLength)).rounded())
    return "[" + String(repeating: "#", count: count) + String(repeating: ".", count: barLength - count) + "]"
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  private static func signed(_ number: Double) -> String {
    (number < 0 ? "" : "+") + number.rounded(to: 3)
  }
}
