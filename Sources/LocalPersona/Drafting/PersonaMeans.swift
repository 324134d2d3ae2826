// PersonaMeans.swift: what there is on this machine to make a model write like this person, by strategy.
//
// What `persona learn` found comes first. The plug is looked for only where a strategy needs it and nothing
// was learned for it: reading a plug and a history takes time that no other strategy should pay. For a plug
// that looks at the brief no rows are learned but trained ones: it makes them for each brief.
//
// A register comes before what was learned of all entries where that can be done at once: its entries are the
// first examples, and what the plug reads. Rows that were trained, and terms, stay those of the whole
// history.

/// What a strategy comes down to, for one person and model.
struct DraftingPersona {
  /// What is used: never ``StrategyName/auto``.
  let name: StrategyName

  /// Makes the prompt.
  let strategy: any DraftingStrategy

  /// The writer's terms; nil where the strategy leaves them out.
  let terms: TermModel?

  /// Without a persona.
  static var none: DraftingPersona {
    DraftingPersona(name: .none, strategy: NoPersona(), terms: nil)
  }
}

/// Everything that a strategy may be made of.
final class PersonaMeans {
  private let modelName: String
  private let history: HistorySearch
  private let learned: LearnedPersona?
  private let exampleCount: Int?

  /// The entries that drafts go by before all others; nil for none in particular.
  let register: DraftRegister?

  /// The plugs of other models; asked where this one has none, to say so.
  var otherPlugs: () -> [OtherPlug] = { [] }

  private let findPlug: () throws -> PersonaPlug?
  private var foundPlug: PersonaPlug??

  /// Joins the means.
  ///
  /// - Parameters:
  ///   - modelName: What the language model is called here.
  ///   - history: The entries.
  ///   - learned: What was learned for this model, if anything was.
  ///   - exampleCount: How many examples to show; nil for as many as were found best.
  ///   - register: The entries to go by before all others.
  ///   - findPlug: The plug for this model with the history in it, or nil; asked once at most.
  init(
    modelName: String, history: HistorySearch, learned: LearnedPersona?, exampleCount: Int? = nil,
    register: DraftRegister? = nil, findPlug: @escaping () throws -> PersonaPlug?
  ) {
    self.modelName = modelName
    self.history = history
    self.learned = learned
    self.exampleCount = exampleCount
    self.register = register
    self.findPlug = findPlug
  }

  /// What `asked` comes down to.
  ///
  /// `auto` is what was found best in learning. Where nothing was learned, or what it needs is no longer
  /// there, it is retrieval.
  /// - Throws: ``StrategyError`` where a strategy asked for by name lacks something; what finding the plug
  ///   throws.
  func persona(for asked: StrategyName) throws -> DraftingPersona {
    guard asked == .auto else { return try make(asked, examples: Retrieval.defaultExampleCount) }
    guard let learned, let name = learned.winner.strategyName,
      try learned.canBeUsed(findPlug: { try plug()?.document })
    else { return try make(.retrieval, examples: Retrieval.defaultExampleCount) }
    return try make(name, examples: learned.winner.exampleCount)
  }

  /// The plug for this model; nil where none is installed.
  func plug() throws -> PersonaPlug? {
    if let foundPlug { return foundPlug }
    let plug = try findPlug()
    foundPlug = .some(plug)
    return plug
  }

  /// Whether the register shapes what `persona` writes.
  func usesRegister(_ persona: DraftingPersona) -> Bool {
    guard register != nil else { return false }
    let parts = persona.name.parts
    return parts.contains(.retrieval) || parts.contains(.plug) && plugReadsRegister()
  }

  /// The stored rows that `persona` writes with; nil where it has none, or where the plug makes them.
  ///
  /// What cannot be found out is left out: nobody loses a draft for its explanation.
  ///
  /// - Parameters:
  ///   - persona: What this made.
  ///   - name: What the plug with a fingerprint is called here; nil where it is not installed.
  /// - Returns: What is known of them.
  func learnedRows(of persona: DraftingPersona, plugNamed name: ([UInt8]) -> String?) -> LearnedRows? {
    guard persona.name.parts.contains(.plug), let learned, usesLearnedRows(.plug) else { return nil }
    var habits: [StyleHabit] = []
    if let plug = try? plug(), plug.document.fingerprint == learned.plugFingerprint {
      habits = (try? plug.habits()) ?? []
    }
    return LearnedRows(
      stepCount: learned.stepCount, entryCount: learned.rowEntryCount, date: learned.date,
      plugName: name(learned.plugFingerprint), habits: habits)
  }

