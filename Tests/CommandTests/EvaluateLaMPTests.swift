import Foundation
import Testing

@Suite("evaluation on LaMP")
struct EvaluateLaMPTests {
  private static func files(_ name: String) -> [String] {
    [
      "--questions", "\(Program.lamp)/\(name)-questions.json", "--outputs",
      "\(Program.lamp)/\(name)-outputs.json",
    ]
  }

  private static func lamp(_ place: Workplace, _ words: [String]) throws -> Outcome {
    try place.startAlone(["evaluate", "lamp"] + words).wait()
  }

  private static func place() throws -> Workplace {
    let place = try Workplace(withVault: false)
    try place.installModels()
    return place
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: [
    ("1", "citation", ["accuracy", "macro-F1"]), ("2", "movies", ["accuracy", "macro-F1"]),
    ("2n", "news", ["accuracy", "macro-F1"]), ("3", "ratings", ["MAE", "RMSE"]),
    ("4", "headlines", ["ROUGE-1", "ROUGE-L", "distinct-2", "better/worse/same"]),
    ("5", "titles", ["ROUGE-1", "ROUGE-L"]), ("7", "tweets", ["ROUGE-1", "ROUGE-L"]),
  ])
  func scoresEachKindOfTask(task: String, name: String, words: [String]) throws {
    let place = try Self.place()
    let outcome = try Self.lamp(place, ["--task", task] + Self.files(name))
    #expect(outcome.code == 0, "\(outcome)")
    for word in words + ["none", "bm25", "LaMP_\(task.prefix(1))"] {
      #expect(outcome.output.contains(word), "\(outcome)")
    }
    let again = try Self.lamp(place, ["--task", task, "--json"] + Self.files(name))
    let table = try Self.object(again.output)
    #expect((table["strategies"] as? [Any])?.count == 2 && table["reference"] as? String == "none")
  }

  @Test func aPlugIsComparedWithStrangersAndWithNobody() throws {
    let place = try Self.place()
    let trained = try place.startAlone([
      "plug", "train", "--authors", Program.examples, "--out", "tiny.plug", "--rows", "1", "--steps", "1",
    ]).wait()
    #expect(trained.code == 0, "\(trained)")
    let outcome = try Self.lamp(
      place, ["--task", "3", "--plug", "tiny.plug", "--items", "2"] + Self.files("ratings"))
    #expect(outcome.code == 0, "\(outcome)")
    for way in ["none", "bm25", "instruction", "stranger", "plug", "plug+bm25"] {
      #expect(outcome.output.contains("\n\(way) "), "\(outcome)")
    }
    let dense = try Self.lamp(
      place, ["--task", "4", "--plug", "tiny.plug", "--strategy", "plug+dense"] + Self.files("headlines"))
    #expect(dense.code == 0, "\(dense)")
  }

