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
    let example = try #require(prompts.example(0, showing: []))
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
    let example = try #require(try AuthorPrompts(author, model: model).example(0, showing: []))
    #expect(example.target.count == PassageExample.targetLimit)
    #expect(text(example.target).contains("said z"))
    for word in ["ze", "pilots", "quarry", "fly"] {
      #expect(!example.brief.split(separator: ", ").contains { $0.hasPrefix(word) })
    }
  }

  @Test func targetsAreCutToTheLimitAsked() throws {
    let author = Self.author([String(repeating: "some words in a row ", count: 20), Self.filler])
    let example = try #require(try AuthorPrompts(author, model: model).example(0, showing: []))
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
    let example = try #require(try AuthorPrompts(author, model: model).example(0, exampleCount: 1))
    let prompt = text(example.prompt)
    #expect(prompt.contains(close) && !prompt.contains(target) && !prompt.contains(Self.filler))
    let plain = try #require(try AuthorPrompts(author, model: model).example(0))
    #expect(plain.target == example.target && plain.brief == example.brief)
  }

  @Test func isTheSameEachTime() throws {
    let author = Self.author((0..<6).map { "Word\($0) and \(Self.filler) number \($0)." })
    let first = try AuthorPrompts(author, model: model).example(2, exampleCount: 3)
    #expect(try AuthorPrompts(author, model: model).example(2, exampleCount: 3) == first)
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
