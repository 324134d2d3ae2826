// Generator.swift: writes a draft: reads the prompt, draws token after token, and streams the text.
//
// The same prompt, settings and history give the same draft. A draft never holds eight words in a row of the
// history, nor of the text that it starts from, nor the same eight words twice: see DraftTail for how it goes
// back. Ctrl-C ends it with what is written.

public import Inference

/// Writes drafts with one model.
public struct Generator {
  private let model: any LanguageModel
  private let sampling: SamplerSettings
  private let copies: CopyIndex
  private let shaper: (any LogitsShaper)?
  private let isInterrupted: () -> Bool

  /// Prompt rows that are read between two looks for Ctrl-C.
  private static let promptPieceCount = 128

  /// Prepares to write.
  ///
  /// - Parameters:
  ///   - model: What writes.
  ///   - sampling: How tokens are drawn. The repetition penalty looks at the draft only: to hold the brief's
  ///     own words against it would lead away from the brief.
  ///   - copies: What must not be copied.
  ///   - shaper: Changes the model's choice before each draw; nil leaves it as it is.
  ///   - isInterrupted: Whether to stop; asked before each token.
  public init(
    model: any LanguageModel, sampling: SamplerSettings, copies: CopyIndex,
    shaper: (any LogitsShaper)? = nil, isInterrupted: @escaping () -> Bool
  ) {
    self.model = model
    self.sampling = sampling
    self.copies = copies
    self.shaper = shaper
    self.isInterrupted = isInterrupted
  }

  /// Writes a draft.
  ///
  /// - Parameters:
  ///   - plan: The prompt.
  ///   - length: When to end, where the model does not by itself.
  ///   - seed: Where the random numbers of this draft start; nil for what the settings say.
  ///   - emit: Gets the text piece by piece.
  /// - Returns: The whole text, and how it ended.
  /// - Throws: What `emit` and the model throw.
  public func draft(
    _ plan: PromptPlan, length: DraftLength, seed: UInt64? = nil, emit: (String) throws -> Void
  ) throws -> WrittenDraft {
    let clock = ContinuousClock()
    let start = clock.now
    let sequence = model.makeSequence(
      capacity: plan.rows.count + length.tokenLimit, beginning: plan.rows)
    guard let logits = try read(plan.rows, into: sequence) else {
      var draft = WrittenDraft()
      draft.ending = .interrupted
      return draft
    }
    let promptEnd = clock.now
    var firstText: ContinuousClock.Instant?
    func show(_ text: String) throws {
      if !text.isEmpty { firstText = firstText ?? clock.now }
      try emit(text)
    }
    var sampling = sampling
    sampling.seed = seed ?? sampling.seed
    var writing = DraftWriting(
      tokenizer: model.tokenizer, sequence: sequence, sampler: Sampler(sampling), logits: logits,
      limits: DraftLimits(length: length, stopTexts: plan.stopTexts), copies: copies,
      shaper: shaper, given: plan.given)
    while try writing.advance(isInterrupted: isInterrupted()) { try show(writing.takeText()) }
    try show(writing.takeText())
    var draft = writing.draft
    draft.promptTokenCount = plan.rows.count
    draft.promptSeconds = (promptEnd - start).inSeconds
    draft.writingSeconds = (clock.now - promptEnd).inSeconds
    draft.firstTextSeconds = firstText.map { ($0 - start).inSeconds }
    return draft
  }

  /// Reads what `sequence` does not hold yet of the prompt.
  ///
  /// - Returns: The logits after it; nil where it was interrupted.
  private func read(_ rows: [InputRow], into sequence: any ModelSequence) throws -> [Float]? {
    var logits: [Float] = []
    for start in stride(from: sequence.count, to: rows.count, by: Self.promptPieceCount) {
      if isInterrupted() { return nil }
      logits = try sequence.append(Array(rows[start..<min(start + Self.promptPieceCount, rows.count)]))
    }
    return logits
  }
}

extension Duration {
  /// The duration as a number of seconds.
  var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
