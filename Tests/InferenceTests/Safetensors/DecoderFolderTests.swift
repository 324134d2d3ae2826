// DecoderFolderTests.swift: folders that became GGUF files compute what their own weights say.

import Foundation
import Testing

@testable import Inference

@Suite("Hugging Face folders, converted")
struct DecoderFolderTests {
  static let names = ["hf-llama", "hf-qwen2", "hf-qwen3", "hf-phi3", "hf-gemma3"]

  private static func reference(_ name: String) throws -> Reference {
    try Reference(contentsOf: SharedMaterial.fixtures.appending(path: name + ".json"))
  }

  @Test(arguments: names)
  func computesWhatTheFolderSays(name: String) throws {
    let folder = try ScratchDecoder(name), reference = try Self.reference(name)
    let decoder = try folder.decoder()
    let difference = try ReferenceDifference(of: decoder, from: reference)
    #expect(difference.worst < 1e-4)
    #expect(difference.winnersEqual == difference.positions)
    for item in reference.cases {
      #expect(decoder.tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens)
      #expect(try decoder.greedy(after: item.tokens, count: item.greedy.count) == item.greedy)
    }
  }

  @Test(arguments: names)
  func eightBitsAreCloseInTheMean(name: String) throws {
    let folder = try ScratchDecoder(name)
    let decoder = try folder.decoder(.q8_0)
    let difference = try ReferenceDifference(of: decoder, from: Self.reference(name))
    #expect(difference.rms < 0.05)
  }

  @Test(arguments: [nil, .q8_0, .q4_0, .q4_k] as [Quantization?])
  func threadsChangeNothing(quantization: Quantization?) throws {
    let folder = try ScratchDecoder("hf-qwen2")
    let one = try folder.convert(quantization, threads: 1)
    let three = try folder.convert(quantization, threads: 3)
    #expect(one.bytes == three.bytes && one.report == three.report)
  }

  @Test func weightsThatKeepTheirTypesHaveNoError() throws {
    for name in Self.names {
      let report = try ScratchDecoder(name).convert().report
      #expect(report.error.relative == 0 && report.worst == nil && report.fallbacks.isEmpty)
      let expected: Set<WeightType> = name == "hf-qwen2" ? [.f32] : [.f16, .f32]
      #expect(Set(report.tensors.map(\.type)) == expected)
    }
  }

  @Test func whatWasRoundedIsReported() throws {
    let folder = try ScratchDecoder("hf-qwen2")
    let report = try folder.convert(.q4_k).report
    let file = try folder.file(.q4_k)
    #expect(report.architecture == "qwen2" && report.quantization == .q4_k)
    #expect(Set(report.tensors.map(\.name)) == Set(file.tensors.keys))
    for tensor in report.tensors {
      #expect(file.tensors[tensor.name]?.type == tensor.type)
      #expect(file.tensors[tensor.name]?.dimensions == tensor.dimensions)
      // Only ffn_down has rows of 256; the others are no whole blocks, and norms and biases are not rounded.
      let isDown = tensor.name == "blk.0.ffn_down.weight"
      let isVector = tensor.dimensions.count == 1
      #expect(tensor.type == (isDown ? .q4_k : isVector ? .f32 : .q8_0), "\(tensor.name)")
      #expect(tensor.fellBack == (!isDown && !isVector), "\(tensor.name)")
      #expect(isVector ? tensor.error.relative == 0 : (1e-4..<0.15).contains(tensor.error.relative))
    }
    #expect(report.worst?.name == "blk.0.ffn_down.weight")
    #expect(try file.metadata.integer("general.file_type", in: 0...99) == 14)
    _ = try folder.decoder(.q4_k, exact: false)
  }

  @Test func aWindowOfAllBlocksShortensTheContext() throws {
    let qwen = try ScratchDecoder("hf-qwen2")
    try qwen.replace("\"use_sliding_window\": false", "\"use_sliding_window\": true")
    #expect(try DecoderConfiguration(file: qwen.file()).contextLength == 1024)
    let mistral = try ScratchDecoder()
    try mistral.replace("LlamaForCausalLM", "MistralForCausalLM")
    try mistral.replace("\"hidden_size\"", "\"sliding_window\": 512, \"hidden_size\"")
    let configuration = try DecoderConfiguration(file: mistral.file())
    #expect(configuration.contextLength == 512 && configuration.sliding == nil)
  }

