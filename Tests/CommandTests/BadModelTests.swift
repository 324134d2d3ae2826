import Foundation
import Testing

@Suite("bad models")
struct BadModelTests {
  private let decoder = "\(Program.fixtures)/tiny-llama-q4_1.gguf"
  private let encoder = "\(Program.fixtures)/tiny-bert"

  @Test func noModel() throws {
    let place = try Workplace()
    _ = try place.add("kept")
    expect(try place.run("write", "a note"), failsWith: 4, saying: "model", "persona model add")
    expect(try place.run("write", "a note", "--model", "none"), failsWith: 4, saying: "none")
    expect(try place.run("search", "--mode", "meaning", "kept"), failsWith: 4, saying: "encoder")
    // Without an encoder there still is search by words.
    #expect(try place.run("search", "kept").output.contains("kept"))
  }

  @Test func unsupportedModel() throws {
    let place = try Workplace()
    var bytes = try #require(FileManager.default.contents(atPath: decoder))
    // The value of general.architecture is the first "llama" with its length, 5, before it.
    let value = try #require(bytes.range(of: Data([5, 0, 0, 0, 0, 0, 0, 0]) + Data("llama".utf8)))
    bytes.replaceSubrange(value, with: Data([5, 0, 0, 0, 0, 0, 0, 0]) + Data("mamba".utf8))
    let path = try place.write("mamba.gguf", Array(bytes))
    expect(try place.run("model", "add", path), failsWith: 15, saying: path, "mamba")
    let text = try place.write("text.gguf", Array("not a model at all, but a text".utf8))
    expect(try place.run("model", "add", text), failsWith: 15, saying: text)
    expect(try place.run("model", "add", "\(place.desk)/none.gguf"), failsWith: 4, saying: "none.gguf")
    #expect(try place.run("model", "list", "--json").output == "{\"models\":[]}\n")
  }

  @Test func modelCutShort() throws {
    let place = try Workplace()
    let bytes = try #require(FileManager.default.contents(atPath: decoder))
    for byteCount in [0, 3, 20, bytes.count / 4, bytes.count / 2, bytes.count - 1] {
      let path = try place.write("cut-\(byteCount).gguf", Array(bytes.prefix(byteCount)))
      expect(try place.run("model", "add", path), failsWith: 15, saying: path)
    }
    #expect(try place.run("model", "list", "--json").output == "{\"models\":[]}\n")
  }

  @Test(arguments: ["one byte", "cut short", "removed"])
  func modelChangedSinceItWasAdded(change: String) throws {
    let place = try Workplace()
    _ = try place.add("kept")
    try place.installModels()
    let file = try #require(storedFile(place, named: ".gguf"))
    var bytes = try #require(FileManager.default.contents(atPath: file))
    switch change {
    case "one byte":
      bytes[bytes.count - 10] ^= 1
      try bytes.write(to: URL(fileURLWithPath: file))
    case "cut short": try bytes.prefix(bytes.count - 100).write(to: URL(fileURLWithPath: file))
    default: try FileManager.default.removeItem(atPath: file)
    }
    expect(try place.run("write", "a note", "--length", "5"), failsWith: 15, saying: "smollm2")
    #expect(try place.texts() == ["kept"])
  }

  /// Vectors are derived: where the encoder is broken, adding works and says what is missing.
  @Test func encoderChangedSinceItWasAdded() throws {
    let place = try Workplace()
    try place.installModels()
    let file = try #require(storedFile(place, named: ".safetensors"))
    var bytes = try #require(FileManager.default.contents(atPath: file))
    bytes[bytes.count - 10] ^= 1
    try bytes.write(to: URL(fileURLWithPath: file))
    let added = try place.run("add", "kept")
    #expect(added.code == 0, "\(added)")
    #expect(added.errors.contains("minilm"), "\(added)")
    #expect(try place.texts() == ["kept"])
    expect(try place.run("search", "--mode", "meaning", "kept"), failsWith: 15, saying: "minilm")
  }

  /// The first file in the model store whose name ends so.
  private func storedFile(_ place: Workplace, named suffix: String) -> String? {
    let names = FileManager.default.enumerator(atPath: place.models)?.compactMap { $0 as? String }
    return names?.first { $0.hasSuffix(suffix) }.map { "\(place.models)/\($0)" }
  }
}
