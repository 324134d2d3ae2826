// GGUFFileTests.swift: reading well-formed GGUF files: what is in them comes out.

import Foundation
import Testing

@testable import Inference

@Suite("GGUF files")
struct GGUFFileTests {
  @Test(arguments: [UInt32(2), 3])
  func readsEveryKindOfValue(version: UInt32) throws {
    var builder = GGUFBuilder()
    builder.version = version
    builder.keys = [
      ("general.architecture", .string("llama")), ("a.u8", .u8(200)), ("a.i32", .i32(-7)),
      ("a.u64", .u64(1 << 40)), ("a.f32", .f32(0.5)), ("a.bool", .bool(1)),
      ("a.strings", .strings(["", "é", "ab"])), ("a.i32s", .i32s([-1, 2])), ("a.f32s", .f32s([1.5])),
      ("a.i16", .raw(3, GGUFBuilder.little(Int16(-300)))),
      ("a.u16", .raw(2, GGUFBuilder.little(UInt16(65_535)))),
      ("a.i8", .raw(1, [0xFF])), ("a.i64", .raw(11, GGUFBuilder.little(Int64.min))),
      ("a.f64", .raw(12, GGUFBuilder.little((0.25).bitPattern))),
    ]
    let folder = try ScratchFolder()
    let metadata = try GGUFFile(path: folder.write(builder.bytes())).metadata
    #expect(try metadata.string("general.architecture") == "llama")
    #expect(try metadata.integer("a.u8", in: 0...255) == 200)
    #expect(try metadata.integer("a.i32", in: -10...10) == -7)
    #expect(try metadata.integer("a.u64", in: 0...Int.max) == 1 << 40)
    #expect(try metadata.integer("a.i16", in: -400...0) == -300)
    #expect(try metadata.integer("a.u16", in: 0...70_000) == 65_535)
    #expect(try metadata.integer("a.i8", in: -1...0) == -1)
    #expect(try metadata.integer("a.i64", in: Int.min...0) == Int.min)
    #expect(try metadata.float("a.f32", in: 0...1) == 0.5)
    #expect(try metadata.float("a.f64", in: 0...1) == 0.25)
    #expect(try metadata.boolIfPresent("a.bool") == true)
    #expect(try metadata.strings("a.strings") == ["", "é", "ab"])
    #expect(try metadata.integers("a.i32s") == [-1, 2])
    #expect(try metadata.floats("a.f32s") == [1.5])
    #expect(try metadata.arrayCountIfPresent("a.strings") == 3)
    #expect(try metadata.stringIfPresent("absent") == nil)
    #expect(metadata.contains("a.u8") && !metadata.contains("absent"))
  }

