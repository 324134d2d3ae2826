import Foundation
import Testing

/// What a wipe says that it destroys is what it destroys.
@Suite("wipe, as announced")
struct WipeCommandTests {
  /// The answer of a wipe for programs: what goes, by path, and what is out of reach.
  private struct Announced: Equatable {
    var treatments: [String: String] = [:]
    var outOfReach: [String]

    init(_ outcome: Outcome) throws {
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      for item in try #require(object?["items"] as? [[String: Any]]) {
        let path = try #require(item["path"] as? String)
        treatments[path] = item["treatment"] as? String
      }
      outOfReach = try #require(object?["outOfReach"] as? [String])
    }
  }

  /// A vault with something of each sort that needs no model, and a file that is not its own.
  private func filledPlace() throws -> Workplace {
    let place = try Workplace()
    let identity = try place.add("a text")
    try place.run("tag", "--add", "work", identity)
    let pinned = try place.run(
      "voice", "edit", "--file", "-", input: .bytes(Array("never: utilize\n".utf8)))
    #expect(pinned.code == 0, "\(pinned)")
    #expect(try place.run("learn", "--auto", "on").code == 0)
    return place
  }

  private func files(in folder: String) throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: folder).map { "\(folder)/\($0)" })
  }

  @Test func aRehearsalListsWhatTheWipeDestroys() throws {
    let place = try filledPlace()
    let memories = "\(place.home)/state/persona/rollback"
    let there = try files(in: place.vault).union(files(in: memories))
    #expect(there.count >= 8)
    let rehearsal = try place.startAlone(["wipe", "--dry-run", "--json"]).wait()
    let before = try Announced(rehearsal)
    #expect(Set(before.treatments.keys) == there.union([place.vault]))
    #expect(before.treatments["\(place.vault)/header"] == "overwritten" && !before.outOfReach.isEmpty)
    #expect(try files(in: place.vault).union(files(in: memories)) == there)
    let wipe = try place.startAlone(["wipe", "--confirm", "demo", "--json"]).wait()
    #expect(wipe.code == 0, "\(wipe)")
    #expect(try Announced(wipe) == before)
    #expect(!FileManager.default.fileExists(atPath: place.vault))
    #expect(try files(in: memories).isEmpty)
  }

  @Test func whatIsNotTheVaultsIsListedAndStays() throws {
    let place = try filledPlace()
    let note = "\(place.vault)/notes.txt"
    try Data("mine".utf8).write(to: URL(fileURLWithPath: note))
    let wipe = try place.startAlone(["wipe", "--confirm", "demo", "--json"]).wait()
    let announced = try Announced(wipe)
    #expect(announced.treatments[note] == "kept" && announced.treatments[place.vault] == "kept")
    #expect(try files(in: place.vault) == [note])
    #expect(FileManager.default.contents(atPath: note) == Data("mine".utf8))
  }
}
