import Inference
import Testing

@testable import LocalPersona

@Suite("writing a draft")
struct GeneratorTests {
  private let long =
    "Dear Ann, the books came on Monday and I have read the first of them twice already. Yours, Dev"

  @Test func streamsWhatItReturns() throws {
    let (draft, pieces) = try Generator(.writing(long)).collect()
    #expect(draft.text == long)
    #expect(pieces.joined() == long)
    #expect(pieces.filter { !$0.isEmpty }.count > 5)
    #expect(draft.ending == .complete)
    #expect(draft.tokenCount == long.utf8.count)
    #expect(draft.promptTokenCount == 3)
  }

  @Test(arguments: ["  \n Hello there.\n\n ", "\u{3000}Hello there.", "Hello there. "])
  func leavesOutWhiteSpaceAround(script: String) throws {
    let (draft, pieces) = try Generator(.writing(script)).collect()
    #expect(draft.text == "Hello there.")
    #expect(pieces.joined() == "Hello there.")
  }

  @Test func showsWholeCharactersOnly() throws {
    let script = "Grüße an die größte Übersetzerin – 日本語 👩‍👩‍👧 – über den Flüssen und Bächen schöner Länder, ähm"
    let (draft, pieces) = try Generator(.writing(script)).collect()
    #expect(draft.text == script)
    #expect(pieces.allSatisfy { !$0.contains("\u{fffd}") })
  }

  @Test func repairsBytesThatNeverBecomeACharacter() throws {
    let model = FakeModel { draft in
      var logits = [Float](repeating: 0, count: 259)
      logits[draft.isEmpty ? 0x61 : draft.count == 1 ? 0xe6 : Int(ByteTokenizer.end)] = 10
      return logits
    }
    #expect(try Generator(model).collect().draft.text == "a\u{fffd}")
  }

  @Test func isTheSameForTheSameSeed() throws {
    let model = FakeModel { draft in
      (0..<259).map { ($0 == 32 || (97...110).contains($0)) ? Float(($0 * 7 + draft.count * 3) % 5) : -100 }
    }
    let drafts = try (1...8).map {
      try Generator(model, temperature: 1, seed: UInt64($0)).collect().draft.text
    }
    let again = try (1...8).map {
      try Generator(model, temperature: 1, seed: UInt64($0)).collect().draft.text
    }
    #expect(drafts == again)
    #expect(Set(drafts).count == 8)
  }

  @Test func doesNotBeginWithTheEnd() throws {
    let model = FakeModel { draft in
      var logits = [Float](repeating: 0, count: 259)
      logits[Int(ByteTokenizer.end)] = 100
      logits[draft.isEmpty ? 0x20 : 0x61] = 50
      return logits
    }
    #expect(try Generator(model).collect().draft.text == "a")
  }

  @Test func endsAtAnyControlToken() throws {
    let model = FakeModel { draft in
      var logits = [Float](repeating: 0, count: 259)
      logits[draft.count < 3 ? 0x61 : Int(ByteTokenizer.other)] = 100
      return logits
    }
    let (draft, _) = try Generator(model).collect()
    #expect(draft.text == "aaa" && draft.ending == .complete)
  }

  @Test func endsAtAStopText() throws {
    let script = "Beans are in.\n\n* * *\n\nEmail: and so on and on"
    let plan = PromptPlan(rows: somePlan.rows, shownText: "", uses: [], stopTexts: ["* * *"])
    let (draft, pieces) = try Generator(.writing(script, template: nil)).collect(plan)
    #expect(draft.text == "Beans are in." && pieces.joined() == draft.text && draft.ending == .complete)
  }

  @Test func endsAParagraphPastTheLength() throws {
    let words = (1...12).map { "w\($0)" }
    let script = words[..<3].joined(separator: " ") + "\n" + words[3...].joined(separator: " ") + "\nmore"
    let (draft, _) = try Generator(.writing(script)).collect(length: try #require(DraftLength("8")))
    #expect(draft.text == words[..<3].joined(separator: " ") + "\n" + words[3...].joined(separator: " "))
    #expect(draft.ending == .length)
  }

  @Test func endsASentenceFurtherPastTheLength() throws {
    let script = "One. Two three four five. Six seven eight nine. Ten eleven twelve."
    let (draft, _) = try Generator(.writing(script)).collect(length: try #require(DraftLength("6")))
    #expect(draft.text == "One. Two three four five. Six seven eight nine." && draft.ending == .length)
  }

  @Test func endsAtTheTokenLimitWhateverTheText() throws {
    let model = FakeModel { draft in
      // Numbers that never repeat, without any end of a sentence.
      let text = (0..<999).map { "\($0)x " }.joined()
      var logits = [Float](repeating: 0, count: 259)
      logits[Int(Array(text.utf8)[draft.count])] = 10
      return logits
    }
    let length = try #require(DraftLength("20"))
    let (draft, _) = try Generator(model).collect(length: length)
    #expect(draft.tokenCount == length.tokenLimit && draft.ending == .length)
  }

  @Test(arguments: [0, 1, 5, 40, 60])
  func keepsWhatIsWrittenWhenInterrupted(after steps: Int) throws {
    var asked = 0
    let generator = Generator(
      model: FakeModel.writing(long), sampling: SamplerSettings(temperature: 0, seed: 1),
      copies: CopyIndex([]),
      isInterrupted: {
        asked += 1
        return asked > steps + 1  // The first question comes before the prompt is read.
      })
    let (draft, pieces) = try generator.collect()
    #expect(draft.ending == .interrupted)
    #expect(long.hasPrefix(draft.text) && pieces.joined() == draft.text)
    #expect(draft.tokenCount == steps)
  }

  @Test func readsNothingWhenInterruptedBefore() throws {
    let model = FakeModel.writing(long)
    let generator = Generator(
      model: model, sampling: SamplerSettings(seed: 1), copies: CopyIndex([]), isInterrupted: { true })
    let (draft, _) = try generator.collect()
    #expect(draft.text.isEmpty && draft.ending == .interrupted)
    #expect(model.sequences.first?.count == 0)
  }

  @Test func stopsWhereNobodyListens() {
    struct Gone: Error {}
    #expect(throws: Gone.self) {
      _ = try Generator(.writing(long)).draft(somePlan, length: .medium) { if !$0.isEmpty { throw Gone() } }
    }
  }
}
