// WritingRequest+Shortening.swift: a brief that is longer than a model can read, made to fit.
//
// What is wanted stands at the beginning of a brief, what is newest at its end: the middle goes. Two thirds
// of what is kept are from the beginning. Texts without white space, as in Chinese, are cut between
// characters.

extension WritingRequest {
  /// What stands for what was left out.
  private static let gap = "…"

  /// This request, or as much of it as fits.
  ///
  /// - Parameter fits: Whether a request is short enough; true for shorter ones where it is for longer ones.
  /// - Returns: The request and what was left out; nil where not even one character fits.
  func shortened(
    untilItFits fits: (WritingRequest) -> Bool
  ) -> (request: WritingRequest, omission: BriefOmission?)? {
    if fits(self) { return (self, nil) }
    let words = content.split(whereSeparator: \.isWhitespace)
    if let (request, count) = shortened(words, joinedBy: " ", untilItFits: fits) {
      return (request, .words(count))
    }
    let characters = content.indices.map { content[$0...$0] }
    return shortened(characters, joinedBy: "", untilItFits: fits).map {
      ($0.request, .characters($0.omittedCount))
    }
  }

  /// The request with the greatest number of `pieces` that fits; nil where one does not.
  private func shortened(
    _ pieces: [Substring], joinedBy separator: String, untilItFits fits: (WritingRequest) -> Bool
  ) -> (request: WritingRequest, omittedCount: Int)? {
    // `fitting` pieces fit, `tooMany` do not.
    var fitting = 0, tooMany = pieces.count
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if fits(keeping(middle, of: pieces, separator)) { fitting = middle } else { tooMany = middle }
    }
    return fitting == 0 ? nil : (keeping(fitting, of: pieces, separator), pieces.count - fitting)
  }

  private func keeping(_ count: Int, of pieces: [Substring], _ separator: String) -> WritingRequest {
    let head = pieces.prefix(count - count / 3).joined(separator: separator)
    let tail = pieces.suffix(count / 3).joined(separator: separator)
    let kept = [head, Self.gap, tail].filter { !$0.isEmpty }
    return WritingRequest(form: form, content: kept.joined(separator: " "), given: given)
  }
}
