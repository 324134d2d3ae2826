import Foundation
import Testing

@Suite("evaluation on the own vault and on authors")
struct EvaluateVaultTests {
  private static func place(entryCount: Int = 16) throws -> Workplace {
    let place = try Workplace()
    try place.installModels()
    let lines = (1...entryCount).map { "{\"text\":\"Line \($0) of mine, on the garden and the tea.\"}\n" }
    let added = try place.run("import", "-", input: .bytes(Array(lines.joined().utf8)))
    guard added.code == 0 else { throw Workplace.Unprepared(outcome: added) }
    return place
  }

  /// One step on two authors, with the tiny model.
  private static func train(_ place: Workplace) throws {
    let words = ["--authors", Program.examples, "--out", "tiny.plug", "--rows", "1", "--steps", "1"]
    let outcome = try place.startAlone(["plug", "train"] + words).wait()
    guard outcome.code == 0 else { throw Workplace.Unprepared(outcome: outcome) }
  }

  private static func file(_ name: String, _ place: Workplace) -> String {
    FileManager.default.contents(atPath: "\(place.desk)/\(name)").map { String(decoding: $0, as: UTF8.self) }
      ?? ""
  }

  @Test func comparesEveryWayOnTheNewestEntries() throws {
    let place = try Self.place()
    try Self.train(place)
    #expect(try place.run("plug", "add", "tiny.plug").code == 0)
    let files = ["--markdown", "vault.md", "--save", "vault.json", "--svg", "pictures"]
    let words = ["evaluate", "vault", "--examples", "1", "--history", "2"]
    let outcome = try place.start(words + files).wait()
    #expect(outcome.code == 0, "\(outcome)")
    let rows = [
      "none ", "instruction ", "stranger ", "plug ", "plug, history 2 ", "retrieval 1 ", "bm25 1 ",
      "dense 1 ",
      "recency 1 ", "plug + retrieval 1 ", "none + terms ",
    ]
    for row in rows { #expect(outcome.output.contains("\n\(row)"), "\(row) is missing in:\n\(outcome)") }
    for word in ["8 entries", "95 % interval", "better/worse/same"] {
      #expect(outcome.output.contains(word), "\(outcome)")
    }
    #expect(outcome.errors.contains("by chance"), "\(outcome)")
    let saved = try JSONSerialization.jsonObject(with: Data(Self.file("vault.json", place).utf8))
    let losses = (saved as? [String: Any])?["entryLosses"] as? [String: [String: Double]]
    #expect(losses?["none"]?.count == 8)
    for name in ["vault.md", "vault.json", "pictures/strategies.svg", "pictures/history.svg"] {
      let text = Self.file(name, place)
      #expect(!text.isEmpty && !text.contains("garden"), "\(name)")
    }
    // What was measured is in the vault: the same again takes no model's work, and says the same.
    let again = try place.start(words).wait()
    #expect(again.code == 0 && again.errors.contains("earlier run"), "\(again)")
    #expect(again.output == outcome.output)
    #expect(try place.run("check", "--full").code == 0)
    // It goes with an entry.
    #expect(try place.texts().count == 16)
    let id = try place.add("One more line, which is taken back at once.")
    #expect(try place.run("rm", "--yes", id).code == 0)
    let anew = try place.start(words).wait()
    #expect(anew.code == 0 && !anew.errors.contains("earlier run"), "\(anew)")
  }

  @Test func changesNothingInWhatDraftsUse() throws {
    let place = try Self.place()
    #expect(try place.run("evaluate", "vault", "--strategy", "recency", "--examples", "1").code == 0)
    #expect(try place.run("why").output.contains("nothing was measured"))
  }

  @Test func whatIsMissingOrWrongIsSaid() throws {
    let place = try Self.place()
    expect(
      try place.run("evaluate", "vault", "--strategy", "plug"), failsWith: 4, saying: "'plug'", "not there")
    expect(try place.run("evaluate", "vault", "--strategy", "best"), failsWith: 2, saying: "best")
    expect(try place.run("evaluate", "vault", "--examples", "9"), failsWith: 2, saying: "'9'")
    expect(try place.run("evaluate", "vault", "--history", "0"), failsWith: 2, saying: "'0'")
    try place.write("taken.md", Array("mine".utf8))
    expect(
      try place.run("evaluate", "vault", "--markdown", "taken.md"), failsWith: 3, saying: "taken.md")
    let few = try Workplace()
    try few.installModels()
    _ = try few.add("The only line about the garden that there is.")
    expect(try few.run("evaluate", "vault"), failsWith: 3, saying: "too few entries")
  }

  @Test func authorsAreEvaluatedUnderBothNames() throws {
    let place = try Workplace(withVault: false)
    try place.installModels()
    try Self.train(place)
    let words = [
      "tiny.plug", "--authors", Program.examples, "--draws", "1", "--passages", "1", "--examples", "0",
      "--history", "1,2",
    ]
    let first = try place.startAlone(["evaluate", "authors"] + words + ["--svg", "pictures"]).wait()
    #expect(first.code == 0 && first.output.contains("tiny own, history 1 "), "\(first)")
    for name in ["strategies.svg", "history.svg"] {
      #expect(Self.file("pictures/\(name)", place).hasPrefix("<svg "), "\(name)")
    }
    let second = try place.startAlone(["plug", "evaluate"] + words).wait()
    #expect(second.output == first.output, "\(second)")
    expect(
      try place.startAlone(["evaluate", "authors"] + words.dropLast() + ["long"]).wait(), failsWith: 2,
      saying: "'long'")
  }

  @Test func theModelIsTunedToAuthorsTheSameWayEachTime() throws {
    let place = try Workplace(withVault: false)
    try place.installModels()
    let training = try place.startAlone([
      "plug", "train", "--authors", Program.examples, "--out", "rows.plug", "--preset", "instruction",
      "--rows",
      "1", "--steps", "1",
    ]).wait()
    #expect(training.code == 0, "\(training)")
    let words = [
      "evaluate", "authors", "--authors", Program.examples, "--passages", "1", "--examples", "0",
    ]
    let tuned = words + ["--control", "rows.plug", "--tune", "lora2,prefix", "--tune-steps", "2", "--save"]
    var saved: [[String: [String: Double]]] = []
    for name in ["first.json", "second.json"] {
      let outcome = try place.startAlone(tuned + [name]).wait()
      #expect(outcome.code == 0, "\(outcome)")
      for row in ["lora 2 behind rows, on a stranger's ", "prefix 1 from rows ", " bytes a user; "] {
        #expect(outcome.output.contains(row), "\(row): \(outcome)")
      }
      let json = try JSONSerialization.jsonObject(with: Data(Self.file(name, place).utf8)) as? [String: Any]
      saved.append(try #require(json?["authorLosses"] as? [String: [String: Double]]))
      #expect((json?["fits"] as? [Any])?.count == 2)
    }
    #expect(saved[0] == saved[1] && saved[0]["lora 2 behind rows"] != nil)
    expect(
      try place.startAlone(words + ["--tune", "qlora"]).wait(), failsWith: 2, saying: "'qlora'", "lora8")
    expect(try place.startAlone(words + ["--tune", "prefix"]).wait(), failsWith: 2, saying: "--control")
    // One name for two files is found out before anything is measured.
    for names in [["--save", "a", "--keep", "a"], ["--markdown", "b", "--svg", "b/"]] {
      expect(try place.startAlone(words + names).wait(), failsWith: 2, saying: "two of the files")
    }
  }

  private static let authors = [
    "evaluate", "authors", "tiny.plug", "--authors", Program.examples, "--draws", "1", "--passages", "2",
  ]

  @Test func anEvaluationOnAuthorsGoesOnWhereItWasKilled() throws {
    let place = try Workplace(withVault: false)
    try place.installModels()
    try Self.train(place)
    let words = Self.authors + ["--examples", "1,4"]
    let whole = try place.startAlone(words + ["--save", "whole.json"]).wait()
    #expect(whole.code == 0, "\(whole)")
    #expect(!FileManager.default.fileExists(atPath: "\(place.desk)/whole.json.partial"))
    let child = try place.startAlone(words + ["--save", "killed.json"])
    let partial = "\(place.desk)/killed.json.partial"
    try child.wait(until: { _ in
      ["", ".partial"].contains {
        FileManager.default.fileExists(atPath: "\(place.desk)/killed.json\($0)")
      }
    })
    child.send(SIGKILL)
    _ = try child.wait()
    if !FileManager.default.fileExists(atPath: "\(place.desk)/killed.json") {
      // What a run leaves that is ended in the middle of a frame.
      let handle = try #require(FileHandle(forWritingAtPath: partial))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data([9, 0, 0]))
      try handle.close()
      let again = try place.startAlone(words + ["--save", "killed.json"]).wait()
      #expect(again.code == 0 && again.errors.contains("going on with"), "\(again)")
      #expect(again.output == whole.output)
    }
    for name in ["killed.json.partial", "killed.json.partial.lock"] {
      #expect(!FileManager.default.fileExists(atPath: "\(place.desk)/\(name)"), "\(name)")
    }
    #expect(!Self.file("whole.json", place).isEmpty)
    #expect(Self.file("killed.json", place) == Self.file("whole.json", place))
  }

  @Test func keptLossesServeARunThatAsksForMore() throws {
    let place = try Workplace(withVault: false)
    try place.installModels()
    try Self.train(place)
    let first = try place.startAlone(Self.authors + ["--examples", "1", "--keep", "losses.kept"]).wait()
    #expect(first.code == 0 && !first.errors.contains("going on with"), "\(first)")
    let more = [
      "--examples", "1,2", "--by", "bm25", "--by", "dense", "--by", "recency", "--budget", "64", "--nearest",
      "1,2,all",
    ]
    let second = try place.startAlone(Self.authors + more + ["--keep", "losses.kept"]).wait()
    #expect(second.code == 0 && second.errors.contains("going on with"), "\(second)")
    for row in [
      "retrieval 1, without system turn ", "dense 2, without system turn ", "tiny own + recency 1 ",
      "tiny own + retrieval, budget 64 ", "tiny own, nearest 2 ",
    ] {
      #expect(second.output.contains("\n\(row)"), "\(row) is missing in:\n\(second)")
    }
    // The same without what is kept.
    #expect(try place.startAlone(Self.authors + more).wait().output == second.output)
    let kept = try #require(FileManager.default.contents(atPath: "\(place.desk)/losses.kept"))
    for name in ["marta", "dev"] {
      let text = try String(contentsOfFile: "\(Program.examples)/\(name).jsonl", encoding: .utf8)
      let words = text.split(separator: " ").filter { $0.utf8.count > 8 }.prefix(50)
      #expect(words.allSatisfy { kept.range(of: Data($0.utf8)) == nil })
    }
    // What is no such file stays as it is, and is not used.
    try place.write("letter.txt", Array("Dear Ann".utf8))
    expect(
      try place.startAlone(Self.authors + ["--keep", "letter.txt"]).wait(), failsWith: 3,
      saying: "letter.txt", "no file of kept numbers")
    #expect(Self.file("letter.txt", place) == "Dear Ann")
    var changed = kept
    changed[changed.count / 2] ^= 1
    try place.write("changed.kept", Array(changed))
    expect(
      try place.startAlone(Self.authors + ["--keep", "changed.kept"]).wait(), failsWith: 3,
      saying: "changed.kept")
    for wrong in [["--by", "best"], ["--budget", "8"], ["--nearest", "most"]] {
      expect(try place.startAlone(Self.authors + wrong).wait(), failsWith: 2, saying: wrong[1])
    }
  }

  @Test func helpNamesTheCommands() throws {
    let place = try Workplace(withVault: false)
    let help = try place.startAlone(["help", "evaluate"]).wait().output
    for name in ["vault", "authors", "lamp"] { #expect(help.contains("\n  \(name) "), "\(help)") }
    let vault = try place.startAlone(["help", "evaluate", "vault"]).wait().output
    for option in ["--strategy", "--examples", "--history", "--limit", "--svg", "--save"] {
      #expect(vault.contains(option), "\(vault)")
    }
  }
}
