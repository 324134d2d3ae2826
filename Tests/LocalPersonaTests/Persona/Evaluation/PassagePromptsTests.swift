import Testing

@testable import LocalPersona

@Suite("retrieval in evaluation")
struct PassagePromptsTests {
  private let author: CorpusAuthor = {
    let texts = [
      ("letter", "the harbour and the boats"), ("letter", "the harbour in winter, boats, more boats"),
      ("letter", "soup and bread"), ("diary", "harbour boats harbour boats"), ("letter", "a quiet evening"),
    ]
    return CorpusAuthor(
      name: "ann", passages: texts.map { CorpusPassage(text: $1, title: nil, work: "w", kind: $0, year: nil) }
    )
  }()

  @Test func takesTheClosestOfTheHistoryOnlyAndItsKindFirst() {
    let index = PassagePrompts.index(of: author)
    let found = PassagePrompts.closest(to: 0, "harbour, boats", of: author, among: [1, 2, 3], by: index)
    #expect(found == [1, 2, 3])
    #expect(
      PassagePrompts.closest(to: 0, "soup", of: author, among: [1, 2, 3, 4], by: index) == [2, 1, 4, 3])
  }
}
