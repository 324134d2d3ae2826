import Foundation
import Testing

@Suite("drafting in a register")
struct RegisterCommandTests {
  /// Long mails to Ann, and short notes.
  private func place(mails: Int = 22) throws -> Workplace {
    let place = try Workplace()
    try place.installModels()
    let subjects = ["garden", "train", "harbour", "letter", "orchard"]
    let mails = (0..<mails).map { number in
      let subject = subjects[number % subjects.count]
      return "{\"kind\":\"mail\",\"recipient\":\"Ann\",\"text\":\"Dear Ann, however it was, the \(subject), "
        + "which I saw, stays; quite so, \(number + 2).\"}\n"
    }
    let notes = (0..<24).map { number in
      "{\"text\":\"ok so \(subjects[number % subjects.count]) now you go no \(number)\"}\n"
    }
    let lines = Array((mails + notes).joined().utf8)
    let imported = try place.run("import", "-", input: .bytes(lines))
    #expect(imported.code == 0, "\(imported)")
    return place
  }

  private let brief = ["write", "ok you go now", "--length", "12", "--seed", "1"]

  private func draft(_ place: Workplace, _ options: String...) throws -> (object: [String: Any], told: String)
  {
    let outcome = try place.start(brief + ["--json"] + options).wait()
    #expect(outcome.code == 0, "\(outcome)")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return (try #require(value as? [String: Any]), outcome.errors)
  }

  private func kinds(_ object: [String: Any]) -> Set<String> {
    let entries = object["entries"] as? [[String: Any]] ?? []
    return Set(entries.compactMap { $0["kind"] as? String })
  }

  @Test func theRecipientChoosesItUnlessOverruled() throws {
    let place = try place()
    let chosen = try draft(place, "--to", "Ann")
    let register = try #require(chosen.object["register"] as? [String: Any])
    #expect(register["name"] as? String == "to:Ann" && register["entryCount"] as? Int == 22)
    #expect(register["isNamed"] as? Bool == false && kinds(chosen.object) == ["mail"])
    #expect(chosen.told.contains("going by your register to:Ann, 22 entries"), "\(chosen.told)")

    let none = try draft(place, "--to", "Ann", "--register", "none")
    #expect(none.object["register"] is NSNull && !none.told.contains("register"), "\(none.told)")
    let named = try draft(place, "--to", "Ann", "--register", "note")
    #expect(kinds(named.object) == ["note"] && named.told.contains("your register note"), "\(named.told)")
    let nobody = try draft(place)
    #expect(nobody.object["register"] is NSNull && kinds(nobody.object) == ["note"])
  }

  @Test func whyTellsItAndStrategiesThatDoNotUseItSaySo() throws {
    let place = try place()
    let told = try place.start(brief + ["--to", "Ann", "--why"]).wait()
    #expect(told.code == 0 && told.errors.contains("the register to:Ann, 22 entries, by --to"), "\(told)")
    let unused = try place.start(brief + ["--register", "to:Ann", "--strategy", "none"]).wait()
    #expect(unused.code == 0 && unused.errors.contains("changes nothing here"), "\(unused)")
    let silent = try place.start(brief + ["--to", "Ann", "--strategy", "none"]).wait()
    #expect(silent.code == 0 && !silent.errors.contains("register"), "\(silent)")
  }

  @Test func fewEntriesAreNoneAndANameThatFitsNothingIsAnError() throws {
    let place = try place(mails: 19)
    let few = try draft(place, "--to", "Ann")
    #expect(few.object["register"] is NSNull && !few.told.contains("register"), "\(few.told)")
    let named = try draft(place, "--register", "to:Ann")
    #expect((named.object["register"] as? [String: Any])?["isNamed"] as? Bool == true)
    expect(try place.start(brief + ["--register", "to:Bo"]).wait(), failsWith: 4, saying: "to:Bo")
  }
}
