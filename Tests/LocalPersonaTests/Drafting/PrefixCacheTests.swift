import Inference
import Testing

@testable import LocalPersona

@Suite("prompts that begin in the same way")
struct PrefixCacheTests {
  private let model = MixingModel()

  private func rows(_ text: String) -> [InputRow] { MixingModel.rows(text) }

  /// The logits after `prompt` and what follows it, and how many rows were read for the prompt.
  private func read(
    _ prompt: [InputRow], then draft: String = "", capacity: Int = 100, with cache: PrefixCache
  ) throws -> (logits: [Float], readCount: Int) {
    let before = model.readCount
    let sequence = cache.makeSequence(capacity: capacity, beginning: prompt)
    var logits = try sequence.append(Array(prompt[sequence.count...]))
    let readCount = model.readCount - before
    for row in rows(draft) { logits = try sequence.append([row]) }
    #expect(sequence.count == prompt.count + draft.utf8.count)
    return (logits, readCount)
  }

  @Test func areReadFromWhereTheyDiffer() throws {
    let cache = PrefixCache(model)
    let soft: [InputRow] = [.embedding([0.5, 1]), .embedding([2, -1])]
    for (prompt, expected) in [
      (soft + rows("thank Ann"), 11), (soft + rows("thank Bob"), 3), (soft + rows("invite Bob"), 10),
      ([soft[0], .embedding([2, -2])] + rows("invite Bob"), 11), (rows("invite Bob"), 10),
    ] {
      let result = try read(prompt, then: "Dear", with: cache)
      #expect(result.readCount == expected)
      #expect(result.logits == MixingSequence.logits(after: prompt + rows("Dear")))
    }
  }

  @Test func areReadAgainInTheirLastRowOnly() throws {
    let cache = PrefixCache(model)
    let first = try read(rows("thank Ann"), then: "Dear Ann", with: cache)
    let again = try read(rows("thank Ann"), then: "Dear Ann", with: cache)
    #expect(first.readCount == 9 && again.readCount == 1 && first.logits == again.logits)
    // Where the draft before went on as the prompt does, that counts too.
    #expect(try read(rows("thank AnnDear"), with: cache).readCount == 1)
  }

  @Test func areReadAnewWhereThereIsNoRoomOrTheSequenceIsInUse() throws {
    let cache = PrefixCache(model)
    _ = try read(rows("thank Ann"), capacity: 600, with: cache)
    #expect(try read(rows("thank Ann"), capacity: 1025, with: cache).readCount == 9)
    let used = cache.makeSequence(capacity: 600, beginning: rows("thank Ann"))
    let other = cache.makeSequence(capacity: 600, beginning: rows("thank Ann"))
    let third = cache.makeSequence(capacity: 600, beginning: rows("thank Ann"))
    #expect([used.count, other.count, third.count] == [8, 8, 0])
    #expect(model.sequenceCount == 3)
  }

  @Test func followSequencesThatWentBackOrWereReadTogether() throws {
    let cache = PrefixCache(model)
    do {
      let sequences = [cache.makeSequence(capacity: 50), cache.makeSequence(capacity: 50)]
      for (sequence, text) in zip(sequences, ["one way", "another"]) { _ = try sequence.append(rows(text)) }
      sequences[0].truncate(to: 4)
      let logits = try cache.append(rows("!?"), to: sequences)
      #expect(logits == ["one !", "another?"].map { MixingSequence.logits(after: rows($0)) })
      #expect(model.jointCount == 1)
    }
    #expect(try read(rows("one !!"), with: cache).readCount == 1)
    #expect(try read(rows("another??"), with: cache).readCount == 1)
    #expect(try read(rows("one way"), with: cache).readCount == 3)
  }

  @Test func areSharedByTheDraftsOfAWriter() throws {
    let writer = PersonaWriter(
      model: model,
      sampling: SamplerSettings(temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1),
      copies: CopyIndex([]), strength: 0.5, isExplained: false, isInterrupted: { false })
    let persona = DraftingPersona(
      name: .plug, strategy: PlugStrategy { _ in [[Float]](repeating: [1, 2], count: 3) }, terms: nil)
    var drafts: [WrittenDraft] = []
    var readCounts: [Int] = []
    for persona in [.none, persona, persona] {
      let before = model.readCount
      let job = try writer.prepare(Brief("thank Ann"), persona: persona)
      let draft = try writer.write(job, length: .short) { _ in }
      drafts.append(draft)
      readCounts.append(model.readCount - before)
    }
    #expect(drafts[1].text == drafts[2].text && drafts[1].promptTokenCount == drafts[2].promptTokenCount)
    // The third draft reads the last row of both prompts, and then what the second one read of its draft.
    #expect(readCounts[1] - readCounts[2] == drafts[1].promptTokenCount - 1)
  }
}
