// WritingRequest+Given.swift: a given text that is longer than a model can read, made to fit.
//
// Of a message the middle goes: who writes and why stands at its beginning, what is asked at its end. Of a
// text to go on from the beginning goes, as what follows depends most on what stands right before it. What
// stays is kept as it is, line by line. Nothing of a text to rewrite is cut: nobody would see which facts
// were lost.

extension WritingRequest {
  /// What stands for what was left out.
  private static let gap = "\n…\n"

  /// This request, or one with as much of the given text as fits.
  ///
  /// - Parameter fits: Whether a request is short enough; true for shorter ones where it is for longer ones.
  /// - Returns: The request and what was left out; nil where not even one character of the text fits.
  func cuttingGiven(
    untilItFits fits: (WritingRequest) -> Bool
  ) -> (request: WritingRequest, omission: BriefOmission?)? {
    guard let given, !fits(self) else { return (self, nil) }
    let text = given.text
    let words = text.split(whereSeparator: \.isWhitespace)
    if let (request, count) = cutting(given, to: words, untilItFits: fits) { return (request, .words(count)) }
    let characters = text.indices.map { text[$0...$0] }
    return cutting(given, to: characters, untilItFits: fits).map {
      ($0.request, .characters($0.omittedCount))
    }
  }

  /// The request with the greatest number of `pieces` of the given text that fits; nil where one does not.
  private func cutting(
    _ given: GivenText, to pieces: [Substring], untilItFits fits: (WritingRequest) -> Bool
  ) -> (request: WritingRequest, omittedCount: Int)? {
    func request(_ count: Int) -> WritingRequest {
      WritingRequest(
        form: form, content: content, given: GivenText(given, cutTo: Self.kept(count, of: pieces, in: given)))
    }
    // `fitting` pieces fit, `tooMany` do not.
    var fitting = 0, tooMany = pieces.count
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if fits(request(middle)) { fitting = middle } else { tooMany = middle }
    }
    return fitting == 0 ? nil : (request(fitting), pieces.count - fitting)
  }

  private static func kept(_ count: Int, of pieces: [Substring], in given: GivenText) -> String {
    let text = given.text
    let tailCount = given.use == .continued ? count : count / 3
    let headCount = count - tailCount
    let tail = tailCount > 0 ? text[pieces[pieces.count - tailCount].startIndex...] : ""
    guard headCount > 0 else { return String(tail) }
    return String(text[..<pieces[headCount - 1].endIndex]) + gap + String(tail)
  }
}
