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

  /// Every logit within `tolerance` of the reference, in shares of their spread, the same winners, tokens and
  /// text.
  private func expectSame(_ decoder: Decoder, as reference: Reference, tolerance: Double) throws {
    let difference = try ReferenceDifference(of: decoder, from: reference)
    #expect(difference.worst < tolerance)
    #expect(difference.winnersEqual == difference.positions)
    for item in reference.cases {
      #expect(decoder.tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens)
      #expect(try decoder.greedy(after: item.tokens, count: item.greedy.count) == item.greedy)
    }
  }

  /// Agreement in the mean: the most that differences may be, and the least share of winners that are the
  /// same.
  private func expectClose(
    _ decoder: Decoder, to reference: Reference, rms: Double, winners: Double, likelihood: Double
  ) throws {
    let difference = try ReferenceDifference(of: decoder, from: reference)
    #expect(difference.rms <= rms)
    #expect(Double(difference.winnersEqual) >= winners * Double(difference.positions))
    #expect(abs(difference.likelihood.actual - difference.likelihood.expected) <= likelihood)
  }

  @Test(arguments: floats)
  func floatWeightsGiveItsLogitsAndGreedyText(name: String) throws {
    // llama.cpp itself rounds activations to half precision before products with F16 weights: 1e-3 of the
    // range of the logits, which is some 5 standard deviations.
    try expectSame(
      .open(Self.path(name), exact: true),
      as: Reference(contentsOf: Self.folder.appending(path: name + ".json")), tolerance: 5e-3)
  }

  @Test(arguments: quantized)
  func quantizedWeightsAgreeInTheMean(name: String) throws {
    let reference = try Reference(contentsOf: Self.folder.appending(path: name + ".json"))
    for exact in [false, true] {
      try expectClose(
        .open(Self.path(name), exact: exact), to: reference, rms: 0.05, winners: 0.9, likelihood: 0.05)
    }
  }

  static let smol = "smollm2-135m-instruct-q4_1"

  @Test(.enabled(if: SharedMaterial.smolLM2 != nil, "needs the model smollm2"))
  func smolLM2InFloatsGivesItsLogitsAndGreedyText() throws {
    try expectSame(
      .open(#require(SharedMaterial.smolLM2), exact: true),
      as: Reference(contentsOf: Self.folder.appending(path: Self.smol + ".f32.json")), tolerance: 1e-3)
  }

  @Test(.enabled(if: SharedMaterial.smolLM2 != nil, "needs the model smollm2"))
  func smolLM2AsItIsUsedAgreesInTheMean() throws {
    try expectClose(
      .open(#require(SharedMaterial.smolLM2), exact: false),
      to: Reference(contentsOf: Self.folder.appending(path: Self.smol + ".json")), rms: 0.12, winners: 0.9,
      likelihood: 0.05)
  }

  static let gemma = "gemma-3-270m-q4_k_m"

  @Test(.enabled(if: SharedMaterial.gemma3 != nil, "needs the model gemma3-270m"))
  func gemmaInFloatsGivesItsLogitsAndGreedyText() throws {
    try expectSame(
      .open(#require(SharedMaterial.gemma3), exact: true),
      as: Reference(contentsOf: Self.folder.appending(path: Self.gemma + ".f32.json")), tolerance: 1e-3)
  }

  @Test(.enabled(if: SharedMaterial.gemma3 != nil, "needs the model gemma3-270m"))
  func gemmaAsItIsUsedAgreesInTheMean() throws {
    // Half of the positions come after a soft prompt, which this model was never made for.
    try expectClose(
      .open(#require(SharedMaterial.gemma3), exact: false),
      to: Reference(contentsOf: Self.folder.appending(path: Self.gemma + ".json")), rms: 0.3, winners: 0.8,
      likelihood: 0.13)
  }
}