  @Test func refusesValuesOfAnotherTypeOrRange() throws {
    var builder = GGUFBuilder()
    builder.keys = [("n", .u32(5)), ("s", .string("x")), ("f", .f32(.nan)), ("u", .u64(.max))]
    let folder = try ScratchFolder()
    let path = try folder.write(builder.bytes())
    let metadata = try GGUFFile(path: path).metadata
    #expect(throws: ModelFileError.wrongKeyType(file: path, key: "n", expected: "string", actual: "uint32")) {
      try metadata.string("n")
    }
    #expect(throws: ModelFileError.missingKey(file: path, key: "m")) { try metadata.string("m") }
    #expect(throws: ModelFileError.badValue(file: path, key: "n", value: "5", allowed: "6 to 9")) {
      try metadata.integer("n", in: 6...9)
    }
    #expect(throws: ModelFileError.self) { try metadata.integer("u", in: 0...Int.max) }
    #expect(throws: ModelFileError.self) { try metadata.float("f", in: 0...1) }
    #expect(throws: ModelFileError.self) { try metadata.float("n", in: 0...9) }
    #expect(throws: ModelFileError.self) { try metadata.boolIfPresent("n") }
    #expect(throws: ModelFileError.self) { try metadata.texts("s") }
  }

  @Test func findsTensorsWhereTheyLie() throws {
    var builder = GGUFBuilder()
    builder.tensors = [
      .init(name: "a", dimensions: [3], data: [1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]),
      .init(name: "b", dimensions: [32, 2, 1], type: 8, data: [UInt8](repeating: 7, count: 68)),
    ]
    let folder = try ScratchFolder()
    let file = try GGUFFile(path: folder.write(builder.bytes()))
    let a = try #require(file.tensors["a"])
    let b = try #require(file.tensors["b"])
    #expect(a.dimensions == [3] && a.byteCount == 12 && a.fileOffset.isMultiple(of: 32) && a.rows == 1)
    #expect(b.type == .q8_0 && b.byteCount == 68 && b.columns == 32 && b.rows == 2 && b.elementCount == 64)
    #expect(file.mapped.withBytes(a.byteRange) { Array($0) } == builder.tensors[0].data)
    #expect(file.mapped.withBytes(b.byteRange) { Array($0) } == builder.tensors[1].data)
  }

  @Test(arguments: WeightType.allCases)
  func knowsTheSizeOfEveryType(type: WeightType) throws {
    var builder = GGUFBuilder()
    builder.tensors = [
      .init(
        name: "w", dimensions: [UInt64(type.blockElementCount), 3], type: type.rawValue,
        data: [UInt8](repeating: 0, count: 3 * type.blockByteCount))
    ]
    let folder = try ScratchFolder()
    let tensor = try #require(try GGUFFile(path: folder.write(builder.bytes())).tensors["w"])
    #expect(tensor.type == type && tensor.byteCount == 3 * type.blockByteCount)
  }

  @Test func readsTheConfigurationOfATinyModel() throws {
    var builder = GGUFBuilder.llama()
    let folder = try ScratchFolder()
    let file = try GGUFFile(path: folder.write(builder.bytes()))
    let c = try DecoderConfiguration(file: file)
    #expect(c.blockCount == 1 && c.embeddingLength == 32 && c.feedForwardLength == 64)
    #expect(c.headCount == 2 && c.headCountKV == 1 && c.headDimension == 16 && c.ropeDimensionCount == 16)
    #expect(c.ropeBase == 10_000 && c.ropeScale == 1 && c.rmsEpsilon == 1e-5 && c.contextLength == 64)
    #expect(c.vocabularyCount == 24 && c.tiedOutput && c.ropeFactors == nil)
  }

  @Test func longSequencesMayRotateByOtherFactors() throws {
    var builder = GGUFBuilder.llama()
    for (name, factor) in [("short", Float(1)), ("long", 4)] {
      let data = (0..<8).flatMap { _ in GGUFBuilder.little(factor.bitPattern) }
      builder.tensors.append(
        GGUFBuilder.Tensor(name: "rope_factors_\(name).weight", dimensions: [8], data: data))
    }
    let folder = try ScratchFolder()
    #expect(throws: ModelFileError.self) {
      try DecoderConfiguration(file: GGUFFile(path: folder.write(builder.bytes())))
    }
    builder["llama.rope.scaling.original_context_length"] = .u32(32)
    builder["llama.rope.scaling.attn_factor"] = .f32(1.25)
    let c = try DecoderConfiguration(file: GGUFFile(path: folder.write(builder.bytes())))
    #expect(c.ropeMagnitude == 1.25)
    #expect(c.ropeFactors?.of(capacity: 32) == [Float](repeating: 1, count: 8))
    #expect(c.ropeFactors?.of(capacity: 33) == [Float](repeating: 4, count: 8))
    builder.tensors.removeLast()
    #expect(throws: ModelFileError.missingTensor("rope_factors_long.weight")) {
      try DecoderConfiguration(file: GGUFFile(path: folder.write(builder.bytes())))
    }
    builder.tensors.removeLast()
    builder["llama.rope.scaling.type"] = .string("longrope")
    #expect(throws: ModelFileError.missingTensor("rope_factors_short.weight")) {
      try DecoderConfiguration(file: GGUFFile(path: folder.write(builder.bytes())))
    }
  }

  @Test(.enabled(if: SharedMaterial.isPresent, "needs ../shared"))
  func opensEveryReferenceModel() throws {
    let folder = SharedMaterial.folder.appending(path: "reference")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".gguf")
    }
    #expect(names.count > 10)
    for name in names {
      let file = try GGUFFile(path: folder.appending(path: name).path)
      guard try file.architecture != "bert" else { continue }
      let c = try DecoderConfiguration(file: file)
      #expect(c.tiedOutput == (file.tensors["output.weight"] == nil), "\(name)")
      #expect(
        (c.ropeFactors?.short.count ?? 32) == 32 && (c.ropeFactors != nil) == name.contains("llama3"),
        "\(name)")
    }
  }

  @Test(.enabled(if: SharedMaterial.smolLM2 != nil, "needs the installed model smollm2"))
  func opensTheRealModel() throws {
    let file = try GGUFFile(path: #require(SharedMaterial.smolLM2))
    let c = try DecoderConfiguration(file: file)
    #expect(file.tensors.count == 272 && c.blockCount == 30 && c.embeddingLength == 576)
    #expect(c.feedForwardLength == 1536 && c.headCount == 9 && c.headCountKV == 3 && c.headDimension == 64)
    #expect(c.ropeBase == 100_000 && c.contextLength == 8192 && c.vocabularyCount == 49_152 && c.tiedOutput)
    #expect(file.tensors["token_embd.weight"]?.fileOffset == 1_785_664)
  }
}
