import Foundation
import Testing

@Suite("how a model is asked")
struct PromptOptionTests {
  private func place() throws -> Workplace {
    let place = try Workplace()
    try place.installModels()
    _ = try place.add("Dear Ann, the garden is green and the train was late.", "--kind", "mail")
    return place
  }

  private let words = ["write", "tell Ann about it", "--length", "12", "--seed", "1"]

  @Test func theLayoutCanBeNamed() throws {
    let place = try place()
    func prompt(_ options: String...) throws -> String {
      let outcome = try place.start(words + ["--show-prompt"] + options).wait()
      #expect(outcome.code == 0, "\(outcome)")
      return outcome.errors
    }
    let own = try prompt(), named = try prompt("--template", "smollm2")
    #expect(own == named && own.contains("helpful AI assistant named SmolLM"), "\(own)\n\(named)")
    let chat = try prompt("--template", "chatml")
    #expect(chat.contains("<|im_start|>user\n") && !chat.contains("named SmolLM"), "\(chat)")
    let other = try prompt("--template", "llama3")
    #expect(other.contains("<|start_header_id|>user<|end_header_id|>"), "\(other)")
    let plain = try prompt("--template", "plain")
    #expect(plain.contains("Short email: tell Ann about it") && !plain.contains("<|"), "\(plain)")
  }

  @Test func aLayoutThatNobodyKnowsIsRefused() throws {
    expect(
      try place().start(words + ["--template", "vicuna"]).wait(), failsWith: 2, saying: "vicuna", "plain",
      "chatml")
  }

  @Test func theCacheOfThePromptMayBeRounded() throws {
    let place = try place()
    for form in ["f16", "q8_0"] {
      let outcome = try place.start(words + ["--kv-cache", form]).wait()
      #expect(outcome.code == 0 && !outcome.output.isEmpty, "\(outcome)")
    }
    expect(try place.start(words + ["--kv-cache", "q4_0"]).wait(), failsWith: 2, saying: "q4_0", "q8_0")
  }
}
