// WriteWork.swift: the writing itself: one draft for each strategy, several of one prompt, or the best of
// these; edited where that was asked for, and kept where that was.

/// What `persona write` does once everything is at hand.
struct WriteWork {
  let invocation: Invocation
  let brief: Brief
  let means: PersonaMeans
  let writer: PersonaWriter
  let report: WriteReport
  let seed: UInt64

  private var console: Console { invocation.console }

  /// Writes and shows.
  ///
  /// - Parameter personas: One, or two to compare.
  /// - Returns: What was written; the last is unfinished where it was interrupted.
  /// - Throws: What strategies, model, output and editor throw.
  func run(_ personas: [DraftingPersona]) throws -> [WriteReport.Result] {
    let count = invocation.integer("variants") ?? invocation.integer("best-of") ?? 1
    guard count > 1, let persona = personas.first else { return try each(of: personas) }
    let job = try writer.prepare(brief, persona: persona)
    try report.begin(persona.name, plan: job.plan, isOneOfSeveral: false, after: nil)
    let several = SeveralDrafts(job, by: writer, length: brief.length)
    func result(_ item: SeveralDrafts.Item) throws -> WriteReport.Result {
      try self.result(persona.name, job, item)
    }
    guard invocation.integer("variants") != nil else {
      let items = try several.different(count, from: seed)
      return [try best(of: items.map(result))]
    }
    var results: [WriteReport.Result] = []
    _ = try several.different(count, from: seed) { item in
      results.append(try result(item))
      try report.variant(results[results.count - 1], number: results.count, of: count)
    }
    if results.count < count, !results.contains(where: \.wasInterrupted) {
      console.note(WritingMessages.fewerVariants(results.count, than: count))
    }
    return results
  }

  /// Keeps drafts in the log of `vault`, if that was asked for.
  ///
  /// - Throws: ``DraftLogError``, ``VaultError``; what was written is not there then.
  func keep(_ results: [WriteReport.Result], in vault: Vault) throws {
    let written = results.filter { !$0.draft.text.isEmpty }
    guard invocation.flag("keep"), !written.isEmpty else { return }
    let drafts = written.map { result in
      KeptDraft(
        id: result.id, text: result.draft.text, edited: result.edited, kind: result.plan.kind,
        recipient: brief.recipient, strategy: result.strategy.rawValue, model: report.model,
        seed: result.seed)
    }
    try vault.writing {
      var log = try DraftLog.load(from: vault)
      try log.add(drafts)
      try log.store(in: vault)
    }
    for draft in drafts { console.note(DraftLogMessages.kept(draft.id)) }
  }

  private func each(of personas: [DraftingPersona]) throws -> [WriteReport.Result] {
    var results: [WriteReport.Result] = []
    let isEdited = invocation.flag("edit")
    for persona in personas {
      let job = try writer.prepare(brief, persona: persona)
      try report.begin(
        persona.name, plan: job.plan, isOneOfSeveral: personas.count > 1, after: results.last?.plan)
      let draft = try writer.write(job, length: brief.length) { if !isEdited { try report.stream($0) } }
      var result = try result(persona.name, job, SeveralDrafts.Item(seed: seed, draft: draft))
      if isEdited {
        try edit(&result)
        try report.stream(result.edited ?? draft.text)
      }
      try report.end(result)
      results.append(result)
      if draft.ending == .interrupted { break }
    }
    return results
  }

  /// The best of `candidates`, of which there is one: of the finished ones, where there are any.
  private func best(of candidates: [WriteReport.Result]) throws -> WriteReport.Result {
    let finished = candidates.filter { !$0.wasInterrupted }
    let choice = finished.isEmpty ? candidates : finished
    let scores = choice.map { $0.score ?? DraftScore(coverage: 0, likeness: nil) }
    var best = choice[DraftScore.best(of: scores)]
    best.candidates = candidates
    if invocation.flag("edit") { try edit(&best) }
    try report.best(best)
    return best
  }

  /// A draft with all that is told about it.
  private func result(
    _ strategy: StrategyName, _ job: PersonaWriter.Job, _ item: SeveralDrafts.Item
  ) throws -> WriteReport.Result {
    let account = invocation.flag("why") ? try account(of: job) : nil
    return WriteReport.Result(
      strategy: strategy, plan: job.plan, draft: item.draft, seed: item.seed,
      register: means.usesRegister(job.persona) ? means.register : nil, account: account,
      score: report.judge?.score(item.draft.text))
  }

  private func account(of job: PersonaWriter.Job) throws -> PersonaAccount {
    let plugs = PlugStore(folder: invocation.paths.plugs)
    let rows = means.learnedRows(of: job.persona, plugNamed: plugs.name(ofPlugWith:))
    let usesPlug = rows == nil && job.persona.name.parts.contains(.plug)
    return PersonaAccount(
      rows: rows, plug: usesPlug ? try means.plug()?.account(of: brief) : nil, pushes: job.pushes,
      hasTerms: job.persona.terms != nil)
  }

  /// Lets the person change a draft in the editor.
  ///
  /// Where the editor fails, the draft is shown and kept as it is before the command fails: it took a while.
  ///
  /// - Throws: `TextSourceError.empty` where all of it was deleted: then nobody wants it.
  private func edit(_ result: inout WriteReport.Result) throws {
    let draft = result.draft
    guard draft.ending != .interrupted, !draft.text.isEmpty else { return }
    do {
      let text = try invocation.editedText(draft.text)
      // Editors end a file with a line break that nobody typed.
      let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.endIndex
      result.edited = text[..<end] == draft.text ? nil : String(text[..<end])
    } catch EditorError.unchanged {
    } catch TextSourceError.empty(let source) {
      throw TextSourceError.empty(source)
    } catch {
      result.editFailure = error
    }
  }
}
