// WhyMessages.swift: the sentences of `persona why`: what is used, what was measured, what was not, what to
// do next.

/// What `persona why` says.
enum WhyMessages {
  static func used(_ report: WhyReport) -> String {
    guard let learned = report.learned else {
      return
        "'write' uses retrieval with the model '\(report.model)', which shows it the entries closest to the "
        + "brief as examples: what it does until something is learned"
    }
    let winner = LearningMessages.label(learned.winner)
    guard report.isUsable else {
      return "'write' uses retrieval with the model '\(report.model)': what was found best, \(winner), needs "
        + "something that is no longer there"
    }
    guard learned.winner != .none else {
      return
        "'write' leaves your history out with the model '\(report.model)': none is better than anything that "
        + "was tried"
    }
    return "'write' uses \(report.strategy.rawValue) with the model '\(report.model)': \(winner)"
  }

  static func measured(_ report: WhyReport) -> String {
    guard let learned = report.learned else {
      return
        "nothing was measured for this model in this vault: whether your history makes a draft more like you "
        + "is not known"
    }
    let wayCount = LearningGate.wayCount(in: learned.results)
    let ways = wayCount == 1 ? "1 way" : "\(wayCount) ways"
    let head =
      "measured on \(learned.date.iso8601.prefix(10)), on \(learned.heldOutCount.grouped) of your newest entries "
      + "that were kept aside, out of \(learned.entryCount.grouped): "
    if learned.winner == .none {
      return head + "of \(ways) to use your history, none was proven to predict what you wrote better "
        + "than no persona" + best(report.bestTried, wayCount: wayCount)
    }
    guard let result = learned.winnerResult else { return head + "\(ways), and no numbers of them are kept" }
    return head + "the best of \(ways) predicted what you wrote better than no persona by "
      + gain(result) + strangers(report.differenceFromStrangers)
  }

  static func notMeasured(_ report: WhyReport) -> String {
    var text =
      "not measured: whether drafts read like you to anybody, or are good or true; how it is for kinds of text "
      + "that are not among "
    text += report.learned == nil ? "your entries" : "those entries"
    if let winner = report.learned?.winner, winner != .none, ![.plug, .adapted].contains(winner.rows) {
      text += "; whether somebody else's texts would do as well in place of yours"
    }
    return text
  }

  static func next(_ report: WhyReport) -> String {
    let usable = "more than a few words"
    if let due = LearningMessages.due(report.due) { return "next: \(due)" }
    guard let learned = report.learned else {
      let needed = LearningSplit.minimumCount
      return report.entryCount < needed
        ? "next: 'persona learn' needs at least \(needed) entries of \(usable), and there are "
          + "\(report.entryCount.grouped); 'persona add' and 'persona import' take in more"
        : "next: 'persona learn --quick' measures it; without --quick it also trains a plug on your entries"
    }
    if !report.isUsable {
      return
        "next: bring back the plug it was learned with ('persona plug list' shows what is there), or let "
        + "'persona learn' measure anew"
    }
    if learned.plugFingerprint.isEmpty {
      return
        "next: there was no plug for this model ('persona plug list'), so only terms and examples were tried; "
        + "'persona plug add' and then 'persona learn' try the rest"
    }
    if !learned.isTrained {
      return
        "next: 'persona learn' without --quick also trains the plug on your entries, which was not tried yet"
    }
    if learned.entryCount < LearningSplit.comfortableCount {
      return "next: " + LearningMessages.moreHelps(count: learned.entryCount)
    }
    return
      "next: judge for yourself: 'persona write --compare' shows a draft without your history and with it"
  }

  /// By how much a way is better than no persona, in nats and as what that means for a word piece.
  private static func gain(_ result: LearnedResult) -> String {
    let likelier = (Double(exponential(Float(-result.difference)) - 1) * 100).rounded(to: 0)
    return
      "\((-result.difference).rounded(to: 4)) nats a token (each piece of a word \(likelier) % likelier), "
      + "95 % interval of the difference " + LearningMessages.interval(low: result.low, high: result.high)
  }

  /// What came closest, and what it lacked: an interval of 95 % clear of 0 is not enough for the best of many.
  private static func best(_ result: LearnedResult?, wayCount: Int) -> String {
    guard let result else { return "" }
    let isPlug = [.plug, .adapted].contains(result.strategy.rows)
    return "; closest came \(LearningMessages.label(result.strategy)) with "
      + "\(LearningMessages.signed(result.difference)) nats a token, 95 % interval "
      + LearningMessages.interval(low: result.low, high: result.high) + " (below 0 is better); "
      + LearningMessages.requirement(wayCount: wayCount, isPlug: isPlug)
  }

  private static func strangers(_ difference: Double?) -> String {
    guard let difference else { return "" }
    return "; against strangers' personas in the place of yours it is \(LearningMessages.signed(difference))"
  }
}
