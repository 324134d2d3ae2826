// PromptBuilder.swift: lays a prompt out for one model: soft rows, examples, the brief last.
//
// What the user wrote is always encoded as text: no word of an entry or a brief can become a control token.
// Examples are dropped, the least fitting first, until they keep to their budget of tokens; a brief that is
// longer than the model can read loses its middle.

internal import Inference

/// An entry in the role of an answer that was given before.
struct PromptExample {
  let entry: Entry

  /// How well it fits the brief; 0 and more.
  let score: Float

  /// What it would have been the answer to.
  let request: WritingRequest

  /// Its text, shortened.
  let answer: String
}

/// Makes prompts for one model.
public struct PromptBuilder {
  let model: any LanguageModel

  /// Tokens that all examples together may take.
  ///
  /// Measured on the default model: more of them, and it continues the examples instead of following the
  /// brief.
  public static let exampleTokenBudget = 420

  /// What parts texts for a model that only continues them.
  private static let divider = "* * *"

  /// Makes prompts for `model`.
  public init(model: any LanguageModel) { self.model = model }

  /// The prompt for `brief`.
  ///
  /// - Parameters:
  ///   - brief: What to write.
  ///   - softRows: Embedding rows in front of everything, shape (count, embedding length).
  ///   - examples: The most fitting first; it stands last in the prompt, next to the brief.
  ///   - uses: The entries behind `softRows`; the uses of examples are added here.
  /// - Returns: The rows of the prompt, and which entries stand behind them.
  /// - Throws: ``DraftingError/briefTooLong(tokenCount:limit:)`` where no word of it fits beside the draft;
  ///   ``DraftingError/textTooLong(tokenCount:limit:)`` where the text to rewrite does not fit.
  func plan(
    _ brief: Brief, softRows: [[Float]] = [], examples: [PromptExample] = [], uses: [EntryUse] = []
  ) throws(DraftingError) -> PromptPlan {
    let isSoft = !softRows.isEmpty
    let limit = model.promptLimit(draftTokenCount: brief.length.tokenLimit)
    let frame = { encode(parts($0, examples: [], isSoft: isSoft)).count + softRows.count }
    let (whole, givenOmission) = try withGiven(brief, limit: limit, tokenCount: frame)
    guard let (request, omission) = whole.shortened(untilItFits: { frame($0) <= limit }) else {
      throw .briefTooLong(tokenCount: frame(whole), limit: limit)
    }
    let budget = min(Self.exampleTokenBudget, limit - frame(request))
    let fit = fitted(request, examples: examples, budget: budget, isSoft: isSoft)
    return PromptPlan(
      rows: softRows.map(InputRow.embedding) + fit.tokens.map(InputRow.token),
      shownText: Self.shown(fit.parts, softRowCount: softRows.count),
      uses: uses + Self.uses(of: fit.examples),
      stopTexts: model.chatTemplate == nil ? [Self.divider] : [], omission: omission,
      givenOmission: givenOmission, given: brief.given, kind: brief.kind)
  }

  /// The request for `brief` with as much of its given text as leaves room for examples, or else for the
  /// rest.
  private func withGiven(
    _ brief: Brief, limit: Int, tokenCount: (WritingRequest) -> Int
  ) throws(DraftingError) -> (request: WritingRequest, omission: BriefOmission?) {
    let whole = WritingRequest(brief)
    guard let given = brief.given else { return (whole, nil) }
    if given.use == .rewritten {
      guard tokenCount(whole) <= limit else {
        throw .textTooLong(tokenCount: tokenCount(whole), limit: limit)
      }
      return (whole, nil)
    }
    for room in [max(limit / 2, limit - Self.exampleTokenBudget), limit] {
      if let fit = whole.cuttingGiven(untilItFits: { tokenCount($0) <= room }) { return fit }
    }
    throw .briefTooLong(tokenCount: tokenCount(whole), limit: limit)
  }

