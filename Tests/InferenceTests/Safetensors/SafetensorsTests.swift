// SafetensorsTests.swift: reading safetensors files, right ones and hostile ones.

import Foundation
import Testing

@testable import Inference

@Suite("safetensors files")
struct SafetensorsTests {
  /// A file with this header and `dataByteCount` bytes of data.
  private static func file(_ header: String, _ dataByteCount: Int = 0, length: UInt64? = nil) -> [UInt8] {
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    return GGUFBuilder.little(length ?? UInt64(padded.utf8.count)) + Array(padded.utf8)
      + [UInt8](repeating: 0, count: dataByteCount)
  }

  private static func open(_ bytes: [UInt8]) throws -> Result<[String: TensorInfo], ModelFileError> {
    let folder = try ScratchFolder()
    let path = try folder.write(bytes)
    do throws(ModelFileError) { return .success(try SafetensorsFile(path: path).tensors) } catch {
      return .failure(error)
    }
  }

  private func defect(_ header: String, _ dataByteCount: Int = 0) throws -> FileDefect? {
    if case .failure(.malformed(_, let defect)) = try Self.open(Self.file(header, dataByteCount)) {
      return defect
    }
    return nil
  }

  private static let good = """
    {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
    "ids":{"dtype":"I64","shape":[1,2],"data_offsets":[24,40]},\
    "b":{"dtype":"BF16","shape":[4],"data_offsets":[40,48]},"s":{"dtype":"F16","shape":[],"data_offsets":[48,50]}}
    """

  @Test func findsTensorsInGgmlOrder() throws {
    let tensors = try Self.open(Self.file(Self.good, 50)).get()
    #expect(Set(tensors.keys) == ["a", "b", "s"])
    let a = try #require(tensors["a"])
    #expect(a.dimensions == [3, 2] && a.columns == 3 && a.rows == 2 && a.type == .f32 && a.byteCount == 24)
    #expect(tensors["b"]?.type == .bf16 && tensors["s"]?.dimensions == [1])
  }

  @Test func everyCutIsRefused() throws {
    let whole = Self.file(Self.good, 50)
    for count in 0..<whole.count {
      guard case .failure = try Self.open(Array(whole[..<count])) else { return fail("cut at \(count)") }
    }
  }

  @Test func headerLengthIsCapped() throws {
    for length: UInt64 in [.max, 1 << 63, 1 << 32, (16 << 20) + 1] {
      guard
        case .failure(.malformed(let place, .tooMany(length, _))) = try Self.open(
          Self.file("{}", length: length))
      else { return fail("\(length)") }
      #expect(place.field == "header length")
    }
    guard case .failure(.malformed(_, .endsTooLate)) = try Self.open(Self.file("{}", length: 1000)) else {
      return fail()
    }
  }

