import Foundation
import Testing

@Suite("packed weights of models")
struct ModelPackCommandTests {
  private let file = "\(Program.fixtures)/tiny-llama-q4_1.gguf"

  @Test func aModelIsPackedWhenItIsAdded() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    #expect(try place.run("model", "add", file, "--name", "smollm2").code == 0)
    let info = try place.run("model", "info", "smollm2")
    #expect(info.output.contains(" bytes more; 'persona model pack smollm2'"), "\(info)")
    let again = try place.run("model", "pack", "smollm2")
    #expect(again.code == 0 && again.output.hasPrefix("'smollm2' is packed already: "), "\(again)")
    #expect(try place.run("write", "a note", "--length", "5").code == 0)
    let terminal = try Terminal()
    let declined = try place.startAlone(["model", "rm", "smollm2"], input: .terminal(terminal))
    try terminal.wait(for: "[y/N] ")
    terminal.type("n")
    expect(try declined.wait { _ = terminal.screen() }, failsWith: 1, saying: "nothing was changed")
    #expect(try place.run("model", "rm", "smollm2", "--yes").code == 0)
    #expect(try place.run("model", "list", "--json").output == "{\"models\":[]}\n")
  }

  @Test func whatIsWrittenIsTheSameWithoutAndWith() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    #expect(try place.run("model", "add", file, "--name", "smollm2", "--no-pack").code == 0)
    #expect(try place.run("model", "info", "smollm2").output.contains("no; it opens faster"))
    let write = ["write", "a note", "--length", "12", "--seed", "7"]
    let before = try place.start(write).wait()
    #expect(before.code == 0, "\(before)")
    let packed = try place.run("model", "pack", "smollm2")
    #expect(packed.code == 0 && packed.output.hasPrefix("packed 'smollm2': "), "\(packed)")
    let after = try place.start(write).wait()
    #expect(after.output == before.output)
  }

  @Test func programsGetTheSize() throws {
    let place = try Workplace()
    for (name, words) in [("a", ["--no-pack"]), ("b", [])] as [(String, [String])] {
      let added = try place.start(["model", "add", file, "--name", name, "--json"] + words).wait()
      let object = try JSONSerialization.jsonObject(with: Data(added.output.utf8)) as? [String: Any]
      #expect((object?["packedBytes"] is NSNumber) == words.isEmpty, "\(added)")
    }
  }

  @Test func whatIsNotThereIsSaid() throws {
    expect(try Workplace().run("model", "pack", "none"), failsWith: 4, saying: "no model named 'none'")
  }
}
