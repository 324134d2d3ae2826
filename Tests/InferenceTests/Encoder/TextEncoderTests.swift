import Foundation
@testable import Inference
import Testing

@Suite("text encoder")
struct TextEncoderTests {
  struct Vectors: Decodable {
    struct Case: Decodable {
      var text: String
      var tokens: [TokenID]
      var tokens_hf: [TokenID]?
      var embedding_normalized: [Double]
      var embedding_f32_normalized: [Double]?
      /// For the tokens of Hugging Face's tokenizer, where llama.cpp's differ; not normalised.
      var embedding_f32_hf: [Double]?
    }

    var cases: [Case]

    init(contentsOf url: URL) throws {
      self = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: url))
    }
  }

  private static func worst(_ actual: [Float], _ expected: [Double]) -> Double {
    zip(actual, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
  }

  private static func normalized(_ vector: [Double]) -> [Double] {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }

  @Test func aTinyModelGivesTheVectorsOfAnImplementationInNumpy() throws {
    let folder = SharedMaterial.fixtures
    let encoder = try TextEncoder(
      folder: folder.appending(path: "tiny-bert").path, threads: ThreadPool(threadCount: 2))
    let vectors = try Vectors(contentsOf: folder.appending(path: "tiny-bert.json"))
    let actual = try encoder.encode(vectors.cases.map(\.text))
    for (item, vector) in zip(vectors.cases, actual) {
      #expect(vector.count == encoder.dimension)
      #expect(Self.worst(vector, item.embedding_normalized) < 1e-5)
    }
  }

  /// The tiny model in a folder that says how it is pooled.
  private func encoder(pooledBy modes: [String: Bool], in name: String) throws -> TextEncoder {
    try encoder(with: [UInt8](JSONEncoder().encode(modes)), as: name)
  }

  /// The tiny model in a folder that has one more file.
  private func encoder(with bytes: [UInt8], as name: String) throws -> TextEncoder {
    let folder = try ScratchFolder(), source = SharedMaterial.fixtures.appending(path: "tiny-bert")
    for file in ["config.json", "model.safetensors", "vocab.txt"] {
      try folder.write([UInt8](Data(contentsOf: source.appending(path: file))), as: file)
    }
    for inner in ["1_Pooling", "2_Dense"] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + inner, withIntermediateDirectories: true)
    }
    try folder.write(bytes, as: name)
    return try TextEncoder(folder: folder.path, threads: ThreadPool(threadCount: 1))
  }

  @Test(arguments: ["1_Pooling/config.json", "pooling.json"])
  func aFolderMaySayThatTheFirstTokenStandsForTheText(file: String) throws {
    let first = try encoder(
      pooledBy: ["pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false], in: file)
    let mean = try encoder(pooledBy: ["pooling_mode_mean_tokens": true], in: file)
    let text = "the cat and the hat"
    #expect(first.configuration.pooling == .classification && mean.configuration.pooling == .mean)
    // With one token alone both are the same.
    #expect(first.pooled([[2]]) == mean.pooled([[2]]))
    #expect(first.pooled([[2, 5, 3]]) != mean.pooled([[2, 5, 3]]))
    let vectors = try Vectors(contentsOf: SharedMaterial.fixtures.appending(path: "tiny-bert.json"))
    #expect(try mean.encode([text]) != first.encode([text]))
    for item in vectors.cases.prefix(3) {
      #expect(Self.worst(try mean.encode([item.text])[0], item.embedding_normalized) < 1e-5)
    }
  }

  /// As newer versions of sentence-transformers write it.
  @Test(
    arguments: [
      ("\"cls\"", .classification), ("[\"cls\"]", .classification), ("\"mean\"", .mean),
      ("[\"mean\"]", .mean),
      ("null", .mean), ("[]", .mean),
    ] as [(String, BERTConfiguration.Pooling)])
  func theWayOfPoolingMayBeGivenByName(mode: String, pooling: BERTConfiguration.Pooling) throws {
    let text = "{\"embedding_dimension\":768,\"pooling_mode\":\(mode),\"include_prompt\":true}"
    let encoder = try self.encoder(with: Array(text.utf8), as: "1_Pooling/config.json")
    #expect(encoder.configuration.pooling == pooling)
  }

  @Test(arguments: [
    ("{\"pooling_mode_max_tokens\":true}", "max_tokens"),
    ("{\"pooling_mode_weightedmean_tokens\":true}", "weightedmean_tokens"),
    ("{\"pooling_mode_cls_token\":true,\"pooling_mode_mean_tokens\":true}", "cls and mean"),
    ("{\"pooling_mode_cls_token\":true,\"pooling_mode\":\"mean\"}", "cls and mean"),
    ("{\"pooling_mode\":\"max\"}", "max"), ("{\"pooling_mode\":\"lasttoken\"}", "lasttoken"),
    ("{\"pooling_mode\":\"mean_sqrt_len_tokens\"}", "mean_sqrt_len_tokens"),
    ("{\"pooling_mode\":[\"weightedmean\"]}", "weightedmean"),
    ("{\"pooling_mode\":[\"mean\",\"cls\"]}", "cls and mean"),
  ])
  func anotherPoolingIsRefusedByName(text: String, words: String) throws {
    let thrown = #expect(throws: ModelFileError.self) {
      try encoder(with: Array(text.utf8), as: "1_Pooling/config.json")
    }
    guard case .unsupportedFeature(_, let feature) = thrown else {
      return fail("\(String(describing: thrown))")
    }
    #expect(feature == "pooling by " + words)
  }

  @Test func aDenseLayerBehindThePoolingIsRefused() throws {
    let thrown = #expect(throws: ModelFileError.self) {
      try encoder(with: Array("{\"in_features\":768}".utf8), as: "2_Dense/config.json")
    }
    guard case .unsupportedFeature(_, "a dense layer behind the pooling") = thrown else {
      return fail("\(String(describing: thrown))")
    }
  }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    .enabled(if: SharedMaterial.miniLM != nil, "needs the model minilm"))
  func miniLMGivesTheVectorsOfPyTorch() throws {
    let encoder = try TextEncoder(
      folder: #require(SharedMaterial.miniLM), threads: ThreadPool(threadCount: 2))
    let vectors = try Vectors(
      contentsOf: SharedMaterial.folder.appending(path: "reference/minilm-l6-v2.json"))
    let actual = try encoder.encode(vectors.cases.map(\.text))
    for (item, vector) in zip(vectors.cases, actual) where (item.tokens_hf ?? item.tokens).count <= 256 {
      let expected = try item.embedding_f32_hf.map(Self.normalized) ?? #require(item.embedding_f32_normalized)
      #expect(Self.worst(vector, expected) < 1e-5, "\(item.text.prefix(40))")
    }
  }

  /// What llama.cpp makes of a tiny model: not normalised.
  private struct PooledVectors: Decodable {
    struct Case: Decodable {
      var text: String
      var tokens: [TokenID]
      var embedding: [Double]
    }

    var cases: [Case]
  }

  @Test(
    .enabled(if: SharedMaterial.isPresent, "needs ../shared"),
    arguments: ["tiny-bert-mean-f16", "tiny-bert-cls-f16"])
  func aGGUFFileGivesTheVectorsOfLlamaCpp(name: String) throws {
    let folder = SharedMaterial.folder.appending(path: "reference")
    let file = try GGUFFile(path: folder.appending(path: name + ".gguf").path)
    let encoder = try TextEncoder(file: file, threads: ThreadPool(threadCount: 2))
    let reference = try JSONDecoder().decode(
      PooledVectors.self, from: Data(contentsOf: folder.appending(path: name + ".json")))
    let actual = try encoder.encode(reference.cases.map(\.text))
    for (item, vector) in zip(reference.cases, actual) {
      // It takes GELU from a table of tanh in half precision, and rounds activations to half precision.
      #expect(Self.worst(vector, Self.normalized(item.embedding)) < 2e-4)
    }
  }

  @Test func aGGUFFileMayBeMadeOfAFolder() throws {
    let folder = SharedMaterial.fixtures.appending(path: "tiny-bert").path
    let scratch = try ScratchFolder()
    let path = try scratch.write(GGUFBuilder.bert(folder: folder))
    let (fromFile, fromFolder) = (
      try TextEncoder(file: GGUFFile(path: path), threads: ThreadPool(threadCount: 1)),
      try TextEncoder(folder: folder, threads: ThreadPool(threadCount: 1))
    )
    let texts = ["the letter", "Thank you for the other letter, Ann!", ""]
    #expect(try fromFile.encode(texts) == fromFolder.encode(texts))
  }

  @Test func aTextHasOneVectorWhateverIsEncodedWithIt() throws {
    let folder = SharedMaterial.fixtures.appending(path: "tiny-bert").path
    let texts = (0..<60).map { "text number \($0) " + String(repeating: "and more ", count: $0 % 13) }
    let alone = try TextEncoder(folder: folder, threads: ThreadPool(threadCount: 1))
    let together = try TextEncoder(folder: folder, threads: ThreadPool(threadCount: 3))
    var reported: [Int] = []
    let all = try together.encode(texts) { reported.append($0) }
    for (text, vector) in zip(texts, all) {
      #expect(KernelComparison.worst(try alone.encode([text])[0], vector).error < 1e-5)
    }
    #expect(reported.last == texts.count && reported == reported.sorted())
    #expect(try together.encode([]).isEmpty)
    #expect(try together.encode([""])[0].allSatisfy(\.isFinite))
  }

  @Test func anyThreadCountGivesTheSameVectors() throws {
    let folder = SharedMaterial.fixtures.appending(path: "tiny-bert").path
    let texts = (0..<20).map { "text number \($0) " + String(repeating: "and more ", count: $0 % 13) }
    let results = try [1, 2, 3, 5].map { threads in
      try TextEncoder(folder: folder, threads: ThreadPool(threadCount: threads)).encode(texts)
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }

  @Test func memoryOfEarlierPassesChangesNothing() throws {
    let folder = SharedMaterial.fixtures.appending(path: "tiny-bert").path
    let fresh = { try TextEncoder(folder: folder, threads: ThreadPool(threadCount: 2)) }
    let used = try fresh()
    let short = ["the cat"], long = [String](repeating: "the cat and the hat and the letter", count: 40)
    let mixed = ["a", String(repeating: "and more ", count: 30), "the hat"]
    for texts in [long, short, mixed, long, mixed] {
      #expect(try used.encode(texts) == fresh().encode(texts))
    }
  }

  @Test func longTextsAreCutToWhatTheModelTakes() throws {
    let folder = SharedMaterial.fixtures.appending(path: "tiny-bert").path
    let encoder = try TextEncoder(folder: folder, threads: ThreadPool(threadCount: 2))
    let long = String(repeating: "a ", count: 5000)
    let vectors = try encoder.encode([long, long + "and something else"])
    #expect(vectors[0] == vectors[1])
  }
}
