// AnswerScorer.swift: chooses one of some fixed answers: the one that the model is likeliest to give, whole.
// Nothing is drawn, and no answer can be unreadable.

internal import Inference

/// Tells how likely a model is to answer with each of some texts.
struct AnswerScorer {
  let model: any LanguageModel

  /// Asked now and then while a prompt is read.
  let isInterrupted: () -> Bool

  /// Prompt rows that are read between two looks for Ctrl-C.
  private static let promptPieceCount = 128

  /// ln p(answer, and nothing after it | prompt) of each of `answers`.
  ///
  /// - Parameters:
  ///   - answers: Texts; each has a token at least.
  ///   - rows: The prompt, at least one row.
  /// - Returns: One number an answer, at most 0; nil where it was interrupted.
  /// - Throws: What the model throws.
  func scores(of answers: [String], after rows: [InputRow]) throws -> [Double]? {
    let tokens = answers.map { model.tokenizer.encode($0, addSpecial: false, parseSpecial: false) }
    let room = (tokens.map(\.count).max() ?? 0) + 1
    let sequence = model.makeSequence(capacity: rows.count + room, beginning: rows)
    var first: [Float] = []
    for start in stride(from: sequence.count, to: rows.count, by: Self.promptPieceCount) {
      if isInterrupted() { return nil }
      first = try sequence.append(Array(rows[start..<min(start + Self.promptPieceCount, rows.count)]))
    }
    return try tokens.map { answer in
      sequence.truncate(to: rows.count)
      return try score(answer, in: sequence, logits: first)
    }
  }

  private func score(
    _ answer: [TokenID], in sequence: any ModelSequence, logits first: [Float]
  ) throws -> Double {
    var logits = first
    var score = 0.0
    for token in answer {
      score += Self.logProbability(of: [token], logits)
      logits = try sequence.append([.token(token)])
    }
    // A model without an end of text cannot say that the answer is complete.
    let ends = model.tokenizer.endOfGeneration
    return ends.isEmpty ? score : score + Self.logProbability(of: ends, logits)
  }

  /// ln of the probability of `tokens` together.
  private static func logProbability(of tokens: some Sequence<TokenID>, _ logits: [Float]) -> Double {
    logOfSum(tokens.compactMap { logits.indices.contains(Int($0)) ? logits[Int($0)] : nil })
      - logOfSum(logits)
  }

  /// ln Σ e^logit, from the highest on down, so that nothing overflows and no sum is 0.
  private static func logOfSum(_ logits: [Float]) -> Double {
    guard let highest = logits.max() else { return -.infinity }
    let sum = logits.reduce(0.0) { $0 + Double(exponential($1 - highest)) }
    return Double(highest) + StyleLogarithm.log(sum)
  }
}