  @Test func layoutHasToBeExact() throws {
    func one(_ dtype: String = "F32", _ shape: String = "[2]", _ offsets: String = "[0,8]") -> String {
      "{\"a\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}}"
    }
    #expect(try defect(one(), 8) == nil)
    #expect(try defect(one(), 9) == .gap(byteCount: 1))
    #expect(try defect(one(), 7) == .endsTooLate(needed: 8, remaining: 7))
    #expect(try defect(one("F32", "[2]", "[0,7]"), 8) == .outOfRange(value: 7, low: 8, high: 8))
    #expect(
      try defect(one("F32", "[2]", "[8,0]"), 8) == .wrongJSONKind(expected: "data_offsets [start, end]"))
    #expect(
      try defect(one("F32", "[2]", "[-8,0]"), 8) == .wrongJSONKind(expected: "data_offsets [start, end]"))
    #expect(try defect(one("F32", "[2]", "[4,12]"), 12) == .gap(byteCount: 4))
    #expect(try defect(one("F32", "[0]", "[0,0]"), 0) == .outOfRange(value: 0, low: 1, high: 1 << 31))
    #expect(try defect(one("F32", "[-2]", "[0,8]"), 8) == .outOfRange(value: -2, low: 1, high: 1 << 31))
    #expect(try defect(one("F32", "[2.0]"), 8) != nil)
    #expect(try defect(one("F32", "[2147483648,2147483648,4]"), 8) == .arithmeticOverflow)
    #expect(
      try defect(one("F32", "[2147483648,2147483648]", "[0,9223372036854775807]"), 8) == .arithmeticOverflow)
    #expect(try defect(one("F32", "[1,1,1,1,2]"), 8) == .outOfRange(value: 5, low: 1, high: 4))
    guard case .failure(.unsupportedFeature) = try Self.open(Self.file(one("F4", "[2]", "[0,1]"), 1)) else {
      return fail()
    }
    let overlapping = """
      {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}
      """
    #expect(try defect(overlapping, 12) == .overlaps(tensor: "a"))
    let odd = """
      {"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"F32","shape":[1],"data_offsets":[3,7]}}
      """
    if case .notAMultiple = try defect(odd, 7) {} else { fail("not aligned") }
    #expect(try defect("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8) != nil)
    #expect(try defect("[]") == .wrongJSONKind(expected: "object"))
    #expect(try defect("{\"a\":1}") != nil)
    #expect(try defect("{\"\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8) == .empty)
  }

  @Test func everyMutationIsRefusedOrUsable() throws {
    var generator = SeededGenerator(seed: 20_261_124)
    let original = Self.file(Self.good, 50)
    let folder = try ScratchFolder()
    var accepted = 0
    for _ in 0..<8000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let index = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[index] = "{}[]\",:0123456789-e\\".utf8.randomElement(using: &generator)!
        case 2: bytes.remove(at: index)
        case 3: bytes.insert(bytes[index], at: index)
        default: bytes.removeLast(min(bytes.count, Int.random(in: 1...60, using: &generator)))
        }
        if bytes.isEmpty { bytes = original }
      }
      guard let file = try? SafetensorsFile(path: folder.write(bytes)) else { continue }
      accepted += 1
      for tensor in file.tensors.values {
        #expect(file.mapped.withBytes(tensor.byteRange) { $0.count } == tensor.byteCount)
      }
    }
    #expect(accepted > 40)
  }

  @Test(.enabled(if: SharedMaterial.miniLM != nil, "needs the installed model minilm"))
  func opensTheRealEncoder() throws {
    let folder = try #require(SharedMaterial.miniLM)
    let c = try BERTConfiguration(folder: folder)
    #expect(c.blockCount == 6 && c.embeddingLength == 384 && c.headCount == 12 && c.feedForwardLength == 1536)
    #expect(c.contextLength == 512 && c.vocabularyCount == 30_522 && c.layerNormEpsilon == 1e-12)
    let file = try SafetensorsFile(path: folder + "/model.safetensors")
    #expect(file.tensors.count == 103 && file.tensors["embeddings.position_ids"] == nil)
    #expect(try EncoderFolder(folder).tensors.count == 101)
  }
}

@Suite("config.json of encoders")
struct BERTConfigurationTests {
  private static let good: [String: String] = [
    "model_type": "\"bert\"", "hidden_size": "8", "num_hidden_layers": "2", "num_attention_heads": "2",
    "intermediate_size": "16", "max_position_embeddings": "32", "vocab_size": "40", "layer_norm_eps": "1e-12",
    "hidden_act": "\"gelu\"",
  ]

  private func open(_ change: [String: String?]) throws -> Result<BERTConfiguration, ModelFileError> {
    let members = Self.good.merging(change.compactMapValues { $0 }) { $1 }.filter {
      change[$0.key] != .some(nil)
    }
    let text = "{" + members.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",") + "}"
    let folder = try ScratchFolder()
    try folder.write(Array(text.utf8), as: "config.json")
    do throws(ModelFileError) { return .success(try BERTConfiguration(folder: folder.path)) } catch {
      return .failure(error)
    }
  }

  @Test func readsWhatIsThere() throws {
    let c = try open([:]).get()
    #expect(c.embeddingLength == 8 && c.blockCount == 2 && c.headDimension == 4 && c.tokenTypeCount == 2)
  }

  @Test(arguments: [
    ("hidden_size", "0"), ("hidden_size", "\"8\""), ("hidden_size", "9"), ("hidden_size", "1e30"),
    ("num_attention_heads", "3"), ("num_attention_heads", "0"), ("num_hidden_layers", "100000"),
    ("max_position_embeddings", "-1"), ("vocab_size", "8.5"), ("layer_norm_eps", "0"),
    ("layer_norm_eps", "true"),
    ("hidden_act", "\"relu\""), ("position_embedding_type", "\"relative_key\""), ("model_type", "\"t5\""),
    ("intermediate_size", nil), ("model_type", nil), ("hidden_size", nil),
  ])
  func refusesWhatCannotBeRun(key: String, value: String?) throws {
    guard case .failure = try open([key: value]) else { return fail("\(key) \(value ?? "missing")") }
  }
}
