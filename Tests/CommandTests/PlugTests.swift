import Foundation
import Testing

@Suite("plugs")
struct PlugTests {
  @Test func anEmptyStore() throws {
    let place = try Workplace(withVault: false)
    let list = try place.startAlone(["plug", "list"]).wait()
    #expect(list.code == 0 && list.output.isEmpty, "\(list)")
    #expect(list.errors.contains("no plugs are installed"), "\(list)")
    #expect(try place.startAlone(["plug", "list", "--json"]).wait().output == "{\"plugs\":[]}\n")
    let known = "no plug named 'tiny'"
    expect(try place.startAlone(["plug", "info", "tiny"]).wait(), failsWith: 4, saying: known)
    expect(try place.startAlone(["plug", "rm", "tiny", "--yes"]).wait(), failsWith: 4, saying: known)
  }

  @Test(arguments: [
    ("empty.plug", "", "does not begin as a persona plug"),
    ("text.plug", "not a plug at all, but a text", "does not begin as a persona plug"),
    ("later.plug", "persona\u{1C}\u{2}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}", "version 2"),
  ])
  func whatIsNoPlugIsRefused(name: String, content: String, reason: String) throws {
    let place = try Workplace()
    let path = try place.write(name, Array(content.utf8))
    expect(try place.run("plug", "add", path), failsWith: 15, saying: path, reason)
    expect(try place.run("plug", "add", path, "--name", "mine"), failsWith: 15, saying: path)
    expect(try place.run("plug", "add", "\(place.desk)/none.plug"), failsWith: 4, saying: "none.plug")
    #expect(try place.run("plug", "list", "--json").output == "{\"plugs\":[]}\n")
  }