  private func make(_ name: StrategyName, examples: Int) throws -> DraftingPersona {
    let parts = name.parts
    let terms = parts.contains(.terms) ? learned?.terms : nil
    if parts.contains(.terms), terms == nil { throw StrategyError.noTerms(model: modelName) }
    let retrieval =
      parts.contains(.retrieval)
      ? Retrieval(
        history, exampleCount: exampleCount ?? examples, ranking: .both, register: register) : nil
    let strategy: any DraftingStrategy
    if let part = parts.first(where: \.needsRows) {
      strategy = PlugStrategy(retrieval: retrieval, softRows: try rows(part))
    } else {
      strategy = retrieval ?? NoPersona()
    }
    return DraftingPersona(name: name, strategy: strategy, terms: terms)
  }

  private func rows(_ part: StrategyPart) throws -> (Brief) throws -> [[Float]] {
    if let learned, usesLearnedRows(part) {
      let rows = learned.softRows.rows(count: learned.softCount)
      return { _ in rows }
    }
    guard let plug = try plug() else {
      throw StrategyError.noPlug(model: modelName, others: otherPlugs())
    }
    return part == .instruction ? { _ in plug.instructionRows } : plug.softRows
  }

  /// Whether stored rows are what `part` asks for, and no register takes their place.
  private func usesLearnedRows(_ part: StrategyPart) -> Bool {
    learned?.hasRows(for: part) == true && (part != .plug || !plugReadsRegister())
  }

  /// Whether the plug reads the entries of the register, and not rows that were learned take its place.
  ///
  /// Rows that were not trained can be made again of fewer entries. Where that takes another encoder than
  /// that of style, it would take too long at each draft.
  private func plugReadsRegister() -> Bool {
    guard register != nil else { return false }
    guard let learned, learned.hasRows(for: .plug) else { return true }
    guard !learned.hasTrainedRows, let found = try? plug() else { return false }
    return found.document.fingerprint == learned.plugFingerprint
      && found.document.plug.settings.encoder == .style
  }
}

extension LearnedPersona {
  /// Whether rows were kept that were trained on all entries: no register changes them.
  var hasTrainedRows: Bool { softCount > 0 && !softRows.isEmpty && rowsOrigin == .adapted }

  /// Whether rows were kept that are what `part` asks for.
  fileprivate func hasRows(for part: StrategyPart) -> Bool {
    softCount > 0 && !softRows.isEmpty && rowsOrigin.part == part
  }

  /// Whether what won can still be done: its terms are there, and its rows, or the plug that makes them for
  /// each brief; `findPlug` looks for that of the model, where no rows were kept.
  func canBeUsed(findPlug: () throws -> PlugDocument?) rethrows -> Bool {
    if winner.usesTerms, terms == nil { return false }
    guard let part = winner.rows.part, !hasRows(for: part) else { return true }
    // The plug that makes them must be the one that won.
    guard let document = try findPlug() else { return false }
    return document.fingerprint == plugFingerprint
  }
}

extension StrategyPart {
  /// Whether it is soft rows.
  fileprivate var needsRows: Bool { self == .instruction || self == .plug }
}

extension LearnedStrategy {
  /// The name under which it can be asked for; nil for a control that nobody writes with.
  var strategyName: StrategyName? {
    guard isChoice else { return nil }
    var parts = Set([rows.part].compactMap(\.self))
    if exampleCount > 0 { parts.insert(.retrieval) }
    if usesTerms { parts.insert(.terms) }
    return StrategyName(parts: parts)
  }
}

extension LearnedStrategy.Rows {
  /// What of a strategy these rows are; nil for none, and for a stranger's.
  fileprivate var part: StrategyPart? {
    switch self {
    case .none, .stranger: nil
    case .instruction: .instruction
    case .plug, .adapted: .plug
    }
  }
}