  /// The prompt for `request` as training reads it: that of ``plan(_:softRows:examples:uses:)``, without
  /// rows.
  ///
  /// - Parameters:
  ///   - request: What is asked for.
  ///   - examples: The most fitting first.
  ///   - isSoft: Whether soft rows stand in front; the system turn is left out then.
  ///   - exampleBudget: Tokens that all examples together may take.
  /// - Returns: Tokens; the answer follows them.
  func requestTokens(
    _ request: WritingRequest, examples: [PromptExample] = [], isSoft: Bool = true,
    exampleBudget: Int = exampleTokenBudget
  ) -> [TokenID] {
    fitted(request, examples: examples, budget: exampleBudget, isSoft: isSoft).tokens
  }

  /// The prompt with as many examples as keep to the budget of tokens for all of them.
  private func fitted(
    _ request: WritingRequest, examples: [PromptExample], budget: Int, isSoft: Bool
  ) -> (examples: [PromptExample], parts: [PromptPart], tokens: [TokenID]) {
    let frame = examples.isEmpty ? 0 : encode(parts(request, examples: [], isSoft: isSoft)).count
    var kept = examples
    var prompt = parts(request, examples: kept, isSoft: isSoft)
    var tokens = encode(prompt)
    while !kept.isEmpty, tokens.count - frame > budget {
      kept.removeLast()
      prompt = parts(request, examples: kept, isSoft: isSoft)
      tokens = encode(prompt)
    }
    return (kept, prompt, tokens)
  }

  /// Soft rows take the place of the system turn: they say what the model is to be.
  private func parts(
    _ request: WritingRequest, examples: [PromptExample], isSoft: Bool
  ) -> [PromptPart] {
    guard let template = model.chatTemplate else {
      let shown = examples.reversed().map { "\($0.request.heading)\n\n\($0.answer)" }
      let before = [request.prefaceHeading].compactMap(\.self) + shown
      let texts = before.map { "\($0)\n\n\(Self.divider)\n\n" } + [request.heading, "\n\n"]
      return [.text(texts.joined() + (request.opening ?? ""))]
    }
    var exchanges: [(user: String, assistant: String)] = []
    if let preface = request.preface { exchanges.append((preface, WritingRequest.prefaceAnswer)) }
    for example in examples.reversed() { exchanges.append((example.request.instruction, example.answer)) }
    let turns = template.render(
      system: isSoft ? "" : nil, exchanges: exchanges, user: request.instruction)
    guard let opening = request.opening else { return turns }
    return turns + [.text(opening)]
  }

  /// The tokens of `parts`, behind what the model begins every text with.
  func encode(_ parts: [PromptPart]) -> [TokenID] {
    let tokenizer = model.tokenizer
    // Of an empty text nothing is left but what the model expects around one; what ends it is the layout's.
    var tokens = tokenizer.encode("", addSpecial: true, parseSpecial: false)
      .filter { $0 == tokenizer.beginOfSequence }
    for part in parts {
      switch part {
      case .control(let name): tokens += tokenizer.token(named: name).map { [$0] } ?? []
      case .text(let text): tokens += tokenizer.encode(text, addSpecial: false, parseSpecial: false)
      }
    }
    return tokens
  }

  /// `parts` for people.
  static func shown(_ parts: [PromptPart], softRowCount: Int) -> String {
    let soft = softRowCount == 0 ? "" : "[\(softRowCount) soft rows]\n"
    return parts.reduce(into: soft) { shown, part in
      switch part {
      case .control(let name): shown += name
      case .text(let text): shown += text
      }
    }
  }

  /// Shares by score; equal ones where no example has to do with the brief.
  private static func uses(of examples: [PromptExample]) -> [EntryUse] {
    let total = examples.reduce(0) { $0 + $1.score }
    return examples.map {
      EntryUse(entry: $0.entry, weight: total > 0 ? $0.score / total : 1 / Float(examples.count))
    }
  }
}
