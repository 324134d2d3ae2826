import Inference
import Testing

@testable import LocalPersona

@Suite("what a plug attends to")
struct AttentionRecordTests {
  private func evaluation(_ plugs: [EvaluatedPlug]) -> PopulationEvaluation {
    var evaluation = PopulationEvaluation(
      authors: EvaluationSample.names.map { EvaluationSample.author($0) }, prompts: BytePrompts(),
      score: { batch in batch.map { [Float](repeating: 1, count: $0.targetCount) } })
    evaluation.plugs = plugs
    evaluation.exampleCounts = []
    return evaluation
  }

  private let attending = EvaluatedPlug(
    name: "published", plug: EvaluationSample.plug(.attention).plug, encoder: DigitEncoder())

  @Test func weightsAreThoseOfThePlug() throws {
    let evaluation = evaluation([EvaluationSample.plug(), attending])
    let record = try #require(try evaluation.attention(on: AttentionTarget(author: "bob", passage: 3)))
    let bob = EvaluationSample.author("bob")
    let roles = PassageRoles(bob, evaluation.selection) { _ in true }
    let history = roles.history(for: 3, of: bob).filter { $0 != 3 }
    #expect(record.plug == "published" && record.target == AttentionTarget(author: "bob", passage: 3))
    #expect(record.items.map(\.index) == history)
    #expect(record.items.allSatisfy { $0.year == 1850 && $0.kind == "letter" })
    #expect(abs(record.items.reduce(0) { $0 + $1.weight } - 1) < 1e-5)
    #expect(Set(record.items.map(\.weight)).count > 1, "some passages are nearer than others")
    let encoder = DigitEncoder()
    let input = PersonaInput(
      items: encoder.vectors(of: history.map { bob.passages[$0].text }),
      query: encoder.vectors(of: ["bob"])[0])
    #expect(record.items.map(\.weight) == attending.plug.forward(input).weights.map(Double.init))
  }

  @Test func theFirstTargetIsDrawnWhereNoneIsNamed() throws {
    let evaluation = evaluation([attending])
    let record = try #require(try evaluation.attention(on: nil))
    let roles = PassageRoles(evaluation.authors[0], evaluation.selection) { _ in true }
    #expect(record.target == AttentionTarget(author: "ann", passage: roles.targets[0]))
  }

  @Test func aPassageIsNoHistoryOfItself() {
    var evaluation = evaluation([attending])
    evaluation.selection.targetCount = 1
    let lone = EvaluationSample.author("ann", count: 1), pair = EvaluationSample.author("ann", count: 2)
    #expect(evaluation.history(for: 0, of: lone).isEmpty)
    #expect((0...1).flatMap { evaluation.history(for: $0, of: pair) }.count == 1)
    // With both passages of one work, other works have nothing.
    evaluation.selection.usesOtherWorksOnly = true
    var work = pair
    work.passages[1].work = work.passages[0].work
    #expect((0...1).allSatisfy { evaluation.history(for: $0, of: work).isEmpty })
  }

  @Test func weightsThatAreNoNumbersAreNotDrawn() {
    var broken = attending
    broken.plug.parameters.values = broken.plug.parameters.values.map { _ in Float.nan }
    #expect(throws: EvaluationError.notFinite(author: "ann", strategy: "published own")) {
      try evaluation([broken]).attention(on: nil)
    }
  }

  @Test func thereIsNoneWithoutAttention() throws {
    #expect(try evaluation([EvaluationSample.plug()]).attention(on: nil) == nil)
    #expect(try evaluation([]).attention(on: nil) == nil)
  }

  @Test func isDrawnAndSavedWithoutAWordOfAText() throws {
    let evaluation = evaluation([attending])
    var record = try evaluation.run()
    #expect(record.json["attention"] == nil && !record.pictures.map(\.name).contains("attention.svg"))
    record.attention = try evaluation.attention(on: AttentionTarget(author: "ann", passage: 0))
    let count = try #require(record.attention).items.count
    #expect(record.json["attention"]?["weights"]?.array?.count == count)
    let page = try #require(record.pictures.first { $0.name == "attention.svg" }).page
    let elements = try #require(PictureXML.elements(of: page.text))
    #expect(elements.count { $0 == "rect" } == count + 1)
    #expect(page.text.contains("passage 0 of ann") && !page.text.contains("writes about"))
  }
}

/// Encodes a text as numbers that the one which it ends with gives; a brief has none.
private struct DigitEncoder: HistoryEncoder {
  let name = HistoryEncoderName.style
  let dimension = 2
  let fingerprint = [UInt8](repeating: 4, count: 32)

  func vectors(of texts: [String]) -> [[Float]] {
    texts.map { text in
      let number = text.split(separator: " ").last.flatMap { Int($0) } ?? 0
      return [Float(20 * number), Float(number % 3)]
    }
  }
}
