// WhyReport.swift: what `persona why` says: the strategy that drafts use, and how well that is founded. The
// facts are those that `persona learn` stored; nothing is measured here, and nothing is said that was not.

/// The strategy that drafts use, and its grounds.
struct WhyReport {
  /// What the language model is called.
  let model: String

  /// What was learned for it; nil where nothing was.
  let learned: LearnedPersona?

  /// Whether what won can still be used.
  let isUsable: Bool

  /// Entries of the person's own writing.
  let entryCount: Int

  /// Whether it is time to learn again.
  let due: LearningDue

  /// Takes what is known as it is.
  init(model: String, learned: LearnedPersona?, isUsable: Bool, entryCount: Int, due: LearningDue) {
    self.model = model
    self.learned = learned
    self.isUsable = isUsable
    self.entryCount = entryCount
    self.due = due
  }

  /// Reads what `vault` has for a model.
  ///
  /// - Parameters:
  ///   - record: The language model.
  ///   - vault: Open for either.
  ///   - findPlug: The plug for the model, or nil.
  /// - Throws: ``LearningError/damagedRecord``, `VaultError`, what `findPlug` throws.
  init(_ record: ModelRecord, in vault: Vault, findPlug: () throws -> PlugDocument?) throws {
    let learned = try LearnedPersona.load(from: vault, model: record.fingerprint)
    let entries = vault.ownEntries
    self.init(
      model: record.name, learned: learned, isUsable: try learned?.canBeUsed(findPlug: findPlug) ?? false,
      entryCount: entries.count,
      due: LearningDue(
        entries, learned: learned, settings: try LearningSettings.load(from: vault),
        model: record.fingerprint))
  }

  /// What `write --strategy auto` comes down to.
  var strategy: StrategyName {
    guard let learned, isUsable else { return .retrieval }
    return learned.winner.strategyName ?? .retrieval
  }

  /// What is used, what was measured, what was not, and what to do next: a sentence each.
  var sentences: [String] {
    [
      WhyMessages.used(self), WhyMessages.measured(self), WhyMessages.notMeasured(self),
      WhyMessages.next(self),
    ]
  }

  /// The best of what was tried and is no control, whether or not it was good enough.
  var bestTried: LearnedResult? {
    learned?.results.filter { $0.strategy.isChoice && $0.strategy != .none }.min { $0.loss < $1.loss }
  }

  /// The loss of what won less that of the same with strangers' personas; nil where it has none of the
  /// person's own, or strangers were not measured.
  var differenceFromStrangers: Double? {
    guard let learned, let own = learned.winnerResult, [.plug, .adapted].contains(own.strategy.rows),
      let other = learned.results.first(where: { $0.strategy == own.strategy.with(rows: .stranger) })
    else { return nil }
    return own.loss - other.loss
  }

  /// Everything, for programs.
  var json: JSONValue {
    let strangers = differenceFromStrangers.map { JSONValue.number($0) } ?? .null
    return .object([
      ("model", .string(model)), ("strategy", .string(strategy.rawValue)),
      ("measured", .bool(learned != nil)), ("usable", .bool(isUsable)),
      ("winner", JSONValue(learned.map { LearningMessages.label($0.winner) })),
      ("learned", JSONValue(learned?.date.iso8601)),
      ("heldOut", Self.count(learned?.heldOutCount)), ("entries", Self.count(learned?.entryCount)),
      ("ways", Self.count(learned.map { LearningGate.wayCount(in: $0.results) })),
      ("againstNone", Self.json(learned?.winnerResult)),
      ("againstStrangers", strangers),
      ("bestTried", Self.json(bestTried)),
      ("sentences", JSONValue(sentences)),
    ])
  }

  private static func count(_ count: Int?) -> JSONValue { count.map { JSONValue($0) } ?? .null }

  private static func json(_ result: LearnedResult?) -> JSONValue {
    guard let result else { return .null }
    return .object([
      ("way", .string(LearningMessages.label(result.strategy))), ("loss", .number(result.loss)),
      ("difference", .number(result.difference)), ("low", .number(result.low)),
      ("high", .number(result.high)),
    ])
  }
}
