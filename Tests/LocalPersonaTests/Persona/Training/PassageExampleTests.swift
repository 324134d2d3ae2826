import Inference
import Testing

@testable import LocalPersona

@Suite("passage example")
struct PassageExampleTests {
  private let model = FakeModel.writing("")

  private static func author(_ texts: [String], kind: String = "letter", title: String? = nil) -> CorpusAuthor
  {
    CorpusAuthor(
      name: "n",
      passages: texts.map { CorpusPassage(text: $0, title: title, work: "", kind: kind, year: nil) })
  }

  private static let filler = "we met and we spoke of this and that and of the rain, as we do all the time"

  /// The bytes that the prompt consists of, without its control tokens.
  private func text(_ tokens: [TokenID]) -> String { model.tokenizer.decode(tokens) }

  @Test func isTheWriteCommandsPromptForItsBrief() throws {
    let prompts = try AuthorPrompts(
      Self.author(["The garden is full of lilac and thrush song now.", Self.filler], title: "To Ann"),
      model: model)
    let example = try #require(try prompts.example(0))
    let brief = try Brief(example.brief, kind: .letter, recipient: "Ann", length: .short)
    let plan = try PromptBuilder(model: model).plan(brief, softRows: [[0]])
    #expect(plan.rows.dropFirst() == example.prompt.map(InputRow.token)[...])
    #expect(text(example.prompt).contains("Write a short letter to Ann to say this: "))
    #expect(example.brief.contains("lilac") && !example.brief.contains("Ann"))
  }

  @Test func nothingBehindThePredictedPartReachesThePrompt() throws {
    // One token is one byte: the 96th falls into "zeppelin".
    let head = "The garden is full of lilac and thrush song, and the orchard is white with blossom, said "
    #expect((89..<96).contains(head.utf8.count))
    let author = Self.author([head + "zeppelin pilots who fly over the quarry", Self.filler])
    let example = try #require(try AuthorPrompts(author, model: model).example(0))
    #expect(example.target.count == PassageExample.targetLimit)
    #expect(text(example.target).contains("said z"))
    for word in ["ze", "pilots", "quarry", "fly"] {
      #expect(!example.brief.split(separator: ", ").contains { $0.hasPrefix(word) })
    }
  }

  @Test func targetsAreCutToTheLimitAsked() throws {
    let author = Self.author([String(repeating: "some words in a row ", count: 20), Self.filler])
    let example = try #require(try AuthorPrompts(author, model: model).example(0))
    let sequence = example.sequence(softRows: [1, 2], limit: 64)
    #expect(sequence.targetCount == 64 && sequence.targetStart == example.prompt.count)
    #expect(example.sequence().targetCount == 96)
  }

  @Test func retrievedExamplesAreTheClosestAndNeverTheTarget() throws {
    let target = "The lilac in the garden smells of honey this evening."
    let close = "Our lilac is brown already, and the garden is dry."
    let author = Self.author([
      target, Self.filler, close, "A bill came for the coal of last winter, paid now.",
    ])
    let prompts = try AuthorPrompts(author, model: model)
    let example = try #require(try prompts.example(0, exampleCount: 1, among: [1, 2, 3]))
    let prompt = text(example.prompt)
    #expect(prompt.contains(close) && !prompt.contains(target) && !prompt.contains(Self.filler))
    let plain = try #require(try prompts.example(0))
    #expect(plain.target == example.target && plain.brief == example.brief)
  }

  @Test func retrievesOutOfTheHistoryOnlyAndItsKindFirst() throws {
    let texts = [
      ("letter", "The harbour and the boats lie in the rain, and the boats are wet."),
      ("letter", "The harbour in winter, with boats and more boats, is a sad sight."),
      ("letter", "Soup and bread were all that we had on the table that night."),
      ("diary", "Harbour, boats, harbour, boats: nothing else all the day long."),
      ("letter", "A quiet evening, and a fire, and nobody at the door at last."),
    ]
    let author = CorpusAuthor(
      name: "n", passages: texts.map { CorpusPassage(text: $1, work: "w", kind: $0, year: nil) })
    let prompts = try AuthorPrompts(author, model: model)
    func shown(_ count: Int, among history: [Int]) throws -> [Int] {
      let prompt = text(try #require(try prompts.example(0, exampleCount: count, among: history)).prompt)
      return texts.indices.filter { prompt.contains(texts[$0].1) }
    }
    #expect(try shown(1, among: [0, 1, 2, 3]) == [1])
    #expect(try shown(2, among: [1, 2, 3]) == [1, 2])
    #expect(try shown(3, among: [1, 2, 3]) == [1, 2, 3])
    #expect(try shown(2, among: [2, 3]) == [2, 3])
    #expect(try shown(2, among: [0]) == [])
  }

  @Test func showsAsManyExamplesAsAreAskedFor() throws {
    // Each of about 350 tokens, which are bytes: `write` would show one at most.
    let texts = (0..<5).map { number in
      "Letter \(number) of the lilac. " + String(repeating: "The lilac is in bloom again. ", count: 11)
    }
    let author = Self.author(texts)
    func shownCount(_ model: FakeModel) throws -> Int {
      let prompts = try AuthorPrompts(author, model: model)
      let example = try #require(try prompts.example(0, exampleCount: 4, among: [1, 2, 3, 4]))
      #expect(example.prompt.count + PassageExample.targetLimit <= model.contextLength)
      return text(example.prompt).split(separator: "of the lilac", omittingEmptySubsequences: false).count - 1
    }
    #expect(try shownCount(model) == 4)
    // Less where the model cannot read them.
    #expect((0...2).contains(try shownCount(FakeModel(contextLength: 1600) { _ in [] })))
  }

  @Test func leavesTheSystemTurnOutBehindRowsOnly() throws {
    let author = Self.author(["The garden is full of lilac now.", Self.filler])
    let prompts = try AuthorPrompts(author, model: model)
    let soft = try #require(try prompts.example(0))
    let plain = try #require(try prompts.example(0, isSoft: false))
    #expect(plain.target == soft.target && plain.prompt.count > soft.prompt.count)
    #expect(text(plain.prompt).contains("system\n") && !text(soft.prompt).contains("system\n"))
    let brief = try Brief(plain.brief, kind: .letter, length: .short)
    let plan = try PromptBuilder(model: model).plan(brief)
    #expect(plan.rows == plain.prompt.map(InputRow.token))
  }

  @Test func isTheSameEachTime() throws {
    let author = Self.author((0..<6).map { "Word\($0) and \(Self.filler) number \($0)." })
    let first = try AuthorPrompts(author, model: model).example(2, exampleCount: 3, among: Array(0..<6))
    #expect(try AuthorPrompts(author, model: model).example(2, exampleCount: 3, among: Array(0..<6)) == first)
  }

  @Test func aStoryIsAskedForAsOne() throws {
    let author = Self.author([Self.filler, "x"], kind: "fiction")
    let example = try #require(try AuthorPrompts(author, model: model).example(0))
    #expect(text(example.prompt).contains("Write a short story to say this: "))
  }

  @Test(arguments: ["", " ", "a", "\u{301}", String(repeating: "x", count: 20_000), "ä\u{0}ß\n\n…"])
  func strangeTextsDoNoHarm(text: String) {
    let part = PassageExample.predictedPart(of: text, by: ByteTokenizer())
    #expect(part.tokens.count <= PassageExample.targetLimit)
  }
}
