// DecoderFolderRefusalTests.swift: folders that are damaged, hostile, or of a kind that is not known.

import Foundation
import Testing

@testable import Inference

@Suite("Hugging Face folders, refused")
struct DecoderFolderRefusalTests {
  /// Expects that the folder is refused because of what is not known in it.
  private func expectUnknown(
    _ folder: ScratchDecoder, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard case .notConvertible(_, let feature) = folder.refusal(), feature.contains(words) else {
      return fail("\(String(describing: folder.refusal()))", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: [
    ("\"LlamaForCausalLM\"", "\"MambaForCausalLM\"", "MambaForCausalLM"),
    ("\"rope_type\": \"llama3\"", "\"rope_type\": \"yarn\"", "yarn"),
    // Only Phi 3 is known to have factors for short and for long texts.
    ("\"rope_type\": \"llama3\"", "\"rope_type\": \"longrope\"", "longrope"),
    ("\"hidden_size\": 64,", "\"hidden_size\": 64, \"attention_bias\": true,", "attention_bias"),
    (
      "\"hidden_size\": 64,", "\"hidden_size\": 64, \"use_bidirectional_attention\": true,",
      "use_bidirectional_attention"
    ),
    ("\"hidden_size\": 64,", "\"hidden_size\": 64, \"quantization_config\": {},", "quantised"),
    ("\"hidden_size\": 64,", "\"hidden_size\": 64, \"partial_rotary_factor\": 0.5,", "in part"),
    ("\"hidden_size\": 64,", "\"hidden_size\": 64, \"final_logit_softcapping\": 30.0,", "cap"),
  ])
  func configurationsThatAreNotKnownAreNamed(old: String, new: String, words: String) throws {
    let folder = try ScratchDecoder()
    try folder.replace(old, new)
    expectUnknown(folder, words)
  }

  @Test(arguments: [
    ("\"hidden_size\": 64", "\"hidden_size\": 0"), ("\"hidden_size\": 64", "\"hidden_size\": 1e30"),
    ("\"hidden_size\": 64", "\"hidden_size\": \"64\""),
    ("\"num_attention_heads\": 4", "\"num_attention_heads\": 3"),
    ("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3"),
    ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 100000"),
    ("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"),
    ("\"vocab_size\": 283", "\"vocab_size\": 282"), ("\"vocab_size\": 283", "\"vocab_size\": 284"),
    ("\"rope_theta\": 10000.0", "\"rope_theta\": 0"), ("\"rms_norm_eps\"", "\"rms_norm_eps\": 0, \"x\""),
    ("\"rms_norm_eps\"", "\"rms_norm_eps\": 0.1, \"x\""),  // as a 32-bit float it is more
    ("\"low_freq_factor\": 1.0", "\"low_freq_factor\": 5.0"), ("\"architectures\"", "\"x\""),
  ])
  func numbersThatDoNotFitAreRefused(old: String, new: String) throws {
    let folder = try ScratchDecoder()
    try folder.replace(old, new)
    #expect(folder.refusal() != nil)
  }

  /// Readers of the result ask for it, also where the magnitude need not be worked out from it.
  @Test func longFactorsNeedTheFirstContext() throws {
    let folder = try ScratchDecoder("hf-phi3")
    try folder.replace("\"rope_type\"", "\"attention_factor\": 1.5, \"rope_type\"")
    #expect(folder.refusal() == nil)
    try folder.replace("\"original_max_position_embeddings\"", "\"x\"")
    let key = "original_max_position_embeddings"
    #expect(folder.refusal() == .missingKey(file: folder.path + "/config.json", key: key))
  }

  /// A number in a small file makes no room for millions of tokens.
  @Test func theEmbeddingIsMeasuredBeforeTokensAreCounted() throws {
    let folder = try ScratchDecoder()
    try folder.replace("\"vocab_size\": 283", "\"vocab_size\": 282")
    let expected = ModelFileError.wrongShape(
      tensor: "model.embed_tokens.weight", expected: [64, 282], actual: [64, 283])
    #expect(folder.refusal() == expected)
  }

  @Test func otherWindowsAreRefused() throws {
    let folder = try ScratchDecoder("hf-gemma3")
    try folder.replace("\"query_pre_attn_scalar\": 16", "\"query_pre_attn_scalar\": 168")
    expectUnknown(folder, "query_pre_attn_scalar")
    let other = try ScratchDecoder("hf-gemma3")
    try other.replace("\"full_attention\"", "\"sliding_attention\"")
    expectUnknown(other, "windows")
  }

  // MARK: Weights

  private static let index = "model.safetensors.index.json"
  private static let second = "model-00002-of-00002.safetensors"

  @Test(arguments: [
    "../secret.safetensors", "/etc/secret.safetensors", "..", "a/b.safetensors", "model.bin", "",
    "x\\u0000.safetensors",
  ])
  func shardsOutsideTheFolderAreRefused(name: String) throws {
    let folder = try ScratchDecoder()
    try folder.replace(Self.second, name, in: Self.index)
    guard case .badValue(let file, _, _, _) = folder.refusal() else {
      return fail("\(String(describing: folder.refusal()))")
    }
    #expect(file.hasSuffix(Self.index))
  }

  @Test func shardsThatLieAreRefused() throws {
    let missing = try ScratchDecoder()
    try missing.remove(Self.second)
    guard case .unreadable(let file, 2) = missing.refusal() else { return fail() }
    #expect(file.hasSuffix(Self.second))
    let swapped = try ScratchDecoder()
    try swapped.replace(Self.second, "model-00001-of-00002.safetensors", in: Self.index)
    guard case .missingTensor = swapped.refusal() else { return fail() }
    let bare = try ScratchDecoder()
    try bare.replace("\"weight_map\"", "\"weights\"", in: Self.index)
    #expect(bare.refusal() == .missingKey(file: bare.path + "/" + Self.index, key: "weight_map"))
  }

  @Test func moreFilesThanCanBeMappedAreRefusedAtOnce() throws {
    let folder = try ScratchDecoder()
    let index = folder.path + "/" + Self.index
    for count in [200, 201] {
      let map = (0..<count).map { "\"t\($0)\":\"m\($0).safetensors\"" }.joined(separator: ",")
      try "{\"weight_map\":{\(map)}}".write(toFile: index, atomically: false, encoding: .utf8)
      switch folder.refusal() {
      case .unreadable(let file, 2): #expect(count == 200 && file == folder.path + "/m0.safetensors")
      case .badValue(let file, "weight_map", let value, _):
        #expect(count == 201 && file == index && value.contains("201"))
      case let other: fail("\(count): \(String(describing: other))")
      }
    }
  }

  @Test func anIndexBesideAWholeFileIsNotAsked() throws {
    let folder = try ScratchDecoder("hf-gemma3")
    try "{\"weight_map\":{\"x\":\"gone.safetensors\"}}".write(
      toFile: folder.path + "/" + Self.index, atomically: false, encoding: .utf8)
    #expect(folder.refusal() == nil)
  }

  @Test func aCutShardIsRefused() throws {
    let folder = try ScratchDecoder()
    let path = folder.path + "/" + Self.second
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for count in [0, 7, 8, 200, whole.count / 2, whole.count - 1] {
      try whole.prefix(count).write(to: URL(fileURLWithPath: path))
      guard case .malformed(let place, _) = folder.refusal() else { return fail("cut at \(count)") }
      #expect(place.file == path)
    }
  }

  @Test func tensorsTooManyOrTooFewAreNamed() throws {
    let folder = try ScratchDecoder()
    try folder.replace("model.norm.weight", "model.form.weight", in: Self.index)
    // The index names a tensor that its file lacks.
    #expect(folder.refusal() == .missingTensor("model.form.weight"))
    let smaller = try ScratchDecoder()
    try smaller.replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1")
    guard case .unexpectedTensor(let name) = smaller.refusal() else { return fail() }
    #expect(name.hasPrefix("model.layers.1."))
  }

  // MARK: Tokenizers

  @Test(arguments: [
    ("\"type\":\"BPE\"", "\"type\":\"Unigram\"", "Unigram"),
    ("\"end_of_word_suffix\":\"\"", "\"end_of_word_suffix\":\"</w>\"", "end_of_word_suffix"),
    ("\"individual_digits\":true", "\"individual_digits\":false", "pre_tokenizer"),
    ("\"ignore_merges\":false", "\"ignore_merges\":true", "pre_tokenizer"),
    ("\"normalizer\":null", "\"normalizer\":{\"type\":\"Lowercase\"}", "normaliser"),
    (
      "\"pre_tokenizer\":{\"type\":\"Sequence\"", "\"pre_tokenizer\":null,\"x\":{\"type\":\"Sequence\"",
      "neither"
    ),
  ])
  func tokenizersThatAreNotKnownAreNamed(old: String, new: String, words: String) throws {
    let folder = try ScratchDecoder()
    try folder.replace(old, new, in: "tokenizer.json")
    expectUnknown(folder, words)
  }

  @Test func otherExpressionsAreRefused() throws {
    let folder = try ScratchDecoder("hf-qwen2")
    try folder.replace("\\\\p{N}|", "\\\\p{N}+|", in: "tokenizer.json")
    expectUnknown(folder, "pre_tokenizer")
  }

  @Test func everyCutOfATokenizerIsRefused() throws {
    let folder = try ScratchDecoder()
    let path = folder.path + "/tokenizer.json"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    // Without its last byte, a line end, the file is whole.
    for count in stride(from: 0, to: whole.count - 1, by: 7) {
      try whole.prefix(count).write(to: URL(fileURLWithPath: path))
      guard case .malformed(let place, _) = folder.refusal() else { return fail("cut at \(count)") }
      #expect(place.file == path)
    }
  }

  @Test func tokensThatDoNotFitAreRefused() throws {
    let changes = [
      ("\"Ġt\":", "\"Ġt\":4194304,\"zz\":"),  // an id that no vocabulary has
      ("\"Ġt\":", "\"Ġt\":-1,\"zz\":"), ("\"Ġt\":", "\"Ġt\":\"7\",\"zz\":"),
      ("\"Ġt\":", "\"Ġt\":3,\"zz\":"),  // taken
      ("\"Ġt\":", "\"Ġt\":283,\"zz\":"),  // more tokens than rows
      ("\"id\":0", "\"id\":5"), ("\"Ġ t\"", "\"Ġt\""), ("\"Ġ t\"", "[\"Ġ\"]"), ("\"Ġ t\"", "7"),
      ("\"Ġ t\"", "[\"\",\"Ġt\"]"),  // a merge of nothing and a text
    ]
    for (old, new) in changes {
      let folder = try ScratchDecoder()
      try folder.replace(old, new, in: "tokenizer.json")
      #expect(folder.refusal() != nil, "\(new)")
    }
  }

  /// Whatever stands in the small files: an error, or a file that the reader takes or refuses; never a trap.
  @Test(arguments: [
    "config.json", "tokenizer.json", "tokenizer_config.json", "model.safetensors.index.json",
  ])
  func everyMutationIsRefusedOrWritten(name: String) throws {
    let folder = try ScratchDecoder()
    let path = folder.path + "/" + name
    let original = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    var generator = SeededGenerator(seed: 20_261_130)
    for _ in 0..<400 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes[place] = "{}[]\",:0123456789-e\\".utf8.randomElement(using: &generator)!
        case 2: bytes.remove(at: place)
        default: bytes.insert(bytes[place], at: place)
        }
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      guard folder.refusal(.q8_0) == nil else { continue }
      let file = try folder.file(.q8_0)
      _ = try? DecoderConfiguration(file: file)
      _ = try? makeTokenizer(file.metadata)
    }
  }

