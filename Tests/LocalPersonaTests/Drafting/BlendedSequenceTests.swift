import Inference
import Testing

@testable import LocalPersona

@Suite("strength of a persona")
struct BlendedSequenceTests {
  /// Makes one token likelier after each that came before.
  private struct Echo: LogitsShaper {
    func shape(_ logits: inout [Float], after tokens: [TokenID]) {
      for token in tokens { logits[Int(token)] += 1 }
    }
  }

  private func plan(_ text: String) -> PromptPlan {
    PromptPlan(rows: rows(text), shownText: text, uses: [], stopTexts: [])
  }

  private func sequence(
    of model: MixingModel = MixingModel(), strength: Float, plain: String = "brief\n",
    shaper: (any LogitsShaper)? = nil
  ) -> any ModelSequence {
    let settings = BlendedModel.Settings(
      persona: plan("who I am, brief\n"), plain: plan(plain), shaper: shaper, strength: strength)
    return BlendedModel(model, settings).makeSequence(capacity: 100)
  }

  private func rows(_ text: String) -> [InputRow] { MixingModel.rows(text) }

  @Test(arguments: ["", "a", "a draft"])
  func zeroIsNoPersonaAndOneIsAllOfIt(draft: String) throws {
    for (strength, prompt) in [(Float(0), "brief\n"), (1, "who I am, brief\n")] {
      let blended = sequence(strength: strength)
      var logits = try blended.append(rows("who I am, brief\n"))
      for row in rows(draft) { logits = try blended.append([row]) }
      #expect(logits == MixingSequence.logits(after: rows(prompt + draft)))
    }
  }

  @Test func doesNotMakeTheAbsurdLikely() {
    // With the persona the third is a thousand times as likely as without, and still next to nothing.
    var logits: [Float] = [0, -1, -10]
    BlendedSequence.blend(into: &logits, [0, -1, -17], strength: 2)
    #expect(logits[1] == -1)
    #expect(abs(logits[2] + 10) < 1e-3)
  }

  @Test(arguments: [Float(0.25), 0.5, 0.9])
  func liesOnTheLineThroughBoth(strength: Float) throws {
    let blended = sequence(strength: strength)
    _ = try blended.append(rows("who I am, brief\n"))
    let logits = try blended.append(rows("x"))
    let with = MixingSequence.logits(after: rows("who I am, brief\nx"))
    let without = MixingSequence.logits(after: rows("brief\nx"))
    for index in logits.indices {
      #expect(abs(logits[index] - ((1 - strength) * without[index] + strength * with[index])) < 1e-4)
    }
  }

  @Test func isTheSameInHoweverManyPiecesAPromptIsRead() throws {
    let whole = try sequence(strength: 0.5).append(rows("who I am, brief\nab"))
    let pieces = sequence(strength: 0.5)
    _ = try pieces.append(rows("who I am"))
    _ = try pieces.append(rows(", brief\na"))
    #expect(try pieces.append(rows("b")) == whole)
  }

  @Test func readsTheDraftInBothSequencesAtOnce() throws {
    let model = MixingModel()
    let blended = sequence(of: model, strength: 0.5)
    _ = try blended.append(rows("who I am, brief\n"))
    #expect(model.jointCount == 0 && model.readCount == 22)
    for row in rows("a draft") { _ = try blended.append([row]) }
    #expect(model.jointCount == 7 && model.readCount == 36)
  }

  @Test func goesBackInBothSequences() throws {
    let blended = sequence(strength: 0.5, shaper: Echo())
    let prompt = rows("who I am, brief\n").count
    _ = try blended.append(rows("who I am, brief\n"))
    _ = try blended.append(rows("another way"))
    blended.truncate(to: prompt + 2)
    #expect(blended.count == prompt + 2)
    let logits = try blended.append(rows("d"))
    let straight = sequence(strength: 0.5, shaper: Echo())
    _ = try straight.append(rows("who I am, brief\n"))
    #expect(try straight.append(rows("and")) == logits)
  }

  @Test func goesBackBeforeTheEndOfThePrompt() throws {
    let blended = sequence(strength: 0.5)
    _ = try blended.append(rows("who I am, brief\nxyz"))
    blended.truncate(to: 3)
    let logits = try blended.append(rows(" I am, brief\n"))
    let fresh = sequence(strength: 0.5)
    #expect(try fresh.append(rows("who I am, brief\n")) == logits)
  }

  @Test func readsOnePromptOnceWhereBothAreTheSame() throws {
    let model = MixingModel()
    let settings = BlendedModel.Settings(
      persona: plan("brief\n"), plain: plan("brief\n"), shaper: Echo(), strength: 0.5)
    let blended = BlendedModel(model, settings).makeSequence(capacity: 20)
    _ = try blended.append(rows("brief\n"))
    let logits = try blended.append(rows("e"))
    #expect(model.sequenceCount == 1)
    var expected = MixingSequence.logits(after: rows("brief\ne"))
    expected[Int(UInt8(ascii: "e"))] += 0.5
    for index in expected.indices { #expect(abs(logits[index] - expected[index]) < 1e-5) }
  }

  @Test func neverAllowsWhatOneSideRulesOut() {
    var logits: [Float] = [1, -.infinity, 2, .nan]
    BlendedSequence.blend(into: &logits, [1, 0, -.infinity, 0], strength: 0.5)
    #expect(logits == [1, -.infinity, -.infinity, -.infinity])
  }

  @Test func writesTheSameDraftsAsThePlainGeneratorAtBothEnds() throws {
    let (draft, entry) = ("Thanks for the books, Ann.", try Entry(text: "A history that does not matter."))
    let model = FakeModel.writing(draft)
    for strength in [Float(0), 0.5, 1, 2] {
      let writer = PersonaWriter(
        model: model,
        sampling: SamplerSettings(
          temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1),
        copies: CopyIndex([entry]), strength: strength, isExplained: true, isInterrupted: { false })
      let persona = DraftingPersona(
        name: .retrieval, strategy: Retrieval(HistorySearch([entry])),
        terms: TermModel(sequences: [Array("books, Ann".utf8).map { TokenID($0) }]))
      let job = try writer.prepare(Brief("thank Ann"), persona: persona)
      var pieces = ""
      let written = try writer.write(job, length: .short) { pieces += $0 }
      #expect(written.text == draft && pieces == draft)
      #expect(job.persona.name == (strength == 0 ? .none : .retrieval))
    }
  }
}