  @Test func rotaryScalingIsReadInOldAndNewForm() throws {
    let linear = try ScratchDecoder("hf-qwen2")
    try linear.replace("\"rope_scaling\": null", "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 4}")
    #expect(try DecoderConfiguration(file: linear.file()).ropeScale == 4)
    let gemma = try ScratchDecoder("hf-gemma3")
    try gemma.replace(
      "\"rope_scaling\": null",
      "\"rope_parameters\": {\"full_attention\": {\"rope_type\": \"default\", \"rope_theta\": 500000.0}, "
        + "\"sliding_attention\": {\"rope_type\": \"default\", \"rope_theta\": 20000.0}}")
    let configuration = try DecoderConfiguration(file: gemma.file())
    #expect(configuration.ropeBase == 500_000 && configuration.sliding?.ropeBase == 20_000)
    let llama = try DecoderConfiguration(file: ScratchDecoder().file())
    // As llama.cpp's converter works them out for these numbers.
    let expected: [Float] = [1, 1, 1, 4.781834, 8, 8, 8, 8]
    let divisors = try #require(llama.ropeFactors).short
    #expect(zip(divisors, expected).allSatisfy { abs($0 - $1) < 1e-4 } && divisors.count == 8)
    let phi = try DecoderConfiguration(file: ScratchDecoder("hf-phi3").file())
    #expect(phi.ropeFactors?.shortLimit == 1024 && phi.ropeFactors?.long.first == 2)
    #expect(abs(phi.ropeMagnitude - 1.048809) < 1e-5)
  }

  @Test func everyFamilyMayHaveShortAndLongFactors() throws {
    let folder = try ScratchDecoder("hf-qwen2")
    let factors = "[1, 2, 3, 4, 5, 6, 7, 8]"
    try folder.replace(
      "\"rope_scaling\": null",
      "\"rope_scaling\": {\"rope_type\": \"longrope\", \"short_factor\": \(factors), \"long_factor\": \(factors), "
        + "\"attention_factor\": 1.5, \"original_max_position_embeddings\": 512}")
    let configuration = try DecoderConfiguration(file: folder.file())
    #expect(configuration.ropeFactors?.shortLimit == 512 && configuration.ropeFactors?.long.last == 8)
    #expect(configuration.ropeMagnitude == 1.5)
  }

  @Test func metadataIsThatOfTheConverter() throws {
    let llama = try ScratchDecoder("hf-llama").file().metadata
    #expect(try llama.string("general.name") == "hf-llama")
    #expect(try llama.integer("llama.context_length", in: 0...9999) == 2048)
    #expect(try llama.string("tokenizer.ggml.pre") == "smollm")
    #expect(try llama.integer("tokenizer.ggml.bos_token_id", in: 0...9) == 1)
    #expect(try llama.integer("tokenizer.ggml.padding_token_id", in: 0...9) == 2)
    #expect(try llama.boolIfPresent("tokenizer.ggml.add_bos_token") == false)
    #expect(ChatTemplate.recognise(llama) == .smolLM2)
    let qwen = try ScratchDecoder("hf-qwen2").file().metadata
    #expect(try qwen.string("tokenizer.ggml.pre") == "qwen2")
    #expect(try qwen.strings("tokenizer.ggml.tokens").last == "[PAD288]")
    #expect(try qwen.integers("tokenizer.ggml.token_type").suffix(6) == [5, 5, 5, 5, 5, 5])
    let phi = try ScratchDecoder("hf-phi3").file()
    #expect(phi.tensors["output.weight"] != nil && phi.tensors["rope_factors_long.weight"] != nil)
    #expect(try phi.metadata.boolIfPresent("tokenizer.ggml.add_space_prefix") == true)
    #expect(try phi.metadata.integers("tokenizer.ggml.token_type").prefix(4) == [2, 3, 3, 6])
    let gemma = try ScratchDecoder("hf-gemma3").file()
    #expect(gemma.tensors["output.weight"] == nil)
    #expect(try gemma.metadata.integer("gemma3.attention.sliding_window", in: 0...99) == 24)
    #expect(try gemma.metadata.boolIfPresent("tokenizer.ggml.add_space_prefix") == false)
    // "\n\n" is text, <unused0> a mark, whatever the file says of it.
    #expect(try gemma.metadata.integers("tokenizer.ggml.token_type").suffix(2) == [4, 3])
  }
}
