// PassageExample.swift: a passage as what somebody could have asked for, and what was written then.
//
// The rule of the brief, the same in training and evaluation: kind and recipient of the passage as in
// `write`, then its title and the eight most telling words (Search/TellingWords.swift; rarity is counted over
// the author's passages) of the part that is predicted: its first 96 tokens, without a word that is cut off
// at their end. Nothing of the rest can reach the prompt. A letter's title "To Ann" is its recipient and not
// its title. The prompt is PromptBuilder's, word for word what `write` makes for that brief behind soft rows,
// which take the place of the system turn. Without rows `write` sends the system turn that the model expects:
// evaluation measures both, and says which is which.

internal import Inference

/// A prompt, and the text that was written.
struct PassageExample: Equatable, Sendable {
  /// Tokens of a passage that the brief is about, and that evaluation predicts.
  static let targetLimit = 96

  /// Tokens that training predicts: the later ones tell less about a person, and cost as much.
  static let trainingTargetLimit = 64

  /// A text with fewer words says nothing about how somebody writes.
  static let leastWordCount = 8

  /// What the model reads before the answer, without soft rows.
  let prompt: [TokenID]

  /// The first tokens of the passage, at most ``targetLimit``.
  let target: [TokenID]

  /// What the brief says, without kind and recipient: what attention and retrieval look for.
  let brief: String

  /// The example behind soft rows.
  ///
  /// - Parameters:
  ///   - softRows: Shape (count, E), row by row.
  ///   - limit: Tokens that are predicted at most.
  /// - Returns: What the model reads, and where its prediction begins.
  func sequence(softRows: [Float] = [], limit: Int = targetLimit) -> TrainingSequence {
    TrainingSequence(softRows: softRows, tokens: prompt + target.prefix(limit), targetStart: prompt.count)
  }

  /// The part of `text` that its first ``targetLimit`` tokens hold, and those tokens.
  static func predictedPart(
    of text: String, by tokenizer: any Tokenizer
  ) -> (text: String, tokens: [TokenID]) {
    // A token has a byte at least, but for those that a tokenizer adds; long texts are not read to their end.
    let all = tokenizer.encode(head(of: text), addSpecial: false, parseSpecial: false)
    guard all.count > targetLimit else { return (text, all) }
    let tokens = Array(all.prefix(targetLimit))
    var part = tokenizer.decode(tokens)
    if tokenizer.bytes(of: all[targetLimit]).first.map({ $0 > 0x20 }) ?? false {
      // The next token may go on with the last word: a fragment would be its most telling one.
      while let last = part.last, !last.isWhitespace { part.removeLast() }
    }
    return (part, tokens)
  }

  /// Enough of a text for its first tokens, cut at white space.
  private static func head(of text: String) -> String {
    let limit = 64 * targetLimit
    guard text.utf8.count > limit else { return text }
    let prefix = text.prefix(limit)
    return String(prefix.lastIndex(where: \.isWhitespace).map { prefix[..<$0] } ?? prefix)
  }
}
