// FakeModel.swift: a language model of a few lines, for tests of drafting: one token is one byte.

import Inference

@testable import LocalPersona

/// Bytes as tokens, and three control tokens.
struct ByteTokenizer: Tokenizer {
  static let end: TokenID = 256
  static let start: TokenID = 257
  static let other: TokenID = 258

  let vocabularyCount = 259
  let beginOfSequence: TokenID? = nil
  let endOfGeneration: Set<TokenID> = [end]

  func encode(_ text: String, addSpecial: Bool, parseSpecial: Bool) -> [TokenID] {
    text.utf8.map { TokenID($0) }
  }
  func bytes(of token: TokenID) -> [UInt8] { token < 256 ? [UInt8(token)] : [] }
  func isControl(_ token: TokenID) -> Bool { token > 255 }

  func token(named name: String) -> TokenID? {
    switch name {
    case "<|im_end|>": Self.end
    case "<|im_start|>": Self.start
    default: nil
    }
  }
}

/// Calls a function for the logits of what follows a draft so far.
final class FakeModel: LanguageModel {
  let contextLength: Int
  let tokenizer: any Tokenizer = ByteTokenizer()
  let chatTemplate: ChatTemplate?
  let next: ([UInt8]) -> [Float]
  private(set) var sequences: [FakeSequence] = []

  /// `next` gives one logit for each of 259 tokens, given the bytes of the draft.
  init(contextLength: Int = 8192, template: ChatTemplate? = .smolLM2, next: @escaping ([UInt8]) -> [Float]) {
    self.contextLength = contextLength
    self.chatTemplate = template
    self.next = next
  }

  func makeSequence(capacity: Int) -> any ModelSequence {
    let sequence = FakeSequence(capacity: capacity, next: next)
    sequences.append(sequence)
    return sequence
  }

  /// Writes the first of `scripts`, byte by byte; where that byte is taken away, the next of them that has
  /// begun in the same way, and so on.
  static func writing(_ scripts: String..., template: ChatTemplate? = .smolLM2) -> FakeModel {
    FakeModel(template: template) { draft in
      var logits = [Float](repeating: -1000, count: 259)
      for (rank, script) in scripts.enumerated() where Array(script.utf8).starts(with: draft) {
        let token =
          script.utf8.count == draft.count ? Int(ByteTokenizer.end) : Int(Array(script.utf8)[draft.count])
        logits[token] = max(logits[token], 100 - Float(rank))
      }
      return logits
    }
  }
}

final class FakeSequence: ModelSequence {
  let capacity: Int
  private let next: ([UInt8]) -> [Float]
  private(set) var rows: [InputRow] = []
  private var promptCount: Int?

  init(capacity: Int, next: @escaping ([UInt8]) -> [Float]) {
    self.capacity = capacity
    self.next = next
  }

  var count: Int { rows.count }

  func append(_ new: [InputRow]) throws -> [Float] {
    // The prompts of these tests end in a newline; nothing before their end is written row by row.
    if new.count == 1, promptCount == nil { promptCount = rows.count }
    rows += new
    precondition(rows.count <= capacity, "\(rows.count) rows in a sequence of \(capacity)")
    let draft = promptCount.map { rows[$0...] } ?? []
    return next(draft.compactMap { if case .token(let token) = $0 { UInt8(exactly: token) } else { nil } })
  }

  func truncate(to count: Int) {
    precondition(count <= rows.count, "back to \(count) of \(rows.count)")
    rows.removeSubrange(count...)
  }
}

/// A prompt whose content does not matter.
let somePlan = PromptPlan(
  rows: [.token(104), .token(105), .token(10)], shownText: "hi\n", uses: [], stopTexts: [])

extension Generator {
  /// A generator that takes the likeliest token.
  init(_ model: FakeModel, history: [Entry] = [], temperature: Float = 0, seed: UInt64 = 1) {
    self.init(
      model: model,
      sampling: SamplerSettings(
        temperature: temperature, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: seed),
      copies: CopyIndex(history), isInterrupted: { false })
  }

  /// A draft, and the pieces in which it came.
  func collect(
    _ plan: PromptPlan = somePlan, length: DraftLength = .medium
  ) throws -> (draft: WrittenDraft, pieces: [String]) {
    var pieces: [String] = []
    let draft = try draft(plan, length: length) { pieces.append($0) }
    return (draft, pieces)
  }
}
