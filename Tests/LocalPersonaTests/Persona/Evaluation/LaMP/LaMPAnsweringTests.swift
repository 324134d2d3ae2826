import Inference
import Testing

@testable import LocalPersona

/// Encodes a text as whether it speaks of gardens, and of trains.
private final class TopicEncoder: PassageEncoder {
  let fingerprint = [UInt8](repeating: 3, count: 32)

  func encode(_ texts: [String]) throws -> [[Float]] {
    texts.map { $0.contains("garden") ? [1, 0] : $0.contains("train") ? [0, 1] : [0.7, 0.7] }
  }
}

@Suite("answers to LaMP")
struct LaMPAnsweringTests {
  private static func item(_ text: String, _ label: String = "label") -> LaMPItem {
    LaMPItem(id: text, text: text, label: label, searchText: text, date: nil)
  }

  private static let question = LaMPQuestion(
    id: "1", user: "1", input: "Generate a headline for the following article: the tomatoes of our garden",
    profile: [
      item("a garden of tomatoes"), item("the late train"), item("  "), item("a kettle"),
    ])

  private func retrieval(_ count: Int, encoder: (any PassageEncoder)? = nil) -> LaMPRetrieval {
    LaMPRetrieval(itemCount: count, encoder: encoder)
  }

  private func answering(
    _ task: LaMPTask, _ model: any LanguageModel, personas: LaMPPersonas? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) -> LaMPAnswering {
    LaMPAnswering(
      task: task, model: model, personas: personas, retrieval: retrieval(2), tokenLimit: 512,
      sampling: SamplerSettings(temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 1),
      isInterrupted: isInterrupted)
  }

  // MARK: Retrieval

  @Test func itemsAreRankedByWordsMeaningOrAge() throws {
    let question = Self.question
    let words = try retrieval(1).items(of: question, for: "tomatoes", by: .bm25)
    #expect(words.map(\.text) == ["a garden of tomatoes"])
    let meaning = try retrieval(1, encoder: TopicEncoder()).items(of: question, for: "my train", by: .dense)
    #expect(meaning.map(\.text) == ["the late train"])
    let newest = try retrieval(2).items(of: question, for: "tomatoes", by: .recency)
    #expect(newest.map(\.text) == ["a kettle", "  "])
    // A blank item cannot be searched for; all others fill the prompt where nothing fits.
    #expect(try retrieval(9).items(of: question, for: "nothing alike", by: .bm25).count == 3)
    let nobody = LaMPQuestion(id: "2", user: "2", input: "x", profile: [])
    for ranking in LaMPWay.Ranking.allCases {
      #expect(try retrieval(2, encoder: TopicEncoder()).items(of: nobody, for: "x", by: ranking).isEmpty)
    }
  }

  // MARK: Answers out of a set

  /// Gives each byte the same chance wherever it stands: that of its logit.
  private func model(_ logits: [Character: Float], end: Float) -> FakeModel {
    FakeModel { _ in
      var all = [Float](repeating: -100, count: 259)
      for (character, logit) in logits { all[Int(character.asciiValue ?? 0)] = logit }
      all[Int(ByteTokenizer.end)] = end
      return all
    }
  }

  @Test func scoresAreLogarithmsOfWholeAnswers() throws {
    // a with ½, b with ¼, the end with ¼.
    let model = model(["a": 1, "b": 1 - 0.693_147_2], end: 1 - 0.693_147_2)
    let scorer = AnswerScorer(model: model) { false }
    let scores = try #require(try scorer.scores(of: ["a", "b", "ab", "aaa"], after: somePlan.rows))
    let expected = [1.0 / 8, 1.0 / 16, 1.0 / 32, 1.0 / 32].map { StyleLogarithm.log($0) }
    for (score, right) in zip(scores, expected) { #expect(abs(score - right) < 1e-4) }
    // What is as good as impossible is still finite, and less likely than anything else.
    let rare = try #require(try scorer.scores(of: ["zzz", "a"], after: somePlan.rows))
    #expect(rare[0].isFinite && rare[0] < -250 && rare[1] == scores[0])
    #expect(try AnswerScorer(model: model) { true }.scores(of: ["a"], after: somePlan.rows) == nil)
  }

  @Test func theLikeliestOfTheGivenAnswersIsTaken() throws {
    let question = LaMPQuestion(id: "1", user: "1", input: "review: so", profile: [Self.item("x", "4")])
    let ways = [LaMPWay(name: "none"), LaMPWay(name: "bm25")].compactMap(\.self)
    let answers = try #require(
      try answering(.rating, model(["4": 2, "5": 1], end: 0)).answers(to: question, by: ways))
    #expect(answers.map(\.output) == ["4", "4"])
    // Of equally likely ones the first.
    let equal = try answering(.citation, model(["[": 1, "]": 1, "1": 1, "2": 1], end: 1))
      .answers(to: question, by: [ways[0]])
    #expect(equal?.map(\.output) == ["[1]"])
  }

