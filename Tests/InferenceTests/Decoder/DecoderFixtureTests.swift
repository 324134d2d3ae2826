import Foundation
import Inference
import Testing

@Suite("decoder, against an implementation in numpy")
struct DecoderFixtureTests {
  static let names = [
    "tiny-llama-f32", "tiny-llama-f16", "tiny-llama-q4_0", "tiny-llama-q4_1", "tiny-llama-q5_0",
    "tiny-llama-q8_0", "tiny-llama-rare", "tiny-llama-q4_k", "tiny-llama-k-rare", "tiny-qwen2", "tiny-qwen3",
    "tiny-phi3", "tiny-gemma3",
  ]

  static func path(_ name: String) -> String { SharedMaterial.fixtures.appending(path: name + ".gguf").path }

  static func reference(_ name: String) throws -> Reference {
    try Reference(contentsOf: SharedMaterial.fixtures.appending(path: name + ".json"))
  }

  @Test(arguments: names)
  func floatActivationsGiveTheReferencesLogits(name: String) throws {
    let difference = try ReferenceDifference(
      of: .open(Self.path(name), exact: true), from: Self.reference(name))
    #expect(difference.worst < 1e-4)
    #expect(difference.winnersEqual == difference.positions)
    #expect(abs(difference.likelihood.actual - difference.likelihood.expected) < 1e-4)
  }

  @Test(arguments: names)
  func roundedActivationsAreCloseInTheMean(name: String) throws {
    let difference = try ReferenceDifference(
      of: .open(Self.path(name), exact: false), from: Self.reference(name))
    #expect(difference.rms < 0.05)
    #expect(Double(difference.winnersEqual) >= 0.85 * Double(difference.positions))
    #expect(abs(difference.likelihood.actual - difference.likelihood.expected) < 0.02)
  }

  @Test(arguments: names)
  func greedyTextIsTheReferences(name: String) throws {
    let decoder = try Decoder.open(Self.path(name), exact: true)
    for item in try Self.reference(name).cases {
      #expect(try decoder.greedy(after: item.tokens, count: item.greedy.count) == item.greedy)
    }
  }

  @Test(arguments: names)
  func textsBecomeTheReferencesTokens(name: String) throws {
    let decoder = try Decoder.open(Self.path(name), exact: true)
    for item in try Self.reference(name).cases {
      #expect(decoder.tokenizer.encode(item.text, addSpecial: true, parseSpecial: false) == item.tokens)
    }
  }
}
