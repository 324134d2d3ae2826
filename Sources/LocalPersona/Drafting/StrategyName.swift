// StrategyName.swift: the strategies by the names that are typed.
//
// A name is a set of parts: 'plug+terms' puts soft rows in front of the prompt and leans towards the
// writer's own terms. That makes every combination comparable with its parts.

/// One way in which a history can shape a draft.
enum StrategyPart: String, Sendable, CaseIterable {
  /// Soft rows that say what the task is, and nothing about the person.
  case instruction

  /// Soft rows made from the history: ``PlugStrategy``.
  case plug

  /// Examples in the prompt: ``Retrieval``.
  case retrieval

  /// The writer's own words and phrases, made more likely: ``LogitsShaper``.
  case terms
}

/// What `--strategy` can say.
public enum StrategyName: String, Sendable, CaseIterable {
  /// What `persona learn` found best for this person and model; retrieval before that.
  case auto

  /// ``NoPersona``
  case none

  /// Soft rows that know the task but no person: what a plug has to be better than.
  case instruction

  /// ``Retrieval``
  case retrieval

  /// ``PlugStrategy``
  case plug

  /// The writer's terms alone.
  case terms

  case instructionRetrieval = "instruction+retrieval"
  case instructionTerms = "instruction+terms"
  case instructionRetrievalTerms = "instruction+retrieval+terms"
  case plugRetrieval = "plug+retrieval"
  case plugTerms = "plug+terms"
  case retrievalTerms = "retrieval+terms"
  case plugRetrievalTerms = "plug+retrieval+terms"

  /// The parts that the name joins; none for ``auto``, which stands for another name, and for ``none``.
  var parts: Set<StrategyPart> {
    Set(rawValue.split(separator: "+").compactMap { StrategyPart(rawValue: String($0)) })
  }

  /// The name that joins `parts`; ``none`` where there are none, nil where no name does.
  init?(parts: Set<StrategyPart>) {
    guard let name = Self.allCases.first(where: { $0 != .auto && $0.parts == parts }) else { return nil }
    self = name
  }
}
