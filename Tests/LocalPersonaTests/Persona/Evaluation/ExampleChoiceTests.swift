import Inference
import Testing

@testable import LocalPersona

@Suite("ways to choose examples in an evaluation")
struct ExampleChoiceTests {
  private func evaluation(score: @escaping ([TrainingSequence]) -> [[Float]]) -> PopulationEvaluation {
    var evaluation = PopulationEvaluation(
      authors: EvaluationSample.names.map { EvaluationSample.author($0) }, prompts: BytePrompts(),
      score: score)
    evaluation.plugs = [EvaluationSample.plug()]
    evaluation.controls = [("rows", [Float](repeating: 7, count: 6))]
    evaluation.embeddingLength = 3
    return evaluation
  }

  /// A nat for each target token.
  private static func ones(_ batch: [TrainingSequence]) -> [[Float]] {
    batch.map { [Float](repeating: 1, count: $0.targetCount) }
  }

  @Test func eachWayIsMeasuredBehindEachBase() throws {
    var evaluation = evaluation(score: Self.ones)
    evaluation.rankings = [.words, .meaning, .recency]
    evaluation.exampleCounts = [1, 2]
    evaluation.tokenBudget = 40
    let record = try evaluation.run()
    #expect(Set(record.means().keys) == Set(record.strategies))
    for way in ["retrieval", "dense", "recency"] {
      for amount in [" 1", " 2", ", budget 40"] {
        for name in [
          "\(way)\(amount), without system turn", "rows + \(way)\(amount)", "style own + \(way)\(amount)",
        ] {
          #expect(record.strategies.contains(name), "\(name)")
        }
      }
    }
    #expect(record.contrasts.allSatisfy { record.strategies.contains($0.reference) })
    let own = "style own + dense, budget 40"
    let references = record.contrasts.filter { $0.strategy == own }.map(\.reference)
    #expect(references == ["dense, budget 40, without system turn", "rows + dense, budget 40"])
    let examples = try #require(record.curves.first { $0.parameter == .examples })
    #expect(examples.series.count == 9 && examples.series.contains { $0.name == "style own, recency" })
    #expect(record.pictures.map(\.name) == ["strategies.svg", "examples.svg"])
  }

  @Test func withABudgetRowsAndExamplesTakeEqualRoom() throws {
    var lengths: [Bool: Set<Int>] = [:]
    var evaluation = evaluation { batch in
      for sequence in batch {
        let rowCount = sequence.softRows.count / 3
        // One token is the brief.
        lengths[rowCount == 0, default: []].insert(rowCount + sequence.targetStart - 1)
      }
      return Self.ones(batch)
    }
    evaluation.exampleCounts = []
    evaluation.tokenBudget = 50
    _ = try evaluation.run()
    // Beside those with examples there are those without: two rows or none.
    #expect(lengths[false] == [2, 50])
    #expect(lengths[true] == [0, 50])
  }

  @Test func ownPersonasAreMadeOfThePassagesNearestToTheBrief() throws {
    var evaluation = evaluation(score: Self.ones)
    evaluation.exampleCounts = []
    evaluation.nearestCounts = [1, 4, 100]
    evaluation.rankings = [.recency]
    evaluation.selection.historyCount = 6
    let record = try evaluation.run()
    for name in ["style own", "style own, nearest 1", "style own, nearest 4", "style own, nearest 100"] {
      #expect(record.strategies.contains(name) && record.means()[name]?.count == 4, "\(name)")
    }
    let curve = try #require(record.curves.first { $0.parameter == .nearest })
    #expect(curve.series.map { $0.points.map(\.number) } == [[1, 4, 6]])
    #expect(record.pictures.map(\.name).contains("nearest.svg"))
  }

  @Test func onlyTheNearestPassagesAreRead() throws {
    let author = EvaluationSample.author("ann", count: 12)
    var seen: [[Float]] = []
    let plug = EvaluationSample.plug()
    var evaluation = PopulationEvaluation(
      authors: EvaluationSample.names.map { EvaluationSample.author($0) }, prompts: BytePrompts(),
      score: { batch in
        seen += batch.map(\.softRows)
        return Self.ones(batch)
      })
    evaluation.plugs = [EvaluatedPlug(name: "style", plug: plug.plug, encoder: NumberEncoder())]
    evaluation.exampleCounts = []
    evaluation.nearestCounts = [2]
    evaluation.rankings = [.recency]
    evaluation.drawCount = 1
    _ = try evaluation.run()
    let roles = PassageRoles(author, EvaluationSelection()) { _ in true }
    let history = roles.history(for: roles.targets[0], of: author)
    let vectors = NumberEncoder().vectors(of: history.suffix(2).map { author.passages[$0].text })
    #expect(seen.contains(plug.plug.softRows(for: PersonaInput(items: vectors))))
  }
}

/// Encodes a text as the number that it ends with, and as 1.
private struct NumberEncoder: HistoryEncoder {
  let name = HistoryEncoderName.style
  let dimension = 2
  let fingerprint = [UInt8](repeating: 2, count: 32)

  func vectors(of texts: [String]) -> [[Float]] {
    texts.map { [Float($0.split(separator: " ").last.flatMap { Float($0) } ?? 0), 1] }
  }
}
