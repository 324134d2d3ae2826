// PromptBuilder+Verbatim.swift: a prompt whose words are given: those of a benchmark, which say themselves
// what is to be written. What stands around them, soft rows and turns, is as for every other prompt.

internal import Inference

extension PromptBuilder {
  /// The prompt that says `text` and nothing else.
  ///
  /// - Parameters:
  ///   - text: What the user says, in full.
  ///   - length: How much room the answer needs.
  ///   - softRows: Embedding rows in front of everything, shape (count, embedding length).
  /// - Returns: The prompt; for a model that only continues texts, the answer is one line.
  /// - Throws: ``DraftingError/briefTooLong(tokenCount:limit:)``: given words are not cut here.
  func plan(
    verbatim text: String, length: DraftLength, softRows: [[Float]] = []
  ) throws(DraftingError) -> PromptPlan {
    let template = model.chatTemplate
    let parts = template?.render(system: softRows.isEmpty ? nil : "", user: text) ?? [.text(text + "\n")]
    let tokens = encode(parts)
    let limit = model.promptLimit(draftTokenCount: length.tokenLimit)
    guard tokens.count + softRows.count <= limit else {
      throw .briefTooLong(tokenCount: tokens.count + softRows.count, limit: limit)
    }
    return PromptPlan(
      rows: softRows.map(InputRow.embedding) + tokens.map(InputRow.token),
      shownText: Self.shown(parts, softRowCount: softRows.count), uses: [],
      stopTexts: template == nil ? ["\n"] : [], omission: nil)
  }

  /// How many tokens a given text may have beside `length` and `softRowCount`.
  func verbatimLimit(length: DraftLength, softRowCount: Int) -> Int {
    let frame = model.chatTemplate?.render(system: nil, user: "") ?? [.text("\n")]
    // Some more: where text and frame touch, their tokens may be others than apart.
    let margin = 4
    return model.promptLimit(draftTokenCount: length.tokenLimit) - encode(frame).count - softRowCount - margin
  }
}