  @Test func predictionsAreInTheOfficialFormatAndTheSameEachTime() throws {
    let place = try Self.place()
    let words = ["--task", "4", "--strategy", "recency"] + Self.files("headlines")
    #expect(try Self.lamp(place, words + ["--out", "one.json"]).code == 0)
    #expect(try Self.lamp(place, words + ["--out", "two.json"]).code == 0)
    let one = try #require(FileManager.default.contents(atPath: "\(place.desk)/one.json"))
    #expect(one == FileManager.default.contents(atPath: "\(place.desk)/two.json"))
    let predictions = try Self.object(String(decoding: one, as: UTF8.self))
    #expect(predictions["task"] as? String == "LaMP_4")
    let golds = try #require(predictions["golds"] as? [[String: String]])
    #expect(golds.map { $0["id"] } == ["40", "41", "42"] && golds.allSatisfy { $0["output"] != nil })
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.desk).sorted() == ["one.json", "two.json"])
    // Several strategies, a file each; without outputs there is no score.
    let both = [
      "--task", "4", "--questions", "\(Program.lamp)/headlines-questions.json", "--out", "both.json",
    ]
    let outcome = try Self.lamp(place, both)
    #expect(outcome.code == 0 && !outcome.output.contains("ROUGE"), "\(outcome)")
    for name in ["both.none.json", "both.bm25.json"] {
      #expect(FileManager.default.fileExists(atPath: "\(place.desk)/\(name)"), "\(name)")
    }
    expect(try Self.lamp(place, both), failsWith: 3, saying: "both.none.json")
  }

  @Test func goesOnAfterItWasEnded() throws {
    let place = try Self.place()
    let words = ["--task", "4", "--strategy", "none"] + Self.files("headlines")
    #expect(try Self.lamp(place, words + ["--out", "whole.json"]).code == 0)
    let child = try place.startAlone(["evaluate", "lamp"] + words + ["--out", "killed.json"])
    let partial = "\(place.desk)/killed.json.partial"
    try child.wait(until: { _ in
      (FileManager.default.contents(atPath: partial)?.count { $0 == 0x0A } ?? 0) > 1
        || FileManager.default.fileExists(atPath: "\(place.desk)/killed.json")
    })
    child.send(SIGKILL)
    _ = try child.wait()
    if !FileManager.default.fileExists(atPath: "\(place.desk)/killed.json") {
      // What a run leaves that is ended in the middle of a line.
      let handle = try #require(FileHandle(forWritingAtPath: partial))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("{\"id\":\"4".utf8))
      try handle.close()
      let other = try Self.lamp(
        place, ["--task", "4", "--strategy", "bm25"] + Self.files("headlines") + ["--out", "killed.json"])
      expect(other, failsWith: 3, saying: "killed.json.partial", "strategies")
      let again = try Self.lamp(place, words + ["--out", "killed.json"])
      #expect(again.code == 0 && again.errors.contains("going on after"), "\(again)")
      #expect(!FileManager.default.fileExists(atPath: partial))
    }
    #expect(
      FileManager.default.contents(atPath: "\(place.desk)/killed.json")
        == FileManager.default.contents(atPath: "\(place.desk)/whole.json"))
  }

  @Test func whatIsMissingOrWrongIsSaid() throws {
    let place = try Self.place()
    let files = Self.files("ratings")
    expect(try Self.lamp(place, files), failsWith: 2, saying: "--task")
    expect(try Self.lamp(place, ["--task", "3"]), failsWith: 2, saying: "--questions")
    expect(try Self.lamp(place, ["--task", "6"] + files), failsWith: 2, saying: "--task")
    expect(
      try Self.lamp(place, ["--task", "3"] + files.prefix(2)), failsWith: 2, saying: "--outputs", "--out")
    expect(
      try Self.lamp(place, ["--task", "3", "--strategy", "plug"] + files), failsWith: 2, saying: "--plug")
    expect(
      try Self.lamp(place, ["--task", "4"] + files), failsWith: 3, saying: "ratings-outputs.json", "LaMP_3")
    let wrong = Self.files("citation").prefix(2) + files.suffix(2)
    expect(
      try Self.lamp(place, ["--task", "3"] + wrong), failsWith: 3, saying: "citation-questions.json",
      "byte 1", "'profile[0].text'")
    let none = ["--task", "3", "--questions", "\(place.desk)/none.json"] + files.suffix(2)
    expect(try Self.lamp(place, none), failsWith: 4, saying: "none.json", "no such file")
    let other = Self.files("headlines").prefix(2)
    let outputs = try place.write("o.json", Self.noGolds)
    let noOutput = ["--task", "4"] + other + ["--outputs", outputs]
    expect(try Self.lamp(place, noOutput), failsWith: 3, saying: "'40'", "o.json")
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.desk) == ["o.json"])
  }

  private static let noGolds = Array(#"{"task":"LaMP_4","golds":[]}"#.utf8)

  @Test func helpNamesTheGroupAndItsCommand() throws {
    let place = try Workplace(withVault: false)
    #expect(try place.startAlone(["help", "evaluate"]).wait().output.contains("\n  lamp "))
    let help = try place.startAlone(["help", "evaluate", "lamp"]).wait().output
    for option in ["--task", "--questions", "--outputs", "--plug", "--strategy", "--limit", "--out"] {
      #expect(help.contains(option), "\(help)")
    }
  }
}

extension Program {
  /// Small files in the official format of LaMP.
  static let lamp = root + "/Tests/LocalPersonaTests/Fixtures/lamp"
}
