import Foundation
import Testing

@Suite("strategies of drafts")
struct StrategyTests {
  private static let words = ["write", "the garden", "--length", "12", "--seed", "5"]

  private func text(_ place: Workplace, _ options: String...) throws -> String {
    let answer = try object(in: place.start(Self.words + options + ["--json"]).wait())
    return try #require(answer["text"] as? String)
  }

  @Test func comparingShowsTheDraftWithoutAndWithTheHistory() throws {
    let place = try Workplace.forDrafting()
    let shown = try place.start(Self.words + ["--compare", "--strategy", "retrieval"]).wait()
    #expect(shown.code == 0, "\(shown)")
    let without = try #require(shown.output.range(of: "== without your history =="), "\(shown)")
    let with = try #require(shown.output.range(of: "== with your history (retrieval) =="), "\(shown)")
    #expect(without.upperBound < with.lowerBound)
    let all = try object(
      in:
        place.start(Self.words + ["--compare", "--strategy", "retrieval", "--json"]).wait())
    let drafts = try #require(all["drafts"] as? [[String: Any]])
    #expect(drafts.map { $0["strategy"] as? String } == ["none", "retrieval"])
    #expect(drafts.allSatisfy { $0["seed"] as? Int == 5 })
    // Each is what it would have been alone.
    for (draft, strategy) in zip(drafts, ["none", "retrieval"]) {
      #expect(try draft["text"] as? String == text(place, "--strategy", strategy))
    }
  }

  @Test func aStrengthOfNothingIsNoPersonaAndOneIsTheUsual() throws {
    let place = try Workplace.forDrafting()
    let retrieval = try text(place, "--strategy", "retrieval")
    #expect(try text(place, "--strategy", "retrieval", "--strength", "1") == retrieval)
    let none = try text(place, "--strategy", "none")
    #expect(try text(place, "--strategy", "retrieval", "--strength", "0") == none)
    for strength in ["0.5", "2"] {
      #expect(try !text(place, "--strategy", "retrieval", "--strength", strength).isEmpty)
    }
  }

  @Test func whyNamesTheEntriesThatADraftWentBy() throws {
    let place = try Workplace.forDrafting()
    let told = try place.start(Self.words + ["--strategy", "retrieval", "--why"]).wait()
    #expect(told.code == 0 && told.errors.contains("strategy retrieval, model smollm2, seed 5"), "\(told)")
    let answer = try object(in: place.start(Self.words + ["--strategy", "retrieval", "--json"]).wait())
    let entries = try #require(answer["entries"] as? [Any])
    #expect(!entries.isEmpty)
  }
}
