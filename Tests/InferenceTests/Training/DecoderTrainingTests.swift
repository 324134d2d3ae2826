// DecoderTrainingTests.swift: what must hold for losses and gradients of any model, on the fixture models.

import Foundation
import Inference
import Testing

@Suite("training in front of a decoder")
struct DecoderTrainingTests {
  private static func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/\(name).gguf").path
  }

  private func sequence(_ decoder: Decoder, soft: Int, count: Int, seed: UInt64) -> TrainingSequence {
    var random = SplitMix64(seed: seed)
    let vocabulary = UInt64(decoder.configuration.vocabularyCount)
    return TrainingSequence(
      softRows: (0..<soft * decoder.embeddingLength).map { _ in Float(random.nextUnit() - 0.5) * 0.2 },
      tokens: (0..<count).map { _ in TokenID(random.next() % vocabulary) }, targetStart: count / 3 + 1)
  }

  @Test(arguments: ["tiny-llama-f32", "tiny-llama-q4_1", "tiny-llama-k-rare", "tiny-qwen2", "tiny-gemma3"])
  func lossesAreThoseOfTheLogits(name: String) throws {
    let decoder = try Decoder.open(Self.fixture(name), exact: true)
    let item = sequence(decoder, soft: 3, count: 20, seed: 1)
    let length = decoder.embeddingLength
    let rows = (0..<3).map { InputRow.embedding(Array(item.softRows[$0 * length..<($0 + 1) * length])) }
    let logits = try decoder.evaluate(
      rows + item.tokens.map { .token($0) }, state: decoder.makeState(capacity: 32), logits: .all)
    let losses = try DecoderTraining(decoder, precision: .exact).losses([item])[0]
    #expect(losses.count == item.targetCount)
    for (index, loss) in losses.enumerated() {
      let position = item.targetStart + index
      let expected = ReferenceDifference.negativeLogLikelihood(
        logits[3 + position - 1], of: item.tokens[position])
      #expect(abs(Double(loss) - expected) < 1e-4)
    }
  }

  @Test(
    arguments: [
      "tiny-llama-f32", "tiny-llama-f16", "tiny-llama-q4_k", "tiny-qwen2", "tiny-qwen3", "tiny-phi3",
      "tiny-gemma3",
    ])
  func gradientsAreSlopesOfTheMeanLoss(name: String) throws {
    let decoder = try Decoder.open(Self.fixture(name), exact: true)
    let training = DecoderTraining(decoder, precision: .exact)
    let batch = [
      sequence(decoder, soft: 2, count: 9, seed: 1), sequence(decoder, soft: 1, count: 14, seed: 2),
    ]
    let gradients = try training.gradients(batch).softRows
    let mean = { (batch: [TrainingSequence]) in
      let losses = try training.losses(batch).flatMap(\.self)
      return losses.reduce(0.0) { $0 + Double($1) } / Double(losses.count)
    }
    let size = gradients.flatMap(\.self).map(abs).max() ?? 0
    for (which, gradient) in gradients.enumerated() {
      for index in stride(from: 0, to: gradient.count, by: max(1, gradient.count / 7)) {
        var up = batch, down = batch
        up[which].softRows[index] += 0.005
        down[which].softRows[index] -= 0.005
        let slope = try (mean(up) - mean(down)) / 0.01
        #expect(
          abs(slope - Double(gradient[index])) < 0.02 * Double(size), "sequence \(which), element \(index)")
      }
    }
  }

  @Test func aBatchGivesWhatItsSequencesGiveAlone() throws {
    let decoder = try Decoder.open(Self.fixture("tiny-llama-q4_1"), exact: false)
    let training = DecoderTraining(decoder)
    let batch = (0..<4).map { sequence(decoder, soft: $0, count: 7 + 9 * $0, seed: UInt64($0)) }
    let together = try training.losses(batch)
    for (item, losses) in zip(batch, together) {
      #expect(try training.losses([item])[0] == losses)
    }
    #expect(try training.gradients(batch).losses == together)
  }

  @Test func theNumberOfThreadsDoesNotMatter() throws {
    let results = try [1, 2, 5].map { threads in
      let decoder = try Decoder.open(Self.fixture("tiny-llama-q4_1"), exact: false, threads: threads)
      let batch = (0..<3).map { sequence(decoder, soft: 4, count: 20 + $0, seed: UInt64($0)) }
      return try DecoderTraining(decoder).gradients(batch)
    }
    for result in results.dropFirst() {
      #expect(result.losses == results[0].losses)
      #expect(result.softRows == results[0].softRows)
    }
  }

  @Test func aTrainerForgetsTheBatchBefore() throws {
    let decoder = try Decoder.open(Self.fixture("tiny-llama-f16"), exact: true)
    let training = DecoderTraining(decoder)
    let small = [sequence(decoder, soft: 1, count: 6, seed: 1)],
      large = [sequence(decoder, soft: 5, count: 40, seed: 2)]
    let first = try training.gradients(small)
    _ = try training.gradients(large)
    let again = try training.gradients(small)
    #expect(first.losses == again.losses && first.softRows == again.softRows)
  }

  @Test func whatCannotBeTrainedIsRefusedOrEmpty() throws {
    let decoder = try Decoder.open(Self.fixture("tiny-llama-f16"), exact: true)
    let training = DecoderTraining(decoder)
    #expect(throws: DecoderError.tokenOutOfRange(-1, vocabularyCount: decoder.configuration.vocabularyCount))
    {
      _ = try training.losses([TrainingSequence(tokens: [1, -1], targetStart: 1)])
    }
    #expect(throws: DecoderError.embeddingLength(expected: decoder.embeddingLength, actual: 3)) {
      _ = try training.gradients([TrainingSequence(softRows: [1, 2, 3], tokens: [1, 2], targetStart: 1)])
    }
    let windowed = try Decoder.open(Self.fixture("tiny-gemma3"), exact: true)
    let beyondWindow = TrainingSequence(tokens: [TokenID](repeating: 1, count: 25), targetStart: 1)
    #expect(throws: DecoderError.contextFull(capacity: 24, needed: 25)) {
      _ = try DecoderTraining(windowed, precision: .exact).gradients([beyondWindow])
    }
    let tooLong = TrainingSequence(
      tokens: [TokenID](repeating: 1, count: decoder.contextLength + 1), targetStart: 1)
    #expect(
      throws: DecoderError.contextFull(capacity: decoder.contextLength, needed: decoder.contextLength + 1)
    ) {
      _ = try training.losses([tooLong])
    }
    #expect(try training.losses([]) == [])
    #expect(try training.gradients([TrainingSequence(tokens: [], targetStart: 0)]).losses == [[]])
  }

  /// What `hidden.json` has of a model.
  private struct Hidden: Decodable {
    var model: String
    var layer: Int
    var tokens: [[TokenID]]
    var means: [[Float]]
  }

  @Test func meanHiddenIsThatOfAnotherImplementation() throws {
    let file = SharedMaterial.fixtures.appending(path: "hidden.json")
    let references = try JSONDecoder().decode([Hidden].self, from: Data(contentsOf: file))
    #expect(references.count == 4)
    for reference in references {
      let decoder = try Decoder.open(Self.fixture(reference.model), exact: true)
      #expect(reference.layer == decoder.configuration.blockCount / 2)
      let means = try DecoderTraining(decoder, precision: .exact).meanHidden(
        reference.tokens, layer: reference.layer)
      #expect(means.count == reference.means.count)
      for (mean, expected) in zip(means, reference.means) {
        let size = expected.map(abs).max() ?? 0
        #expect(mean.count == expected.count)
        #expect(zip(mean, expected).allSatisfy { abs($0 - $1) < 1e-4 * size }, "\(reference.model)")
      }
    }
  }

  @Test func meanHiddenOfNoBlocksIsTheMeanEmbedding() throws {
    let decoder = try Decoder.open(Self.fixture("tiny-llama-f16"), exact: true)
    let hidden = try DecoderTraining(decoder).meanHidden([[3, 5], []], layer: 0)
    let expected = zip(decoder.embeddingRow(of: 3), decoder.embeddingRow(of: 5)).map { ($0 + $1) / 2 }
    #expect(zip(hidden[0], expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(hidden[1].allSatisfy { $0 == 0 })
  }
}
