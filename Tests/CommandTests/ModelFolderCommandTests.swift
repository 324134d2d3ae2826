import Foundation
import Testing

@Suite("folders of language models")
struct ModelFolderCommandTests {
  private let folder = "\(Program.fixtures)/hf-llama"

  @Test func aFolderBecomesAModelThatWrites() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    let added = try place.run("model", "add", folder, "--name", "smollm2", "--quantize", "q8_0")
    #expect(added.code == 0, "\(added)")
    #expect(added.output.contains("added 'smollm2'"), "\(added)")
    #expect(added.output.contains("relative error of the weights 0.00"), "\(added)")
    #expect(try place.run("write", "a note", "--length", "5").code == 0)
    #expect(try place.run("model", "info", "smollm2").output.contains("Q8_0"))
  }

  @Test func programsGetEveryTensor() throws {
    let place = try Workplace()
    let added = try place.run("model", "add", folder, "--name", "tiny", "--quantize", "q4_k", "--json")
    #expect(added.code == 0, "\(added)")
    let object = try JSONSerialization.jsonObject(with: Data(added.output.utf8)) as? [String: Any]
    let conversion = try #require(object?["conversion"] as? [String: Any])
    let tensors = try #require(conversion["tensors"] as? [[String: Any]])
    #expect(tensors.count == 21 && conversion["quantization"] as? String == "q4_k")
    #expect(tensors.allSatisfy { $0["relativeError"] is NSNumber && $0["type"] is String })
  }

  @Test func whatCannotBeIsSaid() throws {
    let place = try Workplace()
    let file = "\(Program.fixtures)/tiny-llama-q4_1.gguf"
    expect(
      try place.run("model", "add", file, "--quantize", "q8_0"), failsWith: 3, saying: "--quantize", file)
    expect(try place.run("model", "add", folder, "--link"), failsWith: 3, saying: "--link", folder)
    expect(try place.run("model", "add", folder, "--quantize", "q5_0"), failsWith: 2, saying: "q8_0", "q4_k")
    #expect(try place.run("model", "list", "--json").output == "{\"models\":[]}\n")
  }
}
