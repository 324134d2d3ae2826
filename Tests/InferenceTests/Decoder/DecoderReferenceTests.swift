import Foundation
import Inference
import Testing

@Suite("decoder, against llama.cpp", .enabled(if: SharedMaterial.isPresent, "needs ../shared"))
struct DecoderReferenceTests {
  static let folder = SharedMaterial.folder.appending(path: "reference")
  static let quantized = [
    "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K_M", "Q4_K_M", "Q5_K_M", "Q6_K", "IQ4_NL",
  ].map { "tiny-llama-" + $0 }
  static let floats = [
    "tiny-llama-f16", "tiny-llama3-f16", "stories260K", "tiny-qwen2-f16", "tiny-qwen3-f16",
  ]

  static func path(_ name: String) -> String { folder.appending(path: name + ".gguf").path }

  @Test(arguments: floats)
  func floatWeightsGiveItsLogitsAndGreedyText(name: String) throws {
    let reference = try Reference(contentsOf: Self.folder.appending(path: name + ".json"))
    let decoder = try Decoder.open(Self.path(name), exact: true)
    let difference = try ReferenceDifference(of: decoder, from: reference)
    // llama.cpp itself rounds activations to half precision before products with F16 weights: 1e-3 of the
    // range of the logits, which is some 5 standard deviations.
    #expect(difference.worst < 5e-3)
    #expect(difference.winnersEqual == difference.positions)
    for item in reference.cases {
      #expect(decoder.tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens)
      #expect(try decoder.greedy(after: item.tokens, count: item.greedy.count) == item.greedy)
    }
  }

  @Test(arguments: quantized)
  func quantizedWeightsAgreeInTheMean(name: String) throws {
    let reference = try Reference(contentsOf: Self.folder.appending(path: name + ".json"))
    for exact in [false, true] {
      let difference = try ReferenceDifference(of: .open(Self.path(name), exact: exact), from: reference)
      #expect(difference.rms < 0.05)
      #expect(Double(difference.winnersEqual) >= 0.9 * Double(difference.positions))
      #expect(abs(difference.likelihood.actual - difference.likelihood.expected) < 0.05)
    }
  }

  static let smol = "smollm2-135m-instruct-q4_1"

  @Test(.enabled(if: SharedMaterial.smolLM2 != nil, "needs the model smollm2"))
  func smolLM2InFloatsGivesItsLogitsAndGreedyText() throws {
    let reference = try Reference(contentsOf: Self.folder.appending(path: Self.smol + ".f32.json"))
    let decoder = try Decoder.open(#require(SharedMaterial.smolLM2), exact: true)
    let difference = try ReferenceDifference(of: decoder, from: reference)
    #expect(difference.worst < 1e-3)
    #expect(difference.winnersEqual == difference.positions)
    for item in reference.cases {
      #expect(decoder.tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens)
      #expect(try decoder.greedy(after: item.tokens, count: item.greedy.count) == item.greedy)
    }
  }

  @Test(.enabled(if: SharedMaterial.smolLM2 != nil, "needs the model smollm2"))
  func smolLM2AsItIsUsedAgreesInTheMean() throws {
    let reference = try Reference(contentsOf: Self.folder.appending(path: Self.smol + ".json"))
    let difference = try ReferenceDifference(
      of: .open(#require(SharedMaterial.smolLM2), exact: false), from: reference)
    #expect(difference.rms <= 0.12)
    #expect(Double(difference.winnersEqual) >= 0.9 * Double(difference.positions))
    #expect(abs(difference.likelihood.actual - difference.likelihood.expected) <= 0.05)
  }

  static let gemma = "gemma-3-270m-q4_k_m"

  @Test(.enabled(if: SharedMaterial.gemma3 != nil, "needs the model gemma3-270m"))
  func gemmaInFloatsGivesItsLogitsAndGreedyText() throws {
    let reference = try Reference(contentsOf: Self.folder.appending(path: Self.gemma + ".f32.json"))
    let decoder = try Decoder.open(#require(SharedMaterial.gemma3), exact: true)
    let difference = try ReferenceDifference(of: decoder, from: reference)
    #expect(difference.worst < 1e-3)
    #expect(difference.winnersEqual == difference.positions)
    for item in reference.cases {
      #expect(decoder.tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens)
      #expect(try decoder.greedy(after: item.tokens, count: item.greedy.count) == item.greedy)
    }
  }

  @Test(.enabled(if: SharedMaterial.gemma3 != nil, "needs the model gemma3-270m"))
  func gemmaAsItIsUsedAgreesInTheMean() throws {
    let reference = try Reference(contentsOf: Self.folder.appending(path: Self.gemma + ".json"))
    let difference = try ReferenceDifference(
      of: .open(#require(SharedMaterial.gemma3), exact: false), from: reference)
    // Half of the positions come after a soft prompt, which this model was never made for.
    #expect(difference.rms <= 0.3)
    #expect(Double(difference.winnersEqual) >= 0.8 * Double(difference.positions))
    #expect(abs(difference.likelihood.actual - difference.likelihood.expected) <= 0.13)
  }
}
