import Foundation
import Testing

/// A damaged vault gives out all that can still be read, and says what it cannot.
@Suite("check --salvage")
struct SalvageTests {
  /// A vault of six texts, one of which cannot be read any more.
  private struct Damaged {
    let place: Workplace
    let segment: String

    /// The lines of an export before the damage.
    let lines: [String]

    init() throws {
      place = try Workplace()
      for number in 0..<6 {
        _ = try place.add(
          "text number \(number)", "--title", "title \(number)", "--tag", "t\(number)", "--to", "Ann",
          "--date",
          "2024-05-0\(number + 1)")
      }
      lines = try Damaged.lines(place)
      segment = try place.segment()
      try change(segment) { $0[$0.count / 2] ^= 1 }
    }

    func change(_ path: String, _ body: (inout Data) -> Void) throws {
      var bytes = try #require(FileManager.default.contents(atPath: path))
      body(&bytes)
      try bytes.write(to: URL(fileURLWithPath: path))
    }

    static func lines(_ place: Workplace, _ options: String...) throws -> [String] {
      let outcome = try place.start(["export", "--plaintext"] + options).wait()
      #expect(outcome.code == 0, "\(outcome)")
      return outcome.output.split(separator: "\n").map(String.init)
    }
  }

  @Test func savesEveryTextButTheDamagedOne() throws {
    let damaged = try Damaged()
    let place = damaged.place
    let name = (damaged.segment as NSString).lastPathComponent
    let check = try place.run("check", "--full")
    expect(check, failsWith: 13, saying: "damaged", name)
    #expect(check.output.contains("still readable: 5 of 6 entries"), "\(check)")
    #expect(check.output.contains("persona check --salvage"), "\(check)")

    let files = try place.vaultFiles()
    let target = "\(place.desk)/rescued"
    let outcome = try place.run("check", "--salvage", target)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(outcome)")
    for words in [
      "damaged  \(name)", "saved    5 entries in the new vault \(target)", "lost     1 entry",
      "persona --vault \(target) list",
    ] {
      #expect(outcome.output.contains(words), "\(outcome)")
    }
    #expect(try place.vaultFiles() == files)

    // Ids, dates and all fields are as they were, and the new vault is one like any other.
    let saved = try Damaged.lines(place, "--vault", target)
    #expect(saved == damaged.lines.filter { !$0.contains("text number 2") } && saved.count == 5)
    #expect(try place.run("check", "--full", "--vault", target).code == 0)
    #expect(try place.run("add", "more", "--vault", target).code == 0)
    // It can take the place of the damaged one.
    try FileManager.default.moveItem(atPath: place.vault, toPath: "\(place.home)/damaged")
    try FileManager.default.moveItem(atPath: target, toPath: place.vault)
    #expect(try place.texts().count == 6)
  }

  @Test func tellsPrograms() throws {
    let damaged = try Damaged()
    let outcome = try damaged.place.run("check", "--salvage", "rescued", "--json")
    #expect(outcome.code == 0, "\(outcome)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let salvage = object?["salvage"] as? [String: Any]
    #expect(salvage?["savedEntryCount"] as? Int == 5 && salvage?["lostEntryCount"] as? Int == 1)
    #expect(salvage?["target"] as? String == "rescued" && object?["sound"] as? Bool == false)
    #expect((object?["damages"] as? [Any])?.count == 1)
  }

  @Test func worksFromAFolderThatTakesNoChanges() throws {
    let damaged = try Damaged()
    let place = damaged.place
    let names = try place.vaultFiles().keys
    for name in names { chmod("\(place.vault)/\(name)", 0o400) }
    chmod(place.vault, 0o500)
    defer { chmod(place.vault, 0o700) }
    let outcome = try place.run("check", "--salvage", "rescued")
    #expect(outcome.code == 0, "\(outcome)")
    #expect(try Damaged.lines(place, "--vault", "\(place.desk)/rescued").count == 5)
  }

  @Test func savesWithoutTheListOfFiles() throws {
    let damaged = try Damaged()
    try FileManager.default.removeItem(atPath: "\(damaged.place.vault)/head.1")
    let outcome = try damaged.place.run("check", "--salvage", "rescued")
    #expect(outcome.code == 0 && outcome.output.contains("lost     unknown"), "\(outcome)")
    let saved = try Damaged.lines(damaged.place, "--vault", "\(damaged.place.desk)/rescued")
    #expect(saved == damaged.lines.filter { !$0.contains("text number 2") })
  }

  @Test func refusesAFolderThatIsNotEmpty() throws {
    let damaged = try Damaged()
    let place = damaged.place
    try place.write("full/letter.txt", [1])
    for target in ["full", place.vault, "\(place.vault)/new", "\(place.vault)/a/b"] {
      // Before anything is asked.
      let outcome = try place.startAlone(["check", "--salvage", target]).wait()
      expect(outcome, failsWith: 1, saying: "is not empty", "--salvage")
    }
    try place.write("letter.txt", [1])
    expect(
      try place.startAlone(["check", "--salvage", "letter.txt"]).wait(), failsWith: 1, saying: "not a folder")
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(place.desk)/full") == ["letter.txt"])
  }

  @Test func saysThatNothingOpensWithoutTheHeader() throws {
    let damaged = try Damaged()
    try damaged.change("\(damaged.place.vault)/header") { $0[70] ^= 1 }
    let outcome = try damaged.place.startAlone(["check", "--salvage", "rescued"]).wait()
    expect(outcome, failsWith: 13, saying: "nothing can be salvaged", "header", "backup")
    #expect(!FileManager.default.fileExists(atPath: "\(damaged.place.desk)/rescued"))
  }

  @Test func makesNothingWhereNothingIsReadable() throws {
    let damaged = try Damaged()
    try FileManager.default.removeItem(atPath: damaged.segment)
    let outcome = try damaged.place.run("check", "--salvage", "rescued")
    expect(outcome, failsWith: 13, saying: "no entry", "missing", "backup")
    #expect(!FileManager.default.fileExists(atPath: "\(damaged.place.desk)/rescued"))
  }
}
