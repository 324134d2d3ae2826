import Foundation
import Testing

@Suite("why drafts are as they are")
struct WhyTests {
  @Test func withoutAModelThereIsNothingToSay() throws {
    expect(try Workplace().run("why"), failsWith: 4, saying: "no language model", "persona model add")
  }

  @Test func beforeLearningItSaysThatNothingWasMeasured() throws {
    let place = try Workplace()
    try place.installModels()
    _ = try place.add("The only line about the garden that there is.")
    let before = try place.vaultFiles()
    let outcome = try place.run("why")
    #expect(outcome.code == 0, "\(outcome)")
    for words in ["'write' uses retrieval", "nothing was measured", "not measured", "there are 1"] {
      #expect(outcome.output.contains(words), "'\(words)' is missing in:\n\(outcome)")
    }
    #expect(try place.vaultFiles() == before)
  }

  @Test func afterLearningItSaysWhatLearnFound() throws {
    let place = try Workplace()
    try place.installModels()
    let lines = (1...16).map { "{\"text\":\"Line \($0) of mine, on the garden and the tea.\"}\n" }
    #expect(try place.run("import", "-", input: .bytes(Array(lines.joined().utf8))).code == 0)
    #expect(try place.run("learn", "--quick").code == 0)
    let outcome = try place.run("why")
    #expect(outcome.code == 0, "\(outcome)")
    for words in ["8 of your newest entries", "out of 16", "not measured", "next: "] {
      #expect(outcome.output.contains(words), "'\(words)' is missing in:\n\(outcome)")
    }
    #expect(!outcome.output.contains("garden"), "\(outcome)")
    let report = try Self.object(try place.run("why", "--json").output)
    let status = try Self.object(try place.run("status", "--json").output)
    let personas = try #require(status["personas"] as? [[String: Any]])
    #expect(report["strategy"] as? String == personas.first?["strategy"] as? String)
    #expect(report["heldOut"] as? Int == 8 && report["measured"] as? Bool == true)
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
