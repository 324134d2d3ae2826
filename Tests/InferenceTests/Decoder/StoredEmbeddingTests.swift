// StoredEmbeddingTests.swift: whole models whose embedding is of each type of weights, against the same
// models with the numbers that it stands for (Fixtures/rows.json, from an implementation in numpy).

import Foundation
import Testing

@testable import Inference

@Suite("models whose embedding is of each type of weights")
struct StoredEmbeddingTests {
  private static let width = 256, tokenCount = 24

  /// The tensors beside the embedding: 2 heads of 16 that share one of keys and values, and a narrow
  /// feed-forward network.
  private static let shapes: [(name: String, dimensions: [Int])] = [
    ("output_norm.weight", [256]), ("blk.0.attn_norm.weight", [256]), ("blk.0.attn_q.weight", [256, 32]),
    ("blk.0.attn_k.weight", [256, 16]), ("blk.0.attn_v.weight", [256, 16]),
    ("blk.0.attn_output.weight", [32, 256]), ("blk.0.ffn_norm.weight", [256]),
    ("blk.0.ffn_gate.weight", [256, 32]), ("blk.0.ffn_up.weight", [256, 32]),
    ("blk.0.ffn_down.weight", [32, 256]),
  ]

  private static let others: [GGUFBuilder.Tensor] = shapes.enumerated().map { index, shape in
    Self.tensor(shape.name, shape.dimensions, seed: UInt64(index))
  }

  /// A tensor of small random numbers, the same for the same seed.
  private static func tensor(_ name: String, _ dimensions: [Int], seed: UInt64) -> GGUFBuilder.Tensor {
    let values = randomFloats(dimensions.reduce(1, *), seed: seed, scale: 0.2)
    return GGUFBuilder.Tensor(
      name: name, dimensions: dimensions.map { UInt64($0) }, data: bytes(of: values))
  }

  private static func bytes(of values: [Float]) -> [UInt8] {
    values.withUnsafeBytes { [UInt8]($0) }
  }

  /// A model of 24 tokens with this embedding, which is its output matrix as well where `isTied`.
  private static func model(_ type: WeightType, embedding: [UInt8], isTied: Bool) -> GGUFBuilder {
    var builder = GGUFBuilder.llama(feedForwardLength: 32)
    builder["llama.embedding_length"] = .u32(UInt32(width))
    builder["llama.attention.key_length"] = .u32(16)
    builder["llama.attention.value_length"] = .u32(16)
    builder.tensors = others
    if !isTied { builder.tensors.append(tensor("output.weight", [width, tokenCount], seed: 99)) }
    builder.tensors.append(
      GGUFBuilder.Tensor(
        name: "token_embd.weight", dimensions: [UInt64(width), UInt64(tokenCount)], type: type.rawValue,
        data: embedding))
    return builder
  }

  /// The logits after each of the tokens, with activations in floats.
  private func logits(_ builder: GGUFBuilder) throws -> [[Float]] {
    var builder = builder
    let folder = try ScratchFolder()
    let decoder = try Decoder.open(folder.write(builder.bytes()), exact: true, threads: 1)
    // Every token once, in another order than that of the rows.
    let rows = (0..<Self.tokenCount).map { InputRow.token(TokenID($0 * 5 % Self.tokenCount)) }
    return try decoder.evaluate(rows, state: decoder.makeState(capacity: rows.count), logits: .all)
  }

  @Test(arguments: WeightType.allCases, [false, true])
  func giveTheLogitsOfTheNumbersThatItStandsFor(type: WeightType, isTied: Bool) throws {
    let stored = try StoredRows.read()
    let (bytes, values) = try stored.matrix(type)
    let rowByteCount = bytes.count / stored.rows
    try #require(stored.columns == Self.width && rowByteCount == type.byteCount(columns: Self.width))
    // Three rows are stored: the tokens have them by turns.
    let rows = (0..<Self.tokenCount).map { $0 % stored.rows }
    let embedding = rows.flatMap { bytes[$0 * rowByteCount..<($0 + 1) * rowByteCount] }
    let numbers = rows.flatMap { values[$0 * Self.width..<($0 + 1) * Self.width] }
    let actual = try logits(Self.model(type, embedding: embedding, isTied: isTied))
    let expected = try logits(Self.model(.f32, embedding: Self.bytes(of: numbers), isTied: isTied))
    #expect(actual.count == Self.tokenCount && expected[0] != expected[1])
    // Kernel and numpy may round the last bit of a number differently; see StoredRowTests.
    let worst = KernelComparison.worst(expected.flatMap { $0 }, actual.flatMap { $0 })
    #expect(worst.error < 1e-5, "element \(worst.index)")
  }
}
