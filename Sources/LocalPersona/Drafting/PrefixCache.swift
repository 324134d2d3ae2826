// PrefixCache.swift: what was read for one draft is not read again for the next.
//
// Drafts of one run often begin in the same way: with the same soft rows and examples, with the same brief
// where two strategies are compared, with the same prompt where only the draws differ. Keys and values of a
// position depend on nothing behind it, so that a sequence can be cut back to what two prompts share, and go
// on from there. What a row gives does not depend on the rows it is read with, so drafts stay the same.

internal import Inference

/// A model that keeps its last sequences, and gives out the one that begins most like a new prompt.
final class PrefixCache: LanguageModel {
  private let model: any LanguageModel
  private var kept: [KeptSequence] = []  // nobody holds them; the newest last

  /// As many as one draft takes: with the persona and without.
  private static let keptLimit = 2

  /// Room is made in steps of so many positions, so that it is enough for a prompt that is a little longer.
  private static let roomStep = 512

  /// Keeps what `model` reads.
  init(_ model: any LanguageModel) { self.model = model }

  var contextLength: Int { model.contextLength }
  func promptLimit(draftTokenCount: Int) -> Int { model.promptLimit(draftTokenCount: draftTokenCount) }
  var tokenizer: any Tokenizer { model.tokenizer }
  var chatTemplate: ChatTemplate? { model.chatTemplate }

  /// An empty sequence.
  func makeSequence(capacity: Int) -> any ModelSequence { makeSequence(capacity: capacity, beginning: []) }

  /// A sequence that holds as much of `rows` as any kept one does, short of the last of them.
  func makeSequence(capacity: Int, beginning rows: [InputRow]) -> any ModelSequence {
    let shared = kept.map { $0.capacity < capacity ? 0 : min($0.sharedCount(rows), rows.count - 1) }
    guard let best = shared.indices.max(by: { shared[$0] < shared[$1] }), shared[best] > 0 else {
      let room = (capacity + Self.roomStep - 1) / Self.roomStep * Self.roomStep
      let enough = max(capacity, min(room, contextLength))
      return CachedSequence(
        KeptSequence(sequence: model.makeSequence(capacity: enough), capacity: enough), of: self)
    }
    let sequence = CachedSequence(kept.remove(at: best), of: self)
    sequence.truncate(to: shared[best])
    return sequence
  }

  /// Reads one row in each of several sequences that were made here, as the model itself does.
  ///
  /// - Throws: What the model throws.
  func append(_ rows: [InputRow], to sequences: [any ModelSequence]) throws -> [[Float]] {
    let cached = sequences.compactMap { $0 as? CachedSequence }
    let logits = try model.append(rows, to: cached.map(\.content.sequence))
    for (row, sequence) in zip(rows, cached) { sequence.content.rows.append(row) }
    return logits
  }

  fileprivate func keep(_ sequence: KeptSequence) {
    // A sequence that an error left in an unknown place is of no use.
    guard sequence.rows.count == sequence.sequence.count else { return }
    kept = kept.suffix(Self.keptLimit - 1) + [sequence]
  }
}

/// A sequence, and what it has read.
private struct KeptSequence {
  let sequence: any ModelSequence
  let capacity: Int
  var rows: [InputRow] = []

  /// How many rows at its beginning are those of `others`.
  func sharedCount(_ others: [InputRow]) -> Int { zip(rows, others).prefix(while: ==).count }
}

/// A sequence that goes back to its cache when nobody holds it any more.
private final class CachedSequence: ModelSequence {
  fileprivate var content: KeptSequence
  private let cache: PrefixCache

  init(_ content: KeptSequence, of cache: PrefixCache) {
    self.content = content
    self.cache = cache
  }

  deinit { cache.keep(content) }

  var count: Int { content.sequence.count }

  func append(_ rows: [InputRow]) throws -> [Float] {
    let logits = try content.sequence.append(rows)
    content.rows += rows
    return logits
  }

  func truncate(to count: Int) {
    content.sequence.truncate(to: count)
    content.rows.removeLast(content.rows.count - count)
  }
}
