// WriteReport.swift: what `persona write` shows: the draft on standard output, everything about it beside.

/// Shows drafts as they are written, and what is known about them.
struct WriteReport {
  /// A draft and where it came from.
  struct Result {
    let strategy: StrategyName
    let plan: PromptPlan
    let draft: WrittenDraft
  }

  let invocation: Invocation
  let model: String
  let seed: UInt64

  private var console: Console { invocation.console }
  private var isJSON: Bool { invocation.flag("json") }

  /// Before a draft.
  func begin(_ strategy: StrategyName, plan: PromptPlan, isOneOfSeveral: Bool, isFirst: Bool) throws {
    guard !isJSON else { return }
    if invocation.flag("show-prompt") { console.say(plan.shownText) }
    guard isOneOfSeveral else { return }
    if !isFirst { try console.print() }
    try console.print("\(console.style.bold)\(WritingMessages.heading(strategy))\(console.style.reset)\n")
  }

  /// A piece of the draft.
  func stream(_ text: String) throws {
    if !isJSON, !text.isEmpty { try console.write(text) }
  }

  /// After a draft.
  func end(_ result: Result) throws {
    guard !isJSON else { return }
    try console.print()
    let draft = result.draft
    if !draft.avoidedSources.isEmpty { console.note(WritingMessages.avoided(draft.avoidedSources)) }
    if let remark = WritingMessages.ended(draft.ending) { console.note(remark) }
    if invocation.flag("why") { explain(result) }
    if invocation.flag("stats") { console.say(WritingMessages.statistics(draft)) }
  }

  /// After all drafts.
  func finish(_ results: [Result]) throws {
    guard isJSON else { return }
    if invocation.flag("compare") {
      try console.printJSON(.object([("drafts", .array(results.map(json)))]))
    } else if let result = results.last {
      try console.printJSON(json(result))
    }
  }

  private func explain(_ result: Result) {
    console.say(WritingMessages.origin(strategy: result.strategy, model: model, seed: seed))
    if result.plan.uses.isEmpty { console.say(WritingMessages.noEntries) }
    for use in result.plan.uses { console.say(WritingMessages.use(use)) }
  }

  private func json(_ result: Result) -> JSONValue {
    let draft = result.draft
    var members: [(String, JSONValue)] = [
      ("text", .string(draft.text)),
      ("ending", .string(draft.ending.rawValue)),
      ("strategy", .string(result.strategy.rawValue)),
      ("model", .string(model)),
      ("seed", .integer(Int64(clamping: seed))),
      ("entries", .array(result.plan.uses.map(json))),
      ("avoidedCopies", JSONValue(draft.avoidedSources.map(\.description))),
      ("promptTokens", JSONValue(draft.promptTokenCount)),
      ("promptSeconds", .number(draft.promptSeconds)),
      ("tokens", JSONValue(draft.tokenCount)),
      ("seconds", .number(draft.writingSeconds)),
    ]
    if invocation.flag("show-prompt") { members.append(("prompt", .string(result.plan.shownText))) }
    return .object(members)
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
