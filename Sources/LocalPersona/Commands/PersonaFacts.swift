// PersonaFacts.swift: what `persona status` tells about what was learned of the user.

/// What was learned for one language model.
struct PersonaFacts: Equatable {
  /// What the model is called.
  let model: String

  /// What there is; nil where the record cannot be read.
  let learned: Learned?

  /// The outcome of `persona learn`.
  struct Learned: Equatable {
    let date: Timestamp

    /// What `write` uses.
    let strategy: StrategyName

    /// Entries that came into the vault since.
    let newEntryCount: Int
  }

  /// What `vault` has for the models of `records`, encoders left out.
  ///
  /// - Throws: `VaultError`.
  static func all(in vault: Vault, models records: [ModelRecord]) throws -> [PersonaFacts] {
    var facts: [PersonaFacts] = []
    for record in records where record.role == .decoder {
      do {
        guard let persona = try LearnedPersona.load(from: vault, model: record.fingerprint) else { continue }
        let new = vault.entries.count { $0.added > persona.date && $0.isOwnWriting }
        facts.append(
          PersonaFacts(
            model: record.name,
            learned: Learned(
              date: persona.date, strategy: persona.winner.strategyName ?? .retrieval, newEntryCount: new)))
      } catch is LearningError {
        facts.append(PersonaFacts(model: record.name, learned: nil))
      }
    }
    return facts
  }

  /// For programs.
  var json: JSONValue {
    .object([
      ("model", .string(model)), ("readable", .bool(learned != nil)),
      ("learned", JSONValue(learned?.date.iso8601)), ("strategy", JSONValue(learned?.strategy.rawValue)),
      ("newEntries", learned.map { JSONValue($0.newEntryCount) } ?? .null),
    ])
  }
}