  @Test func whatIsNoDecoderIsNone() throws {
    let folder = try ScratchDecoder()
    #expect(try DecoderFolder.isOne(folder.path))
    #expect(try !DecoderFolder.isOne(SharedMaterial.fixtures.appending(path: "tiny-bert").path))
    #expect(try !DecoderFolder.isOne(SharedMaterial.fixtures.path))
  }

  @Test func whatCannotBeReadIsNotTakenForAnythingElse() throws {
    let damaged = try ScratchDecoder()
    try damaged.replace("\"model_type\"", "model_type")
    let thrown = #expect(throws: ModelFileError.self) { try DecoderFolder.isOne(damaged.path) }
    guard case .malformed = thrown else { return fail("\(String(describing: thrown))") }
    let silent = try ScratchDecoder()
    try silent.replace("\"model_type\"", "\"x\"")
    let config = silent.path + "/config.json"
    #expect(throws: ModelFileError.missingKey(file: config, key: "model_type")) {
      try DecoderFolder.isOne(silent.path)
    }
    try silent.remove("config.json")
    try FileManager.default.createSymbolicLink(
      atPath: config, withDestinationPath: damaged.path + "/config.json")
    #expect(throws: ModelFileError.notARegularFile(file: config)) { try DecoderFolder.isOne(silent.path) }
  }
}
