import Foundation
import Testing

@Suite("drafts with rows that were learned")
struct LearnedDraftTests {
  private static let words = ["write", "the garden", "--length", "12", "--seed", "5", "--strategy", "plug"]

  /// The draft, and what `--why` tells of the persona.
  private func draft(_ place: Workplace) throws -> (text: String, persona: [String: Any]) {
    let answer = try object(in: place.start(Self.words + ["--why", "--json"]).wait())
    let why = try #require(answer["why"] as? [String: Any])
    let persona = try #require(why["persona"] as? [String: Any], "\(answer)")
    return (try #require(answer["text"] as? String), persona)
  }

  @Test func areMadeWithThemAndSaySo() throws {
    let place = try Workplace.forLearningWithAPlug()
    // Nothing was learned yet: the plug reads the history at each draft.
    let before = try draft(place).persona
    #expect(before["plug"] as? String == "tiny" && before["entryCount"] as? Int == 16)
    #expect(before["learned"] is NSNull && before["trainingSteps"] is NSNull)
    #expect((before["entries"] as? [Any])?.isEmpty == false)

    let learning = try place.run("learn", "--steps", "1")
    #expect(learning.code == 0, "\(learning)")
    let learned = try draft(place)
    #expect(learned.persona["plug"] as? String == "tiny" && learned.persona["entryCount"] as? Int == 8)
    #expect(learned.persona["trainingSteps"] as? Int == 1 && learned.persona["learned"] is String)
    #expect((learned.persona["entries"] as? [Any])?.isEmpty == true)
    #expect((learned.persona["habits"] as? [Any])?.isEmpty == false)
    let told = try place.start(Self.words + ["--why"]).wait()
    let line = "  rows trained in 1 step on 8 entries of yours, learned on "
    #expect(told.code == 0 && told.errors.contains(line), "\(told)")
    #expect(told.errors.contains(" with the plug tiny\n") && !told.errors.contains("through the plug"))

    // The rows are in the vault: what is installed changes no draft, and another plug is not what made them.
    #expect(try place.trainPlug("other", "--seed", "2").code == 0)
    #expect(try place.run("plug", "add", "other.plug", "--name", "tiny", "--replace").code == 0)
    let exchanged = try draft(place)
    #expect(exchanged.text == learned.text && exchanged.persona["plug"] is NSNull)
    #expect(try place.run("plug", "rm", "tiny", "--yes").code == 0)
    #expect(try draft(place).text == learned.text)
    let left = try place.start(Self.words + ["--why"]).wait()
    let without = "; the plug they were made with is not installed\n"
    #expect(left.code == 0 && left.errors.contains(without), "\(left)")
  }
}