  // MARK: Written answers

  @Test func answersAreWrittenAndTheirCopiesCounted() throws {
    let text = "one two three four five six seven eight"
    let question = LaMPQuestion(
      id: "1", user: "1", input: "Paraphrase the following tweet: x", profile: [Self.item(text + " nine")])
    let ways = [LaMPWay(name: "none"), LaMPWay(name: "recency")].compactMap(\.self)
    let model = FakeModel.writing(" \(text) \n")
    for way in ways {
      // The draft is not kept from copying: LaMP scores what a model writes.
      let answers = try answering(.tweet, model).answers(to: question, by: [way])
      #expect(
        answers == [LaMPAnswer(output: text, copied: CopiedWords(wordCount: 8, copiedCount: 8))],
        "\(way.name)")
    }
    #expect(try answering(.tweet, model) { true }.answers(to: question, by: ways) == nil)
  }

  @Test func rowsStandInFrontOfThePrompt() throws {
    let sample = EvaluationSample.plug()
    let document = PlugDocument(
      name: "p", plug: sample.plug, decoderFingerprint: [UInt8](repeating: 0, count: 32), decoderName: "m",
      encoderFingerprint: sample.encoder.fingerprint, bank: [[98, 1]], bankKinds: ["letter"], card: [:])
    let personas = LaMPPersonas(document: document, encoder: sample.encoder, seed: 1)
    let persona = try personas.persona(Self.question, readsProfile: true)
    #expect(try personas.rows(.none, of: persona, for: "x").isEmpty)
    let own = try personas.rows(.plug, of: persona, for: "x")
    let stranger = try personas.rows(.stranger, of: persona, for: "x")
    let instruction = try personas.rows(.instruction, of: persona, for: "x")
    #expect([own, stranger, instruction].allSatisfy { $0.count == 2 && $0.allSatisfy { $0.count == 3 } })
    #expect(own != stranger && own != instruction && stranger != instruction)
    // Without the profile nobody is there to read; strangers are the same.
    let empty = try personas.persona(Self.question, readsProfile: false)
    #expect(try personas.rows(.plug, of: empty, for: "x") == instruction)
    #expect(try personas.rows(.stranger, of: empty, for: "x") == stranger)

    let builder = PromptBuilder(model: FakeModel.writing("x"))
    let plain = try builder.plan(verbatim: "Ask.", length: .short)
    let soft = try builder.plan(verbatim: "Ask.", length: .short, softRows: own)
    #expect(Array(soft.rows.prefix(2)) == own.map(InputRow.embedding))
    #expect(plain.shownText.contains("Ask.") && soft.shownText.hasPrefix("[2 soft rows]"))
    // The system turn gives way to rows, as in every other prompt.
    #expect(soft.rows.count - 2 < plain.rows.count)
    let continuing = PromptBuilder(model: FakeModel.writing("x", template: nil))
    #expect(try continuing.plan(verbatim: "Ask.", length: .short).stopTexts == ["\n"])
  }

  @Test func aPromptThatTheModelCannotReadIsAnError() throws {
    let small = FakeModel(contextLength: 1000) { _ in [Float](repeating: 0, count: 259) }
    let builder = PromptBuilder(model: small)
    let limit = builder.verbatimLimit(length: .short, softRowCount: 0)
    #expect(limit > 0)
    let fitting = String(repeating: "x", count: limit)
    #expect(throws: Never.self) { try builder.plan(verbatim: fitting, length: .short) }
    #expect(throws: DraftingError.self) {
      try builder.plan(verbatim: fitting + fitting + String(repeating: "x", count: 1000), length: .short)
    }
  }
}
