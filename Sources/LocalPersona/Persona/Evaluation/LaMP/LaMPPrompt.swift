// LaMPPrompt.swift: the prompts of LaMP: a question as it is, or with items of the profile, worded as in the
// paper and cut as in its script: the question keeps six tenths of the room at most, the items share what it
// leaves.

internal import Inference

/// Words prompts for one task and model.
struct LaMPPrompt {
  let task: LaMPTask
  let tokenizer: any Tokenizer

  /// Tokens of a prompt at most, without turns and soft rows.
  let tokenLimit: Int

  /// The share of the room that a question keeps beside items, in tenths.
  private static let questionTenths = 6

  /// Fewer tokens of an item than this tell nothing: rather one item less.
  private static let leastItemTokenCount = 4

  /// Words a prompt.
  ///
  /// - Parameters:
  ///   - input: The question, with its instruction.
  ///   - items: Items of the profile to show, the best first; those that have no room are left out, the last
  ///     first.
  /// - Returns: The prompt, cut at its end where even the question is too long.
  func text(_ input: String, showing items: [LaMPItem] = []) -> String {
    let question = min(count(input), tokenLimit * Self.questionTenths / 10)
    var kept = items
    while !kept.isEmpty {
      if let shown = shown(kept, tokenCount: tokenLimit - question) {
        return cut(joined(shown, with: input), to: tokenLimit)
      }
      kept.removeLast()
    }
    return cut(input, to: tokenLimit)
  }

  /// Each item in the paper's words, cut so that all take `tokenCount` tokens; nil where one would have no
  /// room.
  private func shown(_ items: [LaMPItem], tokenCount: Int) -> [String]? {
    // Two tokens stand between two items: ", and".
    let share = (tokenCount - 1 - 2 * (items.count - 1)) / items.count
    var saved = 0
    var shown: [String] = []
    for item in items {
      let frame = count(words(item, text: ""))
      let room = share + saved - frame
      guard room >= Self.leastItemTokenCount else { return nil }
      let text = cut(item.text, to: room)
      saved = room - count(text)
      shown.append(words(item, text: text))
    }
    return shown
  }

  /// An item in the paper's words; the spaces at the end are LaMP's.
  private func words(_ item: LaMPItem, text: String) -> String {
    switch task {
    case .citation: "\"\(text)\""
    case .tweet: "\"\(text)\" "
    case .movieTag: "the tag for the movie: \"\(text)\" is \"\(item.label)\" "
    case .newsCategory: "the category for the article: \"\(text)\" is \"\(item.label)\" "
    case .rating: "\(item.label) is the score for \"\(text)\" "
    case .headline, .paperTitle: "\"\(item.label)\" is the title for \"\(text)\" "
    }
  }

  private func joined(_ shown: [String], with input: String) -> String {
    let items = shown.joined(separator: ", and ")
    switch task {
    case .citation:
      // The author's other titles come behind the word "title", before that of the question.
      guard let word = input.firstRange(of: "title") else { return input }
      return "\(input[..<word.upperBound]), and \(items)\(input[word.upperBound...])"
    case .movieTag, .newsCategory, .rating, .headline: return items + ". " + input
    case .paperTitle: return items + ". Following the given patterns " + input
    case .tweet: return items + " are written by a person. Following the given patterns " + input
    }
  }

  private func count(_ text: String) -> Int {
    tokenizer.encode(text, addSpecial: false, parseSpecial: false).count
  }

  /// The first `limit` tokens of `text`, as text; a character that they leave incomplete goes.
  private func cut(_ text: String, to limit: Int) -> String {
    let tokens = tokenizer.encode(text, addSpecial: false, parseSpecial: false)
    guard tokens.count > limit else { return text }
    var head = tokenizer.decode(Array(tokens.prefix(max(0, limit))))
    while head.unicodeScalars.last == "\u{FFFD}" { head.unicodeScalars.removeLast() }
    return head.trimmingSpaces()
  }
}

/// A prompt of the benchmark, behind soft rows or none.
struct LaMPDraftingStrategy: DraftingStrategy {
  let prompt: String

  /// Shape (count, embedding length).
  let softRows: [[Float]]

  /// The prompt as it is; of the brief only the length counts.
  func plan(_ brief: Brief, builder: PromptBuilder) throws -> PromptPlan {
    try builder.plan(verbatim: prompt, length: brief.length, softRows: softRows)
  }
}
