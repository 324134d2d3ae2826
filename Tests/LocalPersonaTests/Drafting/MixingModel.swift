// MixingModel.swift: a model of a few lines that remembers everything, for tests of what is read and when.

import Inference

@testable import LocalPersona

/// A model whose logits depend on every row it was given, and on their order.
final class MixingModel: LanguageModel {
  let contextLength = 8192
  let tokenizer: any Tokenizer = ByteTokenizer()
  let chatTemplate: ChatTemplate? = nil

  /// Sequences that were made.
  private(set) var sequenceCount = 0

  /// Rows that were read, in all sequences together.
  fileprivate(set) var readCount = 0

  /// How many times several sequences read at once.
  private(set) var jointCount = 0

  func makeSequence(capacity: Int) -> any ModelSequence {
    sequenceCount += 1
    return MixingSequence(self, capacity: capacity)
  }

  func append(_ rows: [InputRow], to sequences: [any ModelSequence]) throws -> [[Float]] {
    jointCount += 1
    let own = sequences.compactMap { $0 as? MixingSequence }
    precondition(own.count == rows.count, "a sequence of another model")
    return zip(rows, own).map { $1.append([$0]) }
  }

  /// One token a byte.
  static func rows(_ text: String) -> [InputRow] { text.utf8.map { .token(TokenID($0)) } }
}

final class MixingSequence: ModelSequence {
  private let model: MixingModel
  private let capacity: Int
  private var rows: [InputRow] = []
  var count: Int { rows.count }

  fileprivate init(_ model: MixingModel, capacity: Int) {
    self.model = model
    self.capacity = capacity
  }

  func append(_ new: [InputRow]) -> [Float] {
    rows += new
    model.readCount += new.count
    precondition(rows.count <= capacity)
    return Self.logits(after: rows)
  }

  func truncate(to count: Int) {
    precondition(count <= rows.count)
    rows.removeSubrange(count...)
  }

  static func logits(after rows: [InputRow]) -> [Float] {
    var state: UInt64 = 7
    for row in rows {
      switch row {
      case .token(let token): state = (state &* 31 &+ UInt64(token)) % 1_000_003
      case .embedding(let values):
        for value in values { state = (state &* 31 &+ UInt64(value.bitPattern)) % 1_000_003 }
      }
    }
    return (0..<259).map { Float((state &* UInt64($0 + 3)) % 101) / 10 - 5 }
  }
}
