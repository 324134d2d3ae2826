// SeveralDrafts.swift: several drafts of one prompt, which is read once; only the draws differ.

internal import Inference

/// Draws one prompt's draft several times.
struct SeveralDrafts {
  /// A draft, and the seed that alone gives it again.
  struct Item: Equatable {
    let seed: UInt64
    let draft: WrittenDraft
  }

  private let writer: PersonaWriter
  private let job: PersonaWriter.Job
  private let length: DraftLength

  /// Draws drafts of `job`.
  init(_ job: PersonaWriter.Job, by writer: PersonaWriter, length: DraftLength) {
    self.job = job
    self.writer = writer
    self.length = length
  }

  /// Up to `count` drafts with different texts, by `seed` and those that follow it.
  ///
  /// A text that came before is drawn again by the next seed, as many times as there are drafts in all: where
  /// the model is sure of its words, there may be no other. At temperature 0 there is one.
  ///
  /// - Parameters:
  ///   - count: How many, 1 or more.
  ///   - seed: The first seed.
  ///   - visit: Gets each draft as soon as it is there.
  /// - Returns: The drafts; the last is unfinished where it was interrupted.
  /// - Throws: What `visit` and the model throw.
  func different(
    _ count: Int, from seed: UInt64, visit: (Item) throws -> Void = { _ in }
  ) throws -> [Item] {
    let attemptCount = writer.sampling.temperature > 0 ? 2 * count : 1
    var items: [Item] = []
    for attempt in 0..<attemptCount where items.count < count {
      let drawn = seed &+ UInt64(attempt)
      let draft = try writer.write(job, length: length, seed: drawn) { _ in }
      let isInterrupted = draft.ending == .interrupted
      if !isInterrupted, items.contains(where: { $0.draft.text == draft.text }) { continue }
      let item = Item(seed: drawn, draft: draft)
      items.append(item)
      try visit(item)
      if isInterrupted { break }
    }
    return items
  }
}
