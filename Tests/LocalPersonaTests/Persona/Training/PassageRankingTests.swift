import Inference
import Testing

@testable import LocalPersona

/// A text's vector is the one direction if it is of the sea, the other if not.
private struct SeaEncoder: HistoryEncoder {
  let name = HistoryEncoderName.passages
  let dimension = 2
  let fingerprint = [UInt8](repeating: 3, count: 32)

  func vectors(of texts: [String]) -> [[Float]] {
    texts.map { text in ["sea", "ship", "wave"].contains { text.contains($0) } ? [1, 0] : [0, 1] }
  }
}

@Suite("passages for a brief")
struct PassageRankingTests {
  private static let texts = [
    "The sea was calm today, and nobody was on deck but me at all.",
    "The garden is calm today, and nobody was in it but me at all.",
    "A ship lay at anchor with all of her canvas furled away neatly.",
    "We had soup and bread again, and then a little of the old cheese.",
    "Every wave came in grey and went out grey for hours on end.",
  ]

  private static let author = CorpusAuthor(
    name: "n",
    passages: texts.enumerated().map {
      CorpusPassage(text: $1, work: "w", kind: "letter", year: 1850 + $0)
    })

  private let model = FakeModel.writing("")

  private func prompts() throws -> AuthorPrompts {
    try AuthorPrompts(Self.author, model: model, meaning: SeaEncoder())
  }

  @Test func areRankedByWordsByMeaningAndByAge() throws {
    let prompts = try prompts()
    let history = [1, 2, 3, 4]
    #expect(try prompts.closest(to: 0, among: history, by: .words).first == 1)
    #expect(try prompts.closest(to: 0, among: history, by: .meaning).prefix(2) == [4, 2])
    #expect(try prompts.closest(to: 0, among: history, by: .recency) == [4, 3, 2, 1])
    for ranking in ExampleRanking.allCases {
      #expect(try prompts.closest(to: 0, among: [0] + history, by: ranking).sorted() == history)
      #expect(try prompts.closest(to: 0, among: [2, 3], by: ranking).sorted() == [2, 3])
    }
  }

  @Test func examplesAreThoseOfTheRanking() throws {
    let prompts = try prompts()
    for ranking in ExampleRanking.allCases {
      let order = try prompts.closest(to: 0, among: [1, 2, 3, 4], by: ranking)
      let choice = ExampleChoice(ranking: ranking, amount: .passages(2))
      let example = try #require(
        try prompts.example(0, examples: choice, among: [1, 2, 3, 4], isSoft: true))
      let text = model.tokenizer.decode(example.prompt)
      let shown = Self.texts.indices.filter { text.contains(Self.texts[$0]) }
      #expect(shown == order.prefix(2).sorted())
    }
  }

  @Test(arguments: [true, false])
  func aBudgetIsFilledAndNeverPassed(isSoft: Bool) throws {
    let prompts = try prompts()
    let history = [1, 2, 3, 4]
    let plain = try #require(try prompts.example(0, examples: nil, among: history, isSoft: isSoft))
    let order = try prompts.closest(to: 0, among: history, by: .words)
    var frame = 0
    var longest = 0
    for budget in stride(from: 0, through: 1200, by: 37) {
      let choice = ExampleChoice(amount: .tokens(budget))
      let example = try #require(
        try prompts.example(0, examples: choice, among: history, isSoft: isSoft))
      #expect(example.target == plain.target && example.brief == plain.brief)
      let taken = example.prompt.count - plain.prompt.count
      #expect(taken <= budget && taken >= longest, "budget \(budget)")
      longest = taken
      // Whole passages in their order, and at most the beginning of one more.
      let text = model.tokenizer.decode(example.prompt)
      let whole = order.filter { text.contains(Self.texts[$0]) }
      #expect(whole == Array(order.prefix(whole.count)))
      if whole.count == history.count { continue }
      // A token is a byte here: what is missing is a word, or the turns and the request around one.
      frame = max(frame, budget - taken)
    }
    #expect(frame < 250)
    let all = try #require(
      try prompts.example(0, examples: ExampleChoice(amount: .tokens(4000)), among: history, isSoft: isSoft))
    #expect(Self.texts.dropFirst().allSatisfy { model.tokenizer.decode(all.prompt).contains($0) })
  }

  @Test func aPassageIsCutBehindAWord() throws {
    let prompts = try prompts()
    let whole = Self.texts[3]
    var cuts: Set<Int> = []
    for budget in 60..<400 {
      let example = try #require(
        try prompts.example(
          0, examples: ExampleChoice(amount: .tokens(budget)), among: [3], isSoft: true))
      let text = model.tokenizer.decode(example.prompt)
      // "Write" begins as the passage does.
      let count = whole.indices.count { text.contains(whole[...$0]) }
      guard count > 3, count < whole.count else { continue }
      cuts.insert(count)
      #expect(!whole[whole.index(whole.startIndex, offsetBy: count)].isLetter, "budget \(budget)")
    }
    #expect(cuts.count > 5)
  }
}
