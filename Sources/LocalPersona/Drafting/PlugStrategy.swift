// PlugStrategy.swift: who somebody is, as a few soft rows in front of the brief: [I ; P ; brief].
//
// Equation 5 of arXiv 2409.11901. Examples from the history may stand between the rows and the brief: the
// rows come first in every prompt, since that is where they stood in training.

/// Soft rows in front of the prompt.
struct PlugStrategy: DraftingStrategy {
  /// What makes the rows of a brief; shape (count, embedding length).
  private let softRows: (Brief) throws -> [[Float]]

  /// Where examples come from; nil without any.
  private let retrieval: Retrieval?

  /// Puts what `softRows` gives for a brief in front of it, and before that the examples of `retrieval`.
  init(retrieval: Retrieval? = nil, softRows: @escaping (Brief) throws -> [[Float]]) {
    self.retrieval = retrieval
    self.softRows = softRows
  }

  /// The soft rows, the examples if any, the brief.
  ///
  /// - Throws: ``DraftingError/briefTooLong(tokenCount:limit:)``, and what makes the rows throws.
  func plan(_ brief: Brief, builder: PromptBuilder) throws -> PromptPlan {
    let rows = try softRows(brief)
    guard let retrieval else { return try builder.plan(brief, softRows: rows) }
    let (asked, examples) = try retrieval.examples(for: brief)
    return try builder.plan(asked, softRows: rows, examples: examples)
  }
}
