// WritingRequest+Shortening.swift: a brief that is longer than a model can read, made to fit.
//
// What is wanted stands at the beginning of a brief, what is newest at its end: the middle goes. Two thirds of what
// is kept are from the beginning.

extension WritingRequest {
  /// What stands for the words that were left out.
  private static let gap = "…"

  /// This request, or as much of it as fits.
  ///
  /// - Parameter fits: Whether a request is short enough; true for shorter ones where it is for longer ones.
  /// - Returns: The request and the number of words that were left out; nil where not even one word fits.
  func shortened(untilItFits fits: (WritingRequest) -> Bool) -> (
    request: WritingRequest, omittedWordCount: Int
  )? {
    if fits(self) { return (self, 0) }
    let words = content.split(whereSeparator: \.isWhitespace)
    // The greatest number of words that fits: `fitting` does, `tooMany` does not.
    var fitting = 0, tooMany = words.count
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if fits(keeping(middle, of: words)) { fitting = middle } else { tooMany = middle }
    }
    return fitting == 0 ? nil : (keeping(fitting, of: words), words.count - fitting)
  }

  private func keeping(_ count: Int, of words: [Substring]) -> WritingRequest {
    let head = words.prefix(count - count / 3).joined(separator: " ")
    let tail = words.suffix(count / 3).joined(separator: " ")
    return WritingRequest(
      form: form, content: [head, Self.gap, tail].filter { !$0.isEmpty }.joined(separator: " "))
  }
}
