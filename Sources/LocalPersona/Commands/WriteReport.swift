// WriteReport.swift: what `persona write` shows: the draft on standard output, everything about it beside.

/// Shows drafts as they are written, and what is known about them.
struct WriteReport {
  /// A draft and where it came from.
  struct Result {
    let strategy: StrategyName
    let plan: PromptPlan
    let draft: WrittenDraft
    let seed: UInt64

    /// The entries that it went by before all others; nil for none in particular.
    let register: DraftRegister?

    /// Where `--why` asks for it.
    let account: PersonaAccount?

    /// Where it was judged.
    let score: DraftScore?

    /// What the person made of it in the editor; nil where nothing.
    var edited: String?

    /// Why the editor failed, after which the draft stays as it is.
    var editFailure: (any Error)?

    /// What it is called where it is kept.
    let id = EntryID.random()

    /// The others that it is the best of, and itself, in the order in which they were written.
    var candidates: [Result] = []

    /// Whether something was left unfinished.
    var wasInterrupted: Bool { (candidates.map(\.draft) + [draft]).contains { $0.ending == .interrupted } }
  }

  let invocation: Invocation
  let model: String
  let strength: Float

  /// What judges drafts; nil where nobody asked.
  let judge: DraftJudge?

  /// Where drafts are shown.
  let screen: DraftScreen

  private var console: Console { invocation.console }
  private var isJSON: Bool { invocation.flag("json") }

  /// Before a draft, the one before which had the plan `previous`.
  func begin(_ strategy: StrategyName, plan: PromptPlan, isOneOfSeveral: Bool, after previous: PromptPlan?)
    throws
  {
    if let omission = plan.omission, omission != previous?.omission {
      console.note(WritingMessages.cut(omission))
    }
    if let omission = plan.givenOmission, omission != previous?.givenOmission {
      console.note(WritingMessages.cutGiven(omission, isContinued: plan.continued != nil))
    }
    guard !isJSON else { return }
    if invocation.flag("show-prompt") { console.say(plan.shownText) }
    guard isOneOfSeveral else { return }
    if previous != nil { try console.print() }
    try console.print("\(console.style.bold)\(WritingMessages.heading(strategy))\(console.style.reset)\n")
  }

  /// One of `count` drafts of one prompt, the whole of it.
  func variant(_ result: Result, number: Int, of count: Int) throws {
    if !isJSON {
      if number > 1 { try console.print() }
      let heading = WritingMessages.variant(number, of: count, seed: result.seed)
      try console.print("\(console.style.bold)\(heading)\(console.style.reset)\n")
    }
    try stream(result.draft.text)
    try end(result)
  }

  /// The best of several drafts, the whole of it, and how it was chosen.
  func best(_ result: Result) throws {
    try stream(result.edited ?? result.draft.text)
    try end(result)
    guard !isJSON else { return }
    console.note(WritingMessages.best(of: result.candidates.count, seed: result.seed))
    for candidate in result.candidates {
      guard let score = candidate.score else { continue }
      console.note(
        WritingMessages.candidate(seed: candidate.seed, score, isBest: candidate.id == result.id))
    }
    if judge?.scale == nil { console.note(WritingMessages.noLikeness) }
  }

  /// A piece of the draft.
  func stream(_ text: String) throws {
    if !isJSON { try screen.write(text) }
  }

  /// After a draft.
  func end(_ result: Result) throws {
    guard !isJSON else { return }
    try screen.finish()
    let draft = result.draft
    if !draft.avoidedSources.isEmpty { console.note(WritingMessages.avoided(draft.avoidedSources)) }
    if let remark = WritingMessages.ended(draft.ending) { console.note(remark) }
    if invocation.flag("why") { explain(result) }
    if invocation.flag("stats") { tellFigures(of: result) }
  }

  private func tellFigures(of result: Result) {
    console.say(WritingMessages.statistics(result.draft))
    guard let judge else { return }
    guard let scale = judge.scale else { return console.say(WritingMessages.noLikeness) }
    guard let likeness = result.score?.likeness else {
      return console.say(WritingMessages.tooShortForLikeness)
    }
    for line in WritingMessages.likeness(likeness, on: scale) { console.say(line) }
  }

  /// After all drafts.
  func finish(_ results: [Result]) throws {
    guard isJSON else { return }
    if invocation.flag("compare") || invocation.integer("variants") != nil {
      try console.printJSON(.object([("drafts", .array(results.map(json)))]))
    } else if let result = results.last {
      try console.printJSON(json(result))
    }
  }

  private func explain(_ result: Result) {
    console.say(
      WritingMessages.origin(
        strategy: result.strategy, model: model, seed: result.seed, strength: strength))
    let account = result.account
    if let register = result.register { console.say(RegisterMessages.why(register)) }
    if result.plan.uses.isEmpty, account?.rows == nil, account?.plug == nil, account?.hasTerms != true {
      console.say(WritingMessages.noEntries)
    }
    for use in result.plan.uses { console.say(WritingMessages.use(use)) }
    guard let account else { return }
    if let rows = account.rows {
      console.say(WritingMessages.learnedRows(rows))
      explain(rows.habits)
    }
    if let plug = account.plug { explain(plug) }
    guard account.hasTerms else { return }
    console.say(account.pushes.isEmpty ? WritingMessages.noPushes : WritingMessages.pushes)
    for push in account.pushes { console.say(WritingMessages.push(push)) }
  }

