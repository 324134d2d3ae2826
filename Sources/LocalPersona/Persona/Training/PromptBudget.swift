// PromptBudget.swift: a prompt whose examples take a given number of tokens, so that ways of using a history
// can be compared at one length of the prompt.
//
// The tokens of the examples are those that the prompt has more than it would have without any: their text,
// the requests that they answer, and the turns around both.

internal import Inference

/// Room for examples in front of one request.
struct PromptBudget {
  let builder: PromptBuilder
  let request: WritingRequest
  let isSoft: Bool

  /// Tokens that the examples may take.
  let tokenCount: Int

  /// The prompt with as many examples as there is room for.
  ///
  /// Whole ones, and of the first that has no room as many words as have: the prompt is shorter than it may
  /// be by less than a word, or by the frame of an example where not even a word fits in.
  ///
  /// - Parameter examples: The most fitting first, each with its whole text.
  /// - Returns: Tokens; the answer follows them.
  func prompt(behind examples: [PromptExample]) -> [TokenID] {
    let plain = prompt([])
    var shown: [PromptExample] = []
    var best = plain
    func fits(_ prompt: [TokenID]) -> Bool { prompt.count - plain.count <= tokenCount }
    for example in examples {
      let longer = prompt(shown + [example])
      guard fits(longer) else {
        let cut = longestBeginning(of: example, isTaken: fits) { prompt(shown + [$0]) }
        return cut ?? best
      }
      shown.append(example)
      best = longer
    }
    return best
  }

  /// The prompt with the longest beginning of an example that is taken; nil where not even a word is.
  private func longestBeginning(
    of example: PromptExample, isTaken: ([TokenID]) -> Bool, in prompt: (PromptExample) -> [TokenID]
  ) -> [TokenID]? {
    let bytes = Array(example.answer.utf8)
    let words = WordScanner.words(of: example.answer)
    var best: [TokenID]?
    // So many words are taken; so many are not.
    var taken = 0
    var refused = words.count + 1
    while refused - taken > 1 {
      let count = (taken + refused) / 2
      let head = String(decoding: bytes[..<words[count - 1].range.upperBound], as: UTF8.self)
      let tokens = prompt(
        PromptExample(entry: example.entry, score: example.score, request: example.request, answer: head))
      if isTaken(tokens) {
        best = tokens
        taken = count
      } else {
        refused = count
      }
    }
    return best
  }

  private func prompt(_ examples: [PromptExample]) -> [TokenID] {
    builder.requestTokens(request, examples: examples, isSoft: isSoft, exampleBudget: .max)
  }
}
