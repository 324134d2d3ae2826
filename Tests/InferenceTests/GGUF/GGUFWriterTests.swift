// GGUFWriterTests.swift: what is written is what gguf-py writes, and what the reader here finds again.

import Foundation
import Testing

@testable import Inference

@Suite("writing GGUF files")
struct GGUFWriterTests {
  /// The file that generator/make_rounding.py writes with gguf-py, without its data.
  private static let sample = GGUFWriter(
    keys: [
      ("general.architecture", .string("llama")),
      ("llama.block_count", .uint32(2)),
      ("llama.rope.freq_base", .float32(10_000)),
      ("tokenizer.ggml.add_bos_token", .bool(true)),
      ("general.name", .string("täst ▁")),
      ("tokenizer.ggml.tokens", .texts(PackedTexts(["a", "é", "<|end|>", "zz top"]))),
      ("tokenizer.ggml.token_type", .int32s([1, -2, 3])),
      ("tokenizer.ggml.scores", .float32s([0.5, -1.25])),
    ],
    tensors: [
      GGUFWriter.Tensor(name: "odd", type: .f32, dimensions: [3]),
      GGUFWriter.Tensor(name: "matrix", type: .f16, dimensions: [64, 2]),
      GGUFWriter.Tensor(name: "rounded", type: .q8_0, dimensions: [256, 3]),
      GGUFWriter.Tensor(name: "last", type: .f32, dimensions: [1]),
    ])

  /// The data of the sample's tensors: what the vectors of rounding.json start with.
  private static func data() throws -> [[UInt8]] {
    let vectors = try RoundingVectors.read()
    let half = RoundingVectors.bytes(vectors.F16)
    let floats: ([Float]) -> [UInt8] = { $0.flatMap { GGUFBuilder.little($0.bitPattern) } }
    return [
      floats([0, 1, 2]), Array(half[0..<128]) + Array(half[512..<640]),
      Array(RoundingVectors.bytes(vectors.Q8_0).prefix(3 * 272)), floats([1]),
    ]
  }

  private static func whole() throws -> [UInt8] {
    var bytes = sample.header
    for (tensor, data) in zip(sample.tensors, try data()) {
      #expect(data.count == tensor.byteCount)
      bytes += data + GGUFWriter.padding(after: data.count)
    }
    return bytes
  }

  @Test func bytesAreThoseOfGgufPy() throws {
    let expected = try [UInt8](Data(contentsOf: SharedMaterial.fixtures.appending(path: "writer.gguf")))
    let actual = try Self.whole()
    let difference = zip(actual, expected).enumerated().first { $1.0 != $1.1 }?.offset
    #expect(actual.count == expected.count && difference == nil, "first difference at \(difference ?? -1)")
    #expect(Self.sample.byteCount == actual.count)
  }

  @Test func theReaderFindsEverything() throws {
    let folder = try ScratchFolder()
    let file = try GGUFFile(path: folder.write(Self.whole()))
    #expect(file.version == 3 && file.tensors.count == 4)
    #expect(try file.metadata.string("general.name") == "täst ▁")
    #expect(try file.metadata.integer("llama.block_count", in: 0...9) == 2)
    #expect(try file.metadata.float("llama.rope.freq_base", in: 0...1e5) == 10_000)
    #expect(try file.metadata.boolIfPresent("tokenizer.ggml.add_bos_token") == true)
    #expect(try file.metadata.strings("tokenizer.ggml.tokens") == ["a", "é", "<|end|>", "zz top"])
    #expect(try file.metadata.integers("tokenizer.ggml.token_type") == [1, -2, 3])
    #expect(try file.metadata.floats("tokenizer.ggml.scores") == [0.5, -1.25])
    let data = try Self.data()
    for (tensor, expected) in zip(Self.sample.tensors, data) {
      let found = try #require(file.tensors[tensor.name])
      #expect(found.type == tensor.type && found.dimensions == tensor.dimensions)
      #expect(file.mapped.withBytes(found.byteRange) { Array($0) } == expected)
    }
  }

  @Test func anEmptyFileIsAFile() throws {
    let folder = try ScratchFolder()
    let writer = GGUFWriter(keys: [("general.architecture", .string("none"))], tensors: [])
    #expect(try GGUFFile(path: folder.write(writer.header)).architecture == "none")
    #expect(writer.byteCount == writer.header.count)
  }
}