  @Test func damagedPlugs() throws {
    let place = try Workplace()
    let path = try Self.train(place)
    let whole = try #require(FileManager.default.contents(atPath: path))
    for byteCount in [9, 100, whole.count / 2, whole.count - 1] {
      let cut = try place.write("cut-\(byteCount).plug", Array(whole.prefix(byteCount)))
      expect(try place.run("plug", "add", cut), failsWith: 15, saying: cut, "cut short")
    }
    for index in [20, 300, whole.count / 2, whole.count - 1] {
      var bytes = whole
      bytes[index] ^= 1
      let changed = try place.write("changed-\(index).plug", Array(bytes))
      expect(try place.run("plug", "add", changed), failsWith: 15, saying: changed, "changed")
    }
    let longer = try place.write("longer.plug", Array(whole + [0]))
    expect(try place.run("plug", "add", longer), failsWith: 15, saying: longer, "after its end")
    #expect(try place.run("plug", "list", "--json").output == "{\"plugs\":[]}\n")

    // One that was damaged in the store is told, and can be taken away.
    #expect(try place.run("plug", "add", path).code == 0)
    var bytes = whole
    bytes[whole.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: "\(place.models)/plugs/tiny.plug"))
    expect(try place.run("plug", "info", "tiny"), failsWith: 15, saying: "tiny", "persona plug rm tiny")
    let list = try place.run("plug", "list")
    #expect(list.code == 0 && list.errors.contains("'tiny' cannot be used"), "\(list)")
    _ = try place.add("kept")
    expect(try place.run("write", "a note", "--strategy", "plug"), failsWith: 15, saying: "tiny")
    #expect(try place.run("plug", "rm", "tiny", "--yes").code == 0)
    #expect(try place.texts() == ["kept"])
  }

  @Test func aPlugIsTrainedAddedAndRemoved() throws {
    let place = try Workplace()
    let path = try Self.train(place)
    #expect(!FileManager.default.fileExists(atPath: path + ".checkpoint"))
    expect(try Self.training(place), failsWith: 3, saying: "there already", "--out")

    #expect(try place.run("plug", "add", path).output.hasPrefix("added 'tiny': for smollm2"))
    // Setup does this each time.
    let again = try place.run("plug", "add", "--replace", path)
    #expect(again.code == 0 && again.output.contains("there already, and unchanged"), "\(again)")
    #expect(try place.run("plug", "list").output.hasPrefix("tiny  for smollm2"))
    let info = try place.run("plug", "info", "tiny").output
    for label in ["settings", "model SHA-256", "encoder SHA-256", "bank", "devLoss", "seed"] {
      #expect(info.contains(label), "\(info)")
    }
    #expect(info.contains("limits"), "\(info)")
    #expect(info.contains("works with this language model and this encoder only"), "\(info)")
    #expect(info.contains("no test authors were measured"), "\(info)")

    try FileManager.default.moveItem(atPath: path, toPath: "\(place.desk)/first.plug")
    #expect(try Self.training(place, "--seed", "2").code == 0)
    expect(try place.run("plug", "add", path), failsWith: 3, saying: "the name 'tiny'", "--replace")
    #expect(try place.run("plug", "add", path, "--replace").output.hasPrefix("added 'tiny'"))
    let installed = FileManager.default.contents(atPath: "\(place.models)/plugs/tiny.plug")
    #expect(installed == FileManager.default.contents(atPath: path))

    #expect(try place.run("plug", "rm", "tiny", "--dry-run").code == 0)
    #expect(try place.run("plug", "rm", "tiny", "--yes").code == 0)
    #expect(try place.run("plug", "list", "--json").output == "{\"plugs\":[]}\n")
  }

  @Test func aPlugOfAnotherModelIsRefusedByName() throws {
    let place = try Workplace()
    let path = try Self.train(place)
    let model = "\(Program.fixtures)/tiny-llama-q8_0.gguf"
    #expect(try place.run("model", "add", model, "--name", "other").code == 0)
    let words = ["--plug", path, "--model", "other"]
    expect(
      try place.start(["learn"] + words).wait(), failsWith: 15, saying: "tiny.plug'", "'smollm2'", "'other'",
      "--model smollm2")
    let training = ["plug", "train", "--authors", Program.examples, "--out", "x.plug", "--start", path]
    expect(
      try place.start(training + ["--model", "other"]).wait(), failsWith: 15, saying: "tiny.plug", "smollm2",
      "--start")
    #expect(try place.run("plug", "add", path).code == 0)
    expect(
      try place.run("write", "a note", "--strategy", "plug", "--model", "other"), failsWith: 4,
      saying: "no plug for the model 'other'", "'tiny' is for 'smollm2'", "--model smollm2")
  }

  @Test func aPlugFileThatIsNotThereIsCalledMissing() throws {
    let place = try Workplace()
    try place.installModels()
    let training = ["plug", "train", "--authors", Program.examples, "--out", "x.plug", "--start"]
    for words in [["learn", "--plug"], training] {
      let missing = try place.start(words + ["none.plug"]).wait()
      expect(missing, failsWith: 4, saying: "cannot read none.plug", "no such file")
      let folder = try place.start(words + ["."]).wait()
      expect(folder, failsWith: 15, saying: "does not begin as a persona plug")
    }
  }

  @Test func trainingNeedsAuthorsAndAnOutput() throws {
    let place = try Workplace()
    try place.installModels()
    let examples = Program.examples
    expect(try place.run("plug", "train", "--out", "x.plug"), failsWith: 2, saying: "--authors")
    expect(try place.run("plug", "train", "--authors", examples), failsWith: 2, saying: "--out")
    let missing = ["plug", "train", "--authors", "\(place.desk)/none", "--out", "x.plug"]
    expect(try place.start(missing).wait(), failsWith: 4, saying: "none")
    try place.write("bad/ann.jsonl", Array("{\"text\":\"fine enough\"}\n{\"text\":7}\n".utf8))
    let bad = ["plug", "train", "--authors", "\(place.desk)/bad", "--out", "x.plug"]
    expect(try place.start(bad).wait(), failsWith: 3, saying: "ann.jsonl", "2")
    #expect(!FileManager.default.fileExists(atPath: "\(place.desk)/x.plug"))
  }

  @Test func historiesOfStrangersMakeAnotherPlug() throws {
    let place = try Workplace()
    try place.installModels()
    for (name, source) in [("ann", "marta"), ("bob", "dev"), ("cid", "marta")] {
      let text = try Data(contentsOf: URL(filePath: "\(Program.examples)/\(source).jsonl"))
      try place.write("three/\(name).jsonl", Array(text))
    }
    func train(_ name: String, _ options: String...) throws -> Outcome {
      let words = [
        "--authors", "\(place.desk)/three", "--out", "\(name).plug", "--rows", "1", "--steps", "3",
      ]
      return try place.start(["plug", "train"] + words + options).wait()
    }
    for outcome in [try train("own"), try train("again"), try train("strange", "--strangers")] {
      #expect(outcome.code == 0, "\(outcome)")
    }
    func losses(_ name: String) throws -> Substring? {
      #expect(try place.run("plug", "add", "\(name).plug").code == 0)
      let info = try place.run("plug", "info", name).output
      let isOfOthers = info.contains("of other authors")
      #expect(isOfOthers == (name == "strange"), "\(info)")
      return info.split(separator: "\n").first { $0.hasPrefix("devLoss") }
    }
    let own = try #require(try losses("own"))
    #expect(try losses("again") == own && losses("strange") != own)
    expect(
      try place.start(
        ["plug", "train", "--authors", Program.examples, "--out", "x.plug", "--strangers"]
      ).wait(), failsWith: 2, saying: "--strangers")
  }

  private static func trainLayer(_ place: Workplace, _ name: String, _ options: [String]) throws -> Outcome {
    let words = ["--authors", Program.examples, "--out", "\(name).plug", "--rows", "1", "--steps", "1"]
    return try place.start(["plug", "train"] + words + options).wait()
  }

  /// The third encoder, through the whole program: learned once, and then its rows are there.
  @Test func aPlugMayReadALayerOfTheLanguageModel() throws {
    let place = try Workplace()
    try place.installModels()
    let options = ["--encoder", "model-layer", "--recency-decay", "0.5", "--standardise", "no"]
    let trained = try Self.trainLayer(place, "layer", options)
    #expect(trained.code == 0, "\(trained)")
    #expect(try place.run("plug", "add", "layer.plug").code == 0)
    let info = try place.run("plug", "info", "layer").output
    for words in ["model-layer, ", "mean of the history", "recency 0.5 a year", "centred"] {
      #expect(info.contains(words), "'\(words)' is missing in:\n\(info)")
    }
    let lines = (1...16).map { "{\"text\":\"Line \($0) of mine, on the garden and the tea.\"}\n" }
    #expect(try place.run("import", "-", input: .bytes(Array(lines.joined().utf8))).code == 0)
    expect(
      try place.run("write", "a note", "--strategy", "plug"), failsWith: 4, saying: "'layer'", "persona learn"
    )
    let learned = try place.run("learn", "--quick")
    #expect(learned.code == 0 && learned.output.contains("plug"), "\(learned)")
    // The rows are explained without reading the history again.
    let told = try place.run("write", "a note", "--strategy", "plug", "--length", "12", "--why")
    #expect(told.code == 0 && told.errors.contains("rows made of 16 entries of yours"), "\(told)")
    #expect(told.errors.contains("with the plug layer"), "\(told)")
  }

  @Test func aHistoryMayBeWeighedByTheBrief() throws {
    let place = try Workplace()
    try place.installModels()
    let attention = ["--aggregator", "attention", "--temperature", "4", "--learn-temperature"]
    let trained = try Self.trainLayer(place, "style", attention)
    #expect(trained.code == 0, "\(trained)")
    #expect(try place.run("plug", "add", "style.plug").code == 0)
    let info = try place.run("plug", "info", "style").output
    for words in ["attention of the history", "temperature 4.0, learned", "standard --aggregator attention"] {
      #expect(info.contains(words), "'\(words)' is missing in:\n\(info)")
    }
    // By a layer of the model that would take minutes a draft.
    let layer = try Self.trainLayer(place, "layer", attention + ["--encoder", "model-layer"])
    #expect(layer.code == 0, "\(layer)")
    let lines = (1...16).map { "{\"text\":\"Line \($0) of mine, on the garden and the tea.\"}\n" }
    #expect(try place.run("import", "-", input: .bytes(Array(lines.joined().utf8))).code == 0)
    expect(
      try place.run("learn", "--quick", "--plug", "layer.plug"), failsWith: 15, saying: "'layer'",
      "takes minutes", "--aggregator mean")
  }

  @Test func choicesThatDoNotGoTogetherAreRefusedBeforeAnythingIsRead() throws {
    let place = try Workplace()
    try place.installModels()
    expect(
      try Self.trainLayer(place, "x", ["--temperature", "4"]), failsWith: 2, saying: "--temperature",
      "--aggregator attention")
    expect(
      try Self.trainLayer(place, "x", ["--preset", "instruction", "--aggregator", "mean"]), failsWith: 2,
      saying: "--aggregator", "--preset standard")
    expect(
      try Self.trainLayer(place, "x", ["--recency-decay", "101"]), failsWith: 2, saying: "--recency-decay")
    #expect(!FileManager.default.fileExists(atPath: "\(place.desk)/x.plug.lock"))
  }

  @Test func helpNamesTheCommands() throws {
    let place = try Workplace(withVault: false)
    let help = try place.startAlone(["help", "plug"]).wait().output
    for name in ["add", "list", "info", "rm", "train", "evaluate"] {
      #expect(help.contains("\n  \(name) "), "\(help)")
    }
    let training = try place.startAlone(["help", "plug", "train"]).wait().output
    for option in ["--authors", "--out", "--preset", "--seed", "--start"] {
      #expect(training.contains(option))
    }
  }

  /// One step on two authors, with the tiny model: `tiny.plug` on the desk.
  private static func train(_ place: Workplace) throws -> String {
    try place.installModels()
    let outcome = try training(place)
    guard outcome.code == 0 else { throw Workplace.Unprepared(outcome: outcome) }
    return "\(place.desk)/tiny.plug"
  }

  private static func training(_ place: Workplace, _ options: String...) throws -> Outcome {
    let words = ["--authors", Program.examples, "--out", "tiny.plug", "--rows", "1", "--steps", "1"]
    return try place.start(["plug", "train"] + words + options).wait()
  }
}

extension Program {
  /// Two invented authors: a corpus that every clone has.
  static let examples = root + "/Examples"
}
