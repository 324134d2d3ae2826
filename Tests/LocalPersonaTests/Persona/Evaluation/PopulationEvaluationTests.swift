import Inference
import Testing

@testable import LocalPersona

/// Prompts of one token and the examples, which are the first passages; tokens are bytes.
private struct BytePrompts: EvaluationPrompts {
  func isTarget(_ passage: CorpusPassage) -> Bool { true }

  func example(
    _ number: Int, of author: CorpusAuthor, exampleCount: Int, among history: [Int]
  ) -> PassageExample? {
    let examples = history.prefix(exampleCount).flatMap { tokens(of: author.passages[$0]) }
    return PassageExample(
      prompt: [0] + examples, target: tokens(of: author.passages[number]), brief: author.name)
  }

  func tokens(of passage: CorpusPassage) -> [TokenID] { passage.text.utf8.map { TokenID($0) } }
}

/// Encodes a text as the letter that it begins with, and as 1.
private struct LetterEncoder: HistoryEncoder {
  let name = HistoryEncoderName.style
  let dimension = 2
  let fingerprint = [UInt8](repeating: 1, count: 32)

  func vectors(of texts: [String]) -> [[Float]] {
    texts.map { [Float($0.utf8.first ?? 0), 1] }
  }
}

@Suite("evaluation on authors")
struct PopulationEvaluationTests {
  private static let names = ["ann", "bob", "cyd", "dee"]

  private static func author(_ name: String, count: Int = 12) -> CorpusAuthor {
    let passages = (0..<count).map { index in
      CorpusPassage(
        text: "\(name)\(index % 3) writes about \(name) \(index)", title: nil, work: "\(index % 2)",
        kind: "letter", year: 1850)
    }
    return CorpusAuthor(name: name, passages: passages)
  }

  private func plug() -> EvaluatedPlug {
    var settings = PlugSettings.standard
    (settings.instructionCount, settings.personaCount, settings.hiddenCount) = (2, 2, 4)
    let authors = Self.names.map { [Float($0.utf8.first ?? 0), 1] }
    var plug = Plug(
      settings: settings, inputDimension: 2, embeddingLength: 3, embeddingScale: 1,
      statistics: PopulationStatistics(authors: authors), initialRows: nil, seed: 1)
    var random = SplitMix64(seed: 9)
    plug.parameters.values = plug.parameters.values.map { _ in Float(random.nextUnit()) - 0.5 }
    return EvaluatedPlug(name: "style", plug: plug, encoder: LetterEncoder())
  }

  /// A model that likes an author's own rows best: 1 nat with them, 2 with other rows, 3 without; each 0.5
  /// less with examples.
  private func evaluation(_ plug: EvaluatedPlug, authors: [CorpusAuthor]) -> PopulationEvaluation {
    let rows = Dictionary(
      uniqueKeysWithValues: Self.names.map { name in
        let vector = [Float(name.utf8.first ?? 0), 1]
        return (name, plug.plug.softRows(for: PersonaInput(items: [vector])))
      })
    return PopulationEvaluation(authors: authors, prompts: BytePrompts()) { batch in
      batch.map { sequence in
        let name = sequence.tokens[sequence.targetStart...].prefix(3).map { UInt8($0) }
        let own = rows[String(decoding: name, as: UTF8.self)] ?? []
        let isOwn = zip(own, sequence.softRows).allSatisfy { abs($0 - $1) < 1e-4 }
        let base: Float = sequence.softRows.isEmpty ? 3 : isOwn ? 1 : 2
        let loss = sequence.targetStart > 1 ? base - 0.5 : base
        return [Float](repeating: loss, count: sequence.targetCount)
      }
    }
  }

  private func means(_ record: EvaluationRecord) -> [String: Double] {
    record.means().mapValues { $0.values.reduce(0, +) / Double($0.count) }
  }

  @Test func measuresEveryStrategy() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    evaluation.controls = [("rows", [Float](repeating: 7, count: 6))]
    evaluation.candidateCount = 3
    let record = try evaluation.run()
    let means = means(record)
    let expected = [
      "none": 3, "rows": 2, "style own": 1, "retrieval 1": 2.5, "retrieval 4": 2.5, "rows + retrieval 1": 1.5,
      "rows + retrieval 4": 1.5, "style own + retrieval 1": 0.5, "style own + retrieval 4": 0.5,
      "style mean": 2, "style random": 2, "style kindred": 2,
    ]
    #expect(Set(means.keys) == Set(expected.keys))
    #expect(Set(record.strategies) == Set(expected.keys))
    for (name, value) in expected { #expect(abs((means[name] ?? 0) - value) < 1e-6, "\(name)") }
    #expect(record.reference == "rows")
    #expect(record.passages.count == 16)
    #expect(record.table().rows.first { $0.strategy == "style own" }?.difference?.mean == -1)
    #expect(record.authorship.first?.share.mean == 1)
    #expect(record.authorship.first?.meanRank == 1)
  }

  @Test func addsTermsToWhatCanBeUsed() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    evaluation.exampleCounts = []
    evaluation.terms = .fixed(TermSmoothing(tokens: 100, pairs: 20, triples: 5))
    let means = means(try evaluation.run())
    // Each author says the same again and again, with the own name in it.
    #expect((means["none + terms"] ?? 9) < 1.5)
    #expect((means["none + terms"] ?? 9) < (means["none + a stranger's terms"] ?? 0))
    #expect(means["style own + terms"] != nil && means["style random + terms"] == nil)
    evaluation.terms = .fitted
    let fitted = self.means(try evaluation.run())
    #expect((fitted["none + terms"] ?? 9) < 1.5)
  }

  @Test func leavesOutAuthorsWithoutHistory() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: [Self.author("ann"), Self.author("bob", count: 4)])
    evaluation.plugs = [plug]
    let record = try evaluation.run()
    #expect(record.omittedAuthors == ["bob"])
    #expect(record.authors == ["ann"])
  }

  @Test func keepsWholeAuthorsWhenInterrupted() throws {
    var evaluation = evaluation(plug(), authors: Self.names.map { Self.author($0) })
    evaluation.exampleCounts = [1]
    let record = try evaluation.run(advance: { if $0 > 9 { throw ConsoleError.interrupted } })
    #expect(record.isPartial)
    #expect(record.authors == ["ann", "bob"])
    #expect(record.passages.count == 8)
    #expect(throws: ConsoleError.interrupted) {
      try evaluation.run(advance: { _ in throw ConsoleError.interrupted })
    }
  }

  @Test func repeatsForOneSeed() throws {
    let plug = plug()
    var evaluation = evaluation(plug, authors: Self.names.map { Self.author($0) })
    evaluation.plugs = [plug]
    let first = try evaluation.run()
    let again = try evaluation.run()
    #expect(first == again)
  }

  @Test func savesEveryPassage() throws {
    var evaluation = evaluation(plug(), authors: Self.names.map { Self.author($0) })
    evaluation.exampleCounts = []
    let json = try evaluation.run().json
    let passages = try #require(json["passages"]?.array)
    #expect(passages.count == 16)
    #expect(passages.allSatisfy { $0["losses"]?["none"]?.number == 3 })
    #expect(json["authors"]?.integer == 4)
  }

  @Test func ranksTheOwnAmongOthers() {
    #expect(AuthorPlan.rank([1, 2, 3]) == 1)
    #expect(AuthorPlan.rank([2, 1, 3]) == 2)
    #expect(AuthorPlan.rank([2, 2, 1]) == 2.5)
    #expect(AuthorPlan.rank([.nan, 2, 1]) == 3)
  }
}
