import Inference
import Testing

@testable import LocalPersona

@Suite("retrieval")
struct RetrievalTests {
  private let builder = PromptBuilder(model: FakeModel.writing("x"))

  private func history() throws -> [Entry] {
    [
      try Entry(written: Timestamp(1), kind: .mail, title: "late", text: "The train is late, sorry."),
      try Entry(
        written: Timestamp(2), kind: .note, title: "trains", text: "Trains, late trains, always late."),
      try Entry(written: Timestamp(3), kind: .mail, title: "soup", recipient: "Ann", text: "Soup at seven?"),
    ]
  }

  @Test func takesTheClosestEntries() throws {
    let entries = try history()
    let plan = try Retrieval(HistorySearch(entries), exampleCount: 2).plan(
      Brief("my train is late"), builder: builder)
    #expect(Set(plan.uses.map(\.entry.id)) == [entries[0].id, entries[1].id])
    #expect(plan.uses.map(\.weight) == plan.uses.map(\.weight).sorted(by: >))
  }

  @Test func prefersTheKindAskedFor() throws {
    let entries = try history()
    let plan = try Retrieval(HistorySearch(entries), exampleCount: 2)
      .plan(Brief("my train is late", kind: .mail), builder: builder)
    #expect(plan.uses.map(\.entry.id) == [entries[0].id, entries[2].id])
  }

  @Test func looksForTheRecipientToo() throws {
    let entries = try history()
    let plan = try Retrieval(HistorySearch(entries), exampleCount: 1)
      .plan(Brief("hello", recipient: "Ann"), builder: builder)
    #expect(plan.uses.map(\.entry) == [entries[2]])
  }

  @Test func writesTheKindOfTheClosestEntryWhereNoneIsAsked() throws {
    let plan = try Retrieval(HistorySearch(try history())).plan(Brief("trains always late"), builder: builder)
    #expect(plan.shownText.contains("Write a note to say this: trains always late."))
  }

  @Test func isNoPersonaWithoutHistoryOrExamples() throws {
    let brief = try Brief("thank Ann", kind: .mail)
    let none = try NoPersona().plan(brief, builder: builder)
    #expect(try Retrieval(HistorySearch([])).plan(brief, builder: builder).rows == none.rows)
    #expect(
      try Retrieval(HistorySearch(history()), exampleCount: 0).plan(brief, builder: builder).rows == none.rows
    )
  }

  @Test func canChooseByWordsOrByAgeAlone() throws {
    let entries = try history()
    func chosen(_ ranking: ExampleRanking, kind: EntryKind? = nil) throws -> [EntryID] {
      let retrieval = Retrieval(HistorySearch(entries), exampleCount: 2, ranking: ranking)
      return try retrieval.plan(Brief("my train is late", kind: kind), builder: builder).uses.map(\.entry.id)
    }
    #expect(try Set(chosen(.words)) == [entries[0].id, entries[1].id])
    #expect(try Set(chosen(.recency)) == [entries[1].id, entries[2].id])
    // The kind that is asked for comes first either way.
    #expect(try Set(chosen(.recency, kind: .mail)) == [entries[0].id, entries[2].id])
  }

  @Test func takesEntriesOfTheRegisterFirstAndTheirKind() throws {
    let entries = try history()
    let register = try DraftRegister(named: "to:Ann", in: entries)
    func plan(_ count: Int, kind: EntryKind? = nil) throws -> PromptPlan {
      try Retrieval(HistorySearch(entries), exampleCount: count, ranking: .both, register: register)
        .plan(Brief("trains always late", kind: kind), builder: builder)
    }
    #expect(try plan(1).uses.map(\.entry) == [entries[2]])
    #expect(try plan(1).kind == .mail)
    // Where there are more examples than entries in it, the others follow as without it.
    #expect(try plan(2).uses.map(\.entry) == [entries[2], entries[1]])
    #expect(try plan(2, kind: .mail).uses.map(\.entry) == [entries[2], entries[0]])
  }

  @Test func givesTheSamePromptEachTime() throws {
    let entries = try history()
    let brief = try Brief("my train is late")
    let first = try Retrieval(HistorySearch(entries)).plan(brief, builder: builder)
    let second = try Retrieval(HistorySearch(entries.reversed())).plan(brief, builder: builder)
    #expect(first.rows == second.rows)
  }
}

@Suite("messages about drafts")
struct DraftingMessagesTests {
  @Test(arguments: [
    (0.0, 2, "0.00"), (1.005, 1, "1.0"), (12.349, 2, "12.35"), (-0.05, 1, "-0.1"), (7, 0, "7"),
  ])
  func roundNumbers(value: Double, digits: Int, expected: String) {
    #expect(value.rounded(to: digits) == expected)
  }

  @Test func nameEachCopiedEntryOnce() throws {
    let ids = [EntryID.random(), EntryID.random()]
    let text = WritingMessages.avoided([ids[0], ids[1], ids[0]])
    #expect(text.contains("\(ids[0]), \(ids[1])") && text.contains("3 times"))
  }
}
