import Inference
import Testing

@testable import LocalPersona

@Suite("prompts of evaluation")
struct PassagePromptsTests {
  private let model = FakeModel.writing("")

  private func author(_ name: String) -> CorpusAuthor {
    let texts = (0..<6).map { number in
      "Letter \(number) of \(name) about the harbour and boat \(number % 2) in the rain of the year."
    }
    return CorpusAuthor(
      name: name, passages: texts.map { CorpusPassage(text: $0, work: "w", kind: "letter", year: nil) })
  }

  @Test(arguments: [0, 1, 4], [true, false])
  func areThoseOfTraining(exampleCount: Int, isSoft: Bool) throws {
    let prompts = PassagePrompts(model: model)
    for author in [author("ann"), author("bob"), author("ann")] {
      let history = [1, 3, 4, 5]
      let examples = exampleCount > 0 ? ExampleChoice(amount: .passages(exampleCount)) : nil
      let asked = try prompts.example(
        2, of: author, examples: examples, among: history, isSoft: isSoft)
      let trained = try AuthorPrompts(author, model: model).example(
        2, exampleCount: exampleCount, among: history, isSoft: isSoft)
      #expect(asked == trained)
    }
  }
}