  private func explain(_ plug: PlugAccount) {
    if !plug.uses.isEmpty { console.say(WritingMessages.plugEntries(plug)) }
    for use in plug.uses {
      console.say(plug.isEven ? WritingMessages.entry(use.entry) : WritingMessages.use(use))
    }
    explain(plug.habits)
  }

  private func explain(_ habits: [StyleHabit]) {
    if !habits.isEmpty { console.say(WritingMessages.habits) }
    for habit in habits { console.say(WritingMessages.habit(habit)) }
  }

  private func json(_ result: Result) -> JSONValue {
    let draft = result.draft
    var members: [(String, JSONValue)] = [
      ("text", .string(draft.text)),
      ("ending", .string(draft.ending.rawValue)),
      ("strategy", .string(result.strategy.rawValue)),
      ("model", .string(model)),
      ("seed", .integer(Int64(clamping: result.seed))),
      ("strength", JSONValue(strength)),
      ("register", result.register?.json ?? .null),
      ("entries", .array(result.plan.uses.map(json))),
      ("avoidedCopies", JSONValue(draft.avoidedSources.map(\.description))),
      ("briefLeftOut", result.plan.omission.map(json) ?? .null),
      ("givenTextLeftOut", result.plan.givenOmission.map(json) ?? .null),
      ("promptTokens", JSONValue(draft.promptTokenCount)),
      ("promptSeconds", .number(draft.promptSeconds)),
      ("tokens", JSONValue(draft.tokenCount)),
      ("seconds", .number(draft.writingSeconds)),
      ("words", JSONValue(draft.wordCount)),
      ("firstWordsSeconds", draft.firstTextSeconds.map(JSONValue.number) ?? .null),
    ]
    if invocation.flag("keep") { members.append(("id", .string(result.id.description))) }
    if invocation.flag("edit") { members.append(("edited", JSONValue(result.edited))) }
    if let score = result.score { members.append(("score", json(score))) }
    if !result.candidates.isEmpty {
      let candidates = result.candidates.map { candidate in
        JSONValue.object([
          ("seed", .integer(Int64(clamping: candidate.seed))),
          ("score", candidate.score.map(json) ?? .null), ("isBest", .bool(candidate.id == result.id)),
        ])
      }
      members.append(("candidates", .array(candidates)))
    }
    if invocation.flag("show-prompt") { members.append(("prompt", .string(result.plan.shownText))) }
    if let account = result.account { members.append(("why", json(account))) }
    return .object(members)
  }

  private func json(_ score: DraftScore) -> JSONValue {
    .object([
      ("briefWords", .number(score.coverage)),
      ("likeness", score.likeness.map { JSONValue.number($0.share) } ?? .null),
      ("margin", score.likeness.map { JSONValue.number($0.margin) } ?? .null),
      ("ownLikeness", judge?.scale?.ownShare.map { JSONValue.number($0) } ?? .null),
      ("otherWriters", judge?.scale.map { JSONValue($0.otherCount) } ?? .null),
    ])
  }

  private func json(_ account: PersonaAccount) -> JSONValue {
    let rows = account.rows.map { json($0) }
    let plug = account.plug.map { json($0) }
    let terms = account.pushes.map { push in
      JSONValue.object([("text", .string(push.text)), ("factor", JSONValue(push.factor))])
    }
    return .object([("persona", rows ?? plug ?? .null), ("terms", account.hasTerms ? .array(terms) : .null)])
  }

  /// Rows that were learned weigh no entry; those of the plug were learned at no time.
  private func json(_ rows: LearnedRows) -> JSONValue {
    .object([
      ("plug", JSONValue(rows.plugName)), ("learned", .string(rows.date.iso8601)),
      ("trainingSteps", JSONValue(rows.stepCount)), ("entryCount", JSONValue(rows.entryCount)),
      ("equalWeights", .null), ("entries", .array([])), ("habits", .array(rows.habits.map(json))),
    ])
  }

  private func json(_ plug: PlugAccount) -> JSONValue {
    .object([
      ("plug", .string(plug.plugName)), ("learned", .null), ("trainingSteps", .null),
      ("entryCount", JSONValue(plug.entryCount)), ("equalWeights", .bool(plug.isEven)),
      ("entries", .array(plug.uses.map(json))), ("habits", .array(plug.habits.map(json))),
    ])
  }

  private func json(_ omission: BriefOmission) -> JSONValue {
    switch omission {
    case .words(let count): .object([("words", JSONValue(count))])
    case .characters(let count): .object([("characters", JSONValue(count))])
    }
  }

  private func json(_ habit: StyleHabit) -> JSONValue {
    .object([
      ("habit", .string(habit.text)), ("deviations", JSONValue(habit.deviations)),
      ("ratio", habit.ratio.map { JSONValue($0) } ?? .null),
    ])
  }

  private func json(_ use: EntryUse) -> JSONValue {
    .object([
      ("id", .string(use.entry.id.description)),
      ("weight", JSONValue(use.weight)),
      ("written", .string(use.entry.written.iso8601)),
      ("kind", .string(use.entry.kind.description)),
      ("title", JSONValue(use.entry.title)),
    ])
  }
}
