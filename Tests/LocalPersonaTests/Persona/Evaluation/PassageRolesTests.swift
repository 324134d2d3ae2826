import Testing

@testable import LocalPersona

@Suite("roles of passages")
struct PassageRolesTests {
  private func author(_ name: String, works: [(String, Int)], kind: String = "letter", year: Int? = 1850)
    -> CorpusAuthor
  {
    let passages = works.flatMap { work, count in
      (0..<count).map { index in
        CorpusPassage(
          text: "\(work) \(index)", title: nil, work: work, kind: kind, year: year.map { $0 + index % 3 })
      }
    }
    return CorpusAuthor(name: name, passages: passages)
  }

  @Test func spreadsTargetsOverWorks() {
    let author = author("ann", works: [("A", 40), ("B", 5), ("C", 1)])
    for seed in 1...10 as ClosedRange<UInt64> {
      let roles = PassageRoles(author, EvaluationSelection(targetCount: 4, seed: seed)) { _ in true }
      #expect(roles.targets.count == 4)
      #expect(Set(roles.targets.map { author.passages[$0].work }) == ["A", "B", "C"])
    }
  }

  @Test func neverReadsATarget() {
    let author = author("ann", works: [("A", 12), ("B", 12)])
    for seed in 1...10 as ClosedRange<UInt64> {
      let selection = EvaluationSelection(targetCount: 6, historyCount: 100, seed: seed)
      let roles = PassageRoles(author, selection) { _ in true }
      let history = roles.history(for: roles.targets[0], of: author)
      #expect(Set(history).isDisjoint(with: roles.targets))
      #expect(history.count == 18)
    }
  }

  @Test func readsOtherWorksOnlyWhereAsked() {
    let author = author("ann", works: [("A", 12), ("B", 12)])
    let selection = EvaluationSelection(usesOtherWorksOnly: true, seed: 3)
    let roles = PassageRoles(author, selection) { _ in true }
    for target in roles.targets {
      let history = roles.history(for: target, of: author)
      #expect(!history.isEmpty)
      #expect(history.allSatisfy { author.passages[$0].work != author.passages[target].work })
    }
    let single = self.author("bob", works: [("A", 12)])
    let none = PassageRoles(single, selection) { _ in true }
    #expect(none.history(for: none.targets[0], of: single).isEmpty)
  }

  @Test func drawsByNameAndSeedAlone() {
    let selection = EvaluationSelection(seed: 5)
    let works = [("A", 30), ("B", 30)]
    let first = PassageRoles(author("ann", works: works), selection) { _ in true }
    #expect(first == PassageRoles(author("ann", works: works), selection) { _ in true })
    #expect(first != PassageRoles(author("bob", works: works), selection) { _ in true })
  }

  @Test func ordersHistoryByYear() {
    let author = author("ann", works: [("A", 20)])
    let roles = PassageRoles(author, EvaluationSelection()) { _ in true }
    let years = roles.history(for: nil, of: author).compactMap { author.passages[$0].year }
    #expect(years == years.sorted())
  }

  @Test func takesOnlyTargetsThatAreLongEnough() {
    let author = author("ann", works: [("A", 9)])
    let roles = PassageRoles(author, EvaluationSelection()) { $0.text == "A 3" }
    #expect(roles.targets == [3])
    #expect(roles.others.count == 8)
  }

  @Test func kindredWriteTheSameKindInOnePeriod() {
    let ann = author("ann", works: [("A", 3)])
    #expect(ann.isKindred(to: author("bob", works: [("B", 3)], year: 1875)))
    #expect(!ann.isKindred(to: author("bob", works: [("B", 3)], year: 1876)))
    #expect(!ann.isKindred(to: author("bob", works: [("B", 3)], kind: "diary")))
    #expect(!ann.isKindred(to: author("bob", works: [("B", 3)], year: nil)))
  }
}
